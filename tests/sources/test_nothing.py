"""A page that is gone is told from an article whose headline counts 404 or tells of somebody who was not found."""

import pytest

from pipeline.errors import NotAnArticle
from pipeline.sources import parse

PAGE = """<html><head><title>{0}</title></head><body><h1 class="article__title cms-title">{0}</h1>
<div class="article__body cms-body">{1}</div></body></html>"""
BODY = """<p>Chiều 5/3, Đảng ủy xã tổng kết công tác năm, bàn nhiệm vụ những tháng tới với các chi bộ thôn, bản.</p>
<p>Các chi bộ đã chủ động bồi dưỡng quần chúng ưu tú, phân công đảng viên giúp đỡ từng người, từng hộ ở vùng xa.</p>
<p>Ở thôn xa nhất, tổ công tác đi bộ nửa ngày đường, mang theo gạo và thuốc, ở lại với bà con đến hết tuần mưa.</p>"""


@pytest.mark.parametrize("title", [
    "Kết nạp 404 đảng viên mới", "404 hộ dân có nước sạch", "Không tìm thấy người gặp nạn trên suối", "Biển báo đã bị gỡ",
])
def test_a_headline_is_no_error_page(title: str) -> None:
    assert parse(PAGE.format(title, BODY)).title == title


@pytest.mark.parametrize("title", [
    "404", "Lỗi 404", "404 - Không tìm thấy trang", "404 Not Found", "Trang bạn tìm không tồn tại", "Bài viết đã bị gỡ",
    "Không tìm thấy nội dung",
])
def test_an_error_page_sent_as_a_page_is_gone(title: str) -> None:
    with pytest.raises(NotAnArticle) as told:
        parse(PAGE.format(title, ""))
    assert told.value.found == "gone"
