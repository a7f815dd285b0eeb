"""What a figure is about: the place and the period that its text names."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.analysis import analyse
from pipeline.extract import figures
from pipeline.extract import places as named_places
from pipeline.language import read
from pipeline.model import Figure, Place
from pipeline.resolve.context import Context
from pipeline.resolve.figures import resolve
from pipeline.resolve.periods import find_periods
from pipeline.text import fold

DAY = date(2026, 2, 3)


def about(text: str, day: date | None = DAY) -> list[Figure]:
    doc = read(text)
    return resolve(doc, list(figures.find(doc)), list(named_places.find(doc)), Context(day=day))


@pytest.mark.parametrize(("text", "value"), [
    ("năm 2021", "2021"), ("giai đoạn 2020 - 2025", "2020/2025"), ("từ năm 2016 đến năm 2020", "2016/2020"),
    ("6 tháng đầu năm 2019", "2019-H1"), ("sáu tháng cuối năm 2019", "2019-H2"), ("3 tháng đầu năm", "2026-Q1"),
    ("9 tháng đầu năm 2025", "2025-01/2025-09"), ("10 tháng năm 2025", "2025-01/2025-10"), ("quý IV/2025", "2025-Q4"),
    ("quý I", "2026-Q1"), ("nửa đầu năm 2024", "2024-H1"), ("tháng 6/2016", "2016-06"), ("tháng 3 năm 2024", "2024-03"),
    ("ngày 30/6/2019", "2019-06-30"), ("ngày 30 tháng 6 năm 2019", "2019-06-30"), ("chiều 1/2", "2026-02-01"),
    ("ngày 28/12", "2025-12-28"), ("từ ngày 28/6 đến ngày 2/7/2025", "2025-06-28/2025-07-02"), ("năm nay", "2026"),
    ("năm ngoái", "2025"), ("năm tới", "2027"), ("hôm nay", "2026-02-03"), ("hôm qua", "2026-02-02"),
    ("từ đầu năm đến nay", "2026-01-01/2026-02-03"), ("tháng trước", "2026-01"), ("từ năm 2021 đến nay", "2021/2026"),
    ("trong 10 năm qua", "2016/2026"), ("cuối tuần qua", "2026-01-31/2026-02-01"), ("Tết Nguyên đán 2026", "2026"),
    ("từ sáng sớm 31/1", "2026-01-31"), ("ngày 6 và 7/2", "2026-02-06/2026-02-07"), ("hôm kia", "2026-02-01"),
    ("ngày mai", "2026-02-04"), ("thập niên 1990", "1990/1999"), ("những năm 90", "1990/1999"), ("niên vụ 2024-2025", "2024/2025"),
    ("năm học 2024 - 2025", "2024/2025"), ("vụ đông xuân 2024 - 2025", "2024/2025"), ("đến hết năm 2025", "2025"),
    ("tính đến ngày 31-12-2025", "2025-12-31"), ("quý 4 năm ngoái", "2025-Q4"), ("đầu năm nay", "2026"), ("tháng sau", "2026-03"),
    ("rạng sáng nay", "2026-02-03"), ("từ ngày 1-7-2025 đến 3/1/2026", "2025-07-01/2026-01-03"),
    ("từ tháng 8/2023 đến 30/6/2025", "2023-08/2025-06-30"), ("trong tháng 10 và tháng 11-2025", "2025-10/2025-11"),
    ("từ tháng 3 đến tháng 9/2025", "2025-03/2025-09"), ("tháng 4-12/2025", "2025-04/2025-12"), ("từ quý I/2023 đến năm 2025", "2023/2025"),
    ("kể từ năm 2021", "2021/2026"), ("đến nửa năm 2025", "2025-H1"), ("quý IV", "2025-Q4"),
])
def test_a_period_is_read(text: str, value: str) -> None:
    assert [period.value for period in find_periods(fold(text), DAY) if period.value] == [value]


@pytest.mark.parametrize("text", [
    "Luật Đất đai năm 2013", "ông sinh năm 1957", "Nghị định 190/2013/NĐ-CP ngày 21/11/2013",
    "gấp ba lần năm trước đó", "tuần qua", "tối cùng ngày",
    "trường thành lập năm 1949", "mỗi năm", "hơn 3 năm qua", "nhiều năm qua",
])
def test_the_year_of_a_law_or_a_birth_is_no_period(text: str) -> None:
    assert [period.value for period in find_periods(fold(text), DAY) if period.value] == []


def test_the_years_of_a_term_are_marked_as_in_a_name() -> None:
    assert [(period.value, period.named) for period in find_periods(fold("đại biểu HĐND nhiệm kỳ 2026 - 2031"), DAY)] == [
        ("2026/2031", True)]


@pytest.mark.parametrize(("text", "values"), [
    ("Sáng 2/2, xã họp. Cùng ngày, huyện cũng họp.", ["2026-02-02", "2026-02-02"]),
    ("Quý IV/2025 thu 3 tỷ đồng; cả năm thu 9 tỷ đồng.", ["2025-Q4", "2025"]),
    ("6 tháng đầu năm 2024, xã đón khách. Trong kỳ, xã mở lễ hội.", ["2024-H1", "2024-H1"]),
])
def test_words_that_point_back_mean_the_last_period_named(text: str, values: list[str]) -> None:
    assert [period.value for period in find_periods(fold(text), DAY)] == values


def test_a_day_without_a_year_needs_the_day_of_the_article() -> None:
    assert [period.value for period in find_periods("chiều 1/2", None)] == [None]


@pytest.mark.parametrize(("text", "period"), [
    ("Năm 2021, đảng bộ xã kết nạp 11 đảng viên.", "2021"),
    ("Xã trồng 20 ha rừng trong năm 2024.", "2024"),
    ("Năm 2025, xã trồng 20 ha rừng, tăng 5% so với năm 2024.", "2025"),
    ("Trong 6 tháng đầu năm 2019, các cấp kiểm tra 15 chi bộ. Qua kiểm tra, đã xử lý 2 đảng viên.", "2019-H1"),
    ("Ngày 12/7, ông Giàng Seo Páo cho biết xã có 15 hộ nghèo.", None),
    ("Cụ Lù Thị Mẩy 96 tuổi năm 2021.", None),
])
def test_a_figure_has_the_period_of_its_clause(text: str, period: str | None) -> None:
    assert {figure.about_period for figure in about(text)} == {period}


@pytest.mark.parametrize(("text", "place", "how"), [
    ("Xã Pha Long kết nạp 11 đảng viên.", "Xã Pha Long", "stated"),
    ("Năm qua, kết nạp 94 đảng viên ở xã Pha Long.", "xã Pha Long", "stated"),
    ("Tỉnh Lào Cai có 3 huyện mới.\n\nToàn tỉnh đã kết nạp 90 đảng viên.", "Tỉnh Lào Cai", "implied"),
    ("Cả nước kết nạp 90 đảng viên.", "Cả nước", "stated"),
])
def test_a_figure_has_the_place_of_its_clause(text: str, place: str, how: str) -> None:
    last = about(text)[-1]
    assert (last.about_place, last.about_place_how) == (place, how)


def test_a_listed_place_goes_with_its_own_number() -> None:
    found = about("Bão làm sập nhà: Lào Cai 3 nhà, Yên Bái 5 nhà, Sơn La 2 nhà.")
    assert [figure.about_place for figure in found] == ["Lào Cai", "Yên Bái", "Sơn La"]


def test_the_unit_id_of_one_known_place_comes_along() -> None:
    doc = read("Xã Pha Long kết nạp 11 đảng viên.")
    place = Place(start=0, end=11, text="Xã Pha Long", level="xã", rank="commune", unit_id="63-02752")
    assert [figure.about_unit_id for figure in resolve(doc, list(figures.find(doc)), [place], Context(day=DAY))] == ["63-02752"]


def test_an_age_is_about_no_place() -> None:
    assert [figure.about_place for figure in about("Ở xã Pha Long, ông Giàng Seo Páo 43 tuổi.")] == [None]


@pytest.mark.parametrize(("text", "place"), [
    ("Khen thưởng 2 cán bộ UBND huyện Bát Xát.", "huyện Bát Xát"),
    ("Ông Giàng Seo Páo, Chủ tịch UBND xã Bản Lầu, đã đến thăm hỏi và tặng 20 suất quà.", "xã Bản Lầu"),
    ("Xã Pha Long vừa họp. Xã có 180 hộ.", "Xã Pha Long"),
    ("Công an huyện Bát Xát (tỉnh Lào Cai) cho biết, trên địa bàn có vụ sạt lở khiến 2 người bị thương.", "huyện Bát Xát"),
    ("Nhà máy Thành Công Lào Cai đã lãi 3 tỷ đồng.", None),
])
def test_offices_and_common_nouns_tell_the_place(text: str, place: str | None) -> None:
    found = [m for m in analyse(text, published=DAY.isoformat(), only={"figure"}).mentions if isinstance(m, Figure)]
    assert found[-1].about_place == place


@pytest.mark.xfail(reason="the learnt weights are not sure enough: too few such sentences in the gold", strict=True)
@pytest.mark.parametrize(("text", "place"), [
    ("Mưa lũ: Lào Cai 3 người bị thương; 2 người mất tích (Yên Bái).", "Yên Bái"),
    ("Bát Xát là huyện vùng cao trong tỉnh Lào Cai. Tổng diện tích tự nhiên 1.050 km2, có 21 đơn vị hành chính.", "Bát Xát"),
])
def test_rarer_constructions_tell_the_place_too(text: str, place: str) -> None:
    found = [m for m in analyse(text, published="2021-03-01", only={"figure"}).mentions if isinstance(m, Figure)]
    assert found[-1].about_place == place


@pytest.mark.parametrize(("text", "period"), [
    ("Trong 10 năm qua, xã kết nạp 90 đảng viên.", "2016/2026"),
    ("Trong 10 năm qua, xã phấn đấu nhiều, nâng tổng số đảng viên lên 90 người.", None),
    ("Cuối năm 2020, đoàn đã về. Mới đây, xã giới thiệu 2 quần chúng.", None),
    ("Báo cáo công bố tháng 11/2025 nêu giá khoảng 20 triệu đồng.", None),
    ("Năm 2025, xã thu 20 tỷ đồng. So với năm 2024, số thu tăng 5%.", "2025"),
])
def test_a_figure_has_no_period_of_something_else(text: str, period: str | None) -> None:
    assert about(text)[-1].about_period == period


@pytest.mark.parametrize(("text", "status"), [
    ("Mục tiêu cụ thể:\n- Trồng mới 300 ha rừng.", "target"),
    ("Kết quả thực hiện mục tiêu:\n- Trồng mới 300 ha rừng.", "reported"),
    ("Đến năm 2030 đạt 95% hộ có nước sạch.", "target"), ("Xã cần thêm 200 triệu đồng.", "target"),
    ("Xã phải đạt 95% hộ có nước sạch.", "target"), ("Lượng mưa đo được phổ biến 30 mm.", "reported"),
])
def test_goals_are_told_from_results(text: str, status: str) -> None:
    assert about(text)[-1].status == status


def test_what_divides_a_stock_is_a_stock_and_lists_share_a_subset() -> None:
    whole, part = about("Tổng số đảng viên là 510 người, trong đó 98 đảng viên là nông dân.")
    assert (whole.measure_type, part.measure_type, part.subset) == ("stock", "stock", "là nông dân")
    assert {figure.subset for figure in about("Kiểm tra 2 tổ chức đảng, 14 đảng viên khi có dấu hiệu vi phạm.")} == {
        "khi có dấu hiệu vi phạm"}
