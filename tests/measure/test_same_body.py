"""Two names of an issuer count as one exactly when they mean the same body and the same office in it."""

import pytest

from pipeline.measure.same_body import same_body


@pytest.mark.parametrize(("one", "other"), [
    ("Bộ GTVT", "Bộ Giao thông vận tải"), ("Thủ tướng", "Thủ tướng Chính phủ"), ("UBND TP. HCM", "UBND TPHCM"),
    ("Ủy ban Kiểm tra trung ương", "Ủy ban Kiểm tra Trung ương"),
    ("Ủy ban Kiểm tra (UBKT) Tỉnh ủy Lào Cai", "UBKT Tỉnh ủy Lào Cai"),
    ("Bộ GD-ĐT", "Bộ Giáo dục và Đào tạo"), ("BCH Trung ương Đảng", "Ban Chấp hành Trung ương"),
])
def test_two_wordings_of_one_body_are_alike(one, other):
    assert same_body(one, other) and same_body(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("Ban Thường vụ Tỉnh ủy Lào Cai", "Tỉnh ủy Lào Cai"), ("Chủ tịch UBND tỉnh Lào Cai", "UBND tỉnh Lào Cai"),
    ("Tỉnh ủy Lào Cai", "Tỉnh ủy Yên Bái"), ("Tỉnh ủy", "Tỉnh ủy Lào Cai"),
    ("Ủy ban Kiểm tra Huyện ủy Bát Xát", "Huyện ủy Bát Xát"),
    ("Bộ trưởng Bộ Y tế", "Bộ Y tế"), ("Văn phòng Chính phủ", "Chính phủ"), ("Bộ Chính trị", "Ban Bí thư"),
    ("Bộ Tài chính", "Bộ Tài chính vừa có văn bản gửi"),
])
def test_an_office_or_another_unit_is_another_body(one, other):
    assert not same_body(one, other) and not same_body(other, one)
