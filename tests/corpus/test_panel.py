"""The rules of the panel, each proved by a small corpus written for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.corpus.columns import names_of
from pipeline.corpus.panels import Panel
from pipeline.corpus.panels.stretches import periods_between, stretch_of
from pipeline.errors import RefusedError
from tests.corpus.conftest import WATERMARK, Build, figure, told

MEMBERS = "Tỉnh Lào Cai kết nạp {} đảng viên."


def _values(panel: Panel) -> list[tuple[str, str, float]]:
    cells = panel.cells[panel.cells["state"] == "value"]
    return list(zip(cells["unit_id"], cells["period"], cells["value"], strict=True))


def _reasons(panel: Panel) -> list[str]:
    return sorted(panel.left_out["reason"])


def _one(build: Build, *figures: object, published: str = "2022-01-15", **asked: object) -> Panel:
    """The panel of a corpus of one article for each figure, each worded for itself."""
    return build(*(told(f"a{n}", f"Bài {n}: " + MEMBERS.format(one.text), one, published=published)  # type: ignore[attr-defined]
                   for n, one in enumerate(figures))).panel("đảng viên", **asked)  # type: ignore[arg-type]


def test_a_flow_of_the_year_is_a_cell(build: Build) -> None:
    panel = _one(build, figure("2.015"), predicate="kết nạp", by="province", freq="YE")
    row = panel.cells[panel.cells["state"] == "value"].iloc[0]
    assert (row["unit_id"], row["place"], row["era"], row["period"], row["value"]) == ("63-10", "tỉnh Lào Cai", "63", "2021",
        2015)
    assert (row["unit"], row["qualifier"], row["status"], row["measure_type"]) == ("đảng viên", "exact", "reported", "flow")
    assert (row["sources"], row["articles"], row["papers"], row["conflict"], row["how"]) == (1, 1, ["baolaocai"], False, "stated")
    assert list(panel.cells.columns) == names_of("panel")
    assert list(panel.left_out.columns) == names_of("left_out")
    assert list(panel.refused.columns) == names_of("refused")


def test_a_target_is_not_a_result(build: Build) -> None:
    panel = _one(build, figure("2.000", status="target"), figure("1.900", status="estimated"))
    assert _values(panel) == []
    assert _reasons(panel) == ["status estimated", "status target"]


def test_a_target_is_given_when_it_is_asked_for_and_says_so(build: Build) -> None:
    panel = _one(build, figure("2.000", status="target"), figure("2.015"), status=["reported", "target"])
    assert sorted((row["status"], row["value"]) for row in panel.cells.to_dict("records") if row["state"] == "value") == [
        ("reported", 2015.0), ("target", 2000.0)]
    assert not panel.cells["conflict"].any()


def test_a_subset_is_not_the_total(build: Build) -> None:
    figures = figure("2.015"), figure("800", subset="nữ"), figure("120", subset="là nông dân")
    panel = _one(build, *figures)
    assert _values(panel) == [("63-10", "2021", 2015)]
    assert _reasons(panel) == ["a subset: là nông dân", "a subset: nữ"]


def test_a_subset_asked_for_is_that_subset_only(build: Build) -> None:
    panel = _one(build, figure("2.015"), figure("800", subset="nữ"), subset="Nữ")
    assert _values(panel) == [("63-10", "2021", 800)]


def test_six_months_are_not_a_year(build: Build) -> None:
    figures = figure("900", about_period="2021-H1"), figure("910", about_period="2021-01-01/2021-06-30"), figure("2.015")
    assert _values(_one(build, *figures[:2])) == []
    panel = _one(build, *figures, freq="HE")
    assert [(period, value) for _, period, value in _values(panel)] == [("2021-H1", 900), ("2021-H1", 910)]
    assert _reasons(panel) == ["not a whole half-year: 2021"]


def test_the_whole_year_told_by_its_days_is_the_year(build: Build) -> None:
    assert _values(_one(build, figure("2.015", about_period="2021-01-01/2021-12-31"))) == [("63-10", "2021", 2015)]


def test_a_result_told_in_summer_is_not_the_year(build: Build) -> None:
    panel = _one(build, figure("1.100"), published="2021-07-10")
    assert _values(panel) == []
    assert _reasons(panel) == ["told before the year had ended"]
    assert _values(_one(build, figure("2.015"), published="2021-12-20")) == [("63-10", "2021", 2015)]


def test_averages_shares_totals_and_changes_are_not_the_flow(build: Build) -> None:
    panel = _one(
        build, figure("1.950", measure_type="average"), figure("98", measure_type="share", unit="%", counted="đảng viên",
        measure="%"),
        figure("8.000", measure_type="cumulative"), figure("115", change="up"), figure("11", about_period=None),
    )
    assert _values(panel) == []
    assert _reasons(panel) == ["a change, not a level", "measure_type average", "measure_type cumulative", "measure_type share",
                               "no period told"]


def test_lao_cai_of_2024_and_of_2026_are_two_series(build: Build) -> None:
    panel = build(
        told("a", MEMBERS.format("2.100"), figure("2.100", about_period="2024"), published="2025-01-15"),
        told("b", MEMBERS.format("3.900"), figure("3.900", about_period="2026", about_unit_id="34-15"), published="2027-01-15"),
    ).panel("đảng viên", predicate="kết nạp")
    assert _values(panel) == [("34-15", "2026", 3900), ("63-10", "2024", 2100)]
    assert {"34-15", "63-10"} <= set(panel.wide().index.get_level_values("unit_id"))
    assert not ((panel.cells["unit_id"] == "34-15") & (panel.cells["period"] == "2024")).any()
    assert not ((panel.cells["unit_id"] == "63-10") & (panel.cells["period"] == "2026")).any()


def test_a_unit_has_no_figure_of_a_time_when_it_was_not(build: Build) -> None:
    panel = _one(build, figure("3.900", about_unit_id="34-15", about_period="2024"), published="2026-01-15")
    assert _reasons(panel) == ["the unit did not exist then"]


def test_a_target_is_of_the_unit_that_set_it(build: Build) -> None:
    panel = _one(build, figure("2.600", about_period="2030", status="target"), status="target")
    assert _values(panel) == [("63-10", "2030", 2600)]


STORY = ("Ngày 15/1, Ban Thường vụ Tỉnh ủy họp đánh giá công tác xây dựng Đảng. Năm 2021, tỉnh Lào Cai kết nạp 2.015 đảng viên, "
         "vượt kế hoạch đề ra từ đầu năm. Các chi bộ thôn bản đều có đảng viên mới.{}")


def test_three_prints_of_one_story_are_one_source(build: Build) -> None:
    panel = build(
        told("a", STORY.format(""), figure("2.015"), published="2022-01-15"),
        told("b", STORY.format(" Hà Thu"), figure("2.015"), published="2022-01-16", paper="baophutho"),
        told("c", STORY.format(" (Theo Báo Lào Cai)"), figure("2.015"), published="2022-01-17", paper="baosonla"),
    ).panel("đảng viên")
    row = panel.cells[panel.cells["state"] == "value"].iloc[0]
    assert (row["sources"], row["articles"], row["papers"]) == (1, 3, ["baolaocai", "baophutho", "baosonla"])
    assert set(panel.evidence(row)["story"]) == {"a"}


def test_title_and_body_of_one_article_are_one_source(build: Build) -> None:
    made = told("a", MEMBERS.format("2.015"), figure("2.015"), title="Lào Cai kết nạp 2.015 đảng viên")
    at = made.article.text.index("2.015")
    first = replace(figure("2.015"), start=at, end=at + 5, part="title")
    panel = build(replace(made, mentions=(first, *made.mentions))).panel("đảng viên")
    row = panel.cells[panel.cells["state"] == "value"].iloc[0]
    assert (row["sources"], row["articles"], len(row["evidence"])) == (1, 1, 2)


def test_two_stories_are_two_sources(build: Build) -> None:
    panel = build(told("a", MEMBERS.format("2.015"), figure("2.015")),
                  told("b", "Kết quả năm qua ở tỉnh: thêm 2.015 đảng viên, đông nhất là thanh niên nông thôn.",
                      figure("2.015"))).panel("đảng viên")
    assert panel.cells.loc[panel.cells["state"] == "value", "sources"].tolist() == [2]


def test_two_values_of_a_cell_are_both_shown_and_not_averaged(build: Build) -> None:
    panel = _one(build, figure("2.015"), figure("2.051"))
    assert _values(panel) == [("63-10", "2021", 2015), ("63-10", "2021", 2051)]
    assert panel.cells.loc[panel.cells["state"] == "value", "conflict"].tolist() == [True, True]
    assert panel.wide().loc["63-10"]["2021"].tolist() == ["2,015 | 2,051"]


def test_the_same_number_under_another_qualifier_is_no_conflict(build: Build) -> None:
    panel = _one(build, figure("2.000", qualifier="over"), figure("2.000"))
    assert len(_values(panel)) == 2
    assert not panel.cells["conflict"].any()


def test_a_place_counts_only_when_it_is_that_unit(build: Build) -> None:
    district = figure("120", about_unit_id="63-084")
    assert _reasons(_one(build, district)) == ["speaks of a district"]
    assert _values(_one(build, district, by="district")) == [("63-084", "2021", 120)]
    assert _reasons(_one(build, figure("9", about_unit_id="63-99999"))) == ["a unit that is not in the gazetteer"]


def test_stocks_need_a_day_and_the_latest_of_the_year_counts(build: Build) -> None:
    stock = {"measure_type": "stock", "predicate": "có"}
    panel = _one(
        build, figure("50.000", about_period="2021-06-30", **stock), figure("51.000", about_period="2021-12-31", **stock),
        figure("49.000", about_period="2020/2021", **stock), figure("48.000", about_period=None, **stock),
    )
    assert _values(panel) == [("63-10", "2021", 51000)]
    assert _reasons(panel) == ["a stock of an earlier day of the same period", "a stock of no day within one year: 2020/2021",
        "no period told"]
    assert panel.cells["as_of"].dropna().dt.strftime("%Y-%m-%d").tolist() == ["2021-12-31"]


def test_a_stock_of_the_year_told_in_june_is_of_june(build: Build) -> None:
    panel = _one(build, figure("50.000", measure_type="stock"), published="2021-06-10")
    assert panel.cells["as_of"].dropna().dt.strftime("%Y-%m-%d").tolist() == ["2021-06-10"]


def test_a_noun_is_found_when_it_is_only_counted(build: Build) -> None:
    panel = _one(build, figure("2.015", unit="người", counted="đảng viên"), figure("1", unit="chi bộ"))
    assert _values(panel) == [("63-10", "2021", 2015)]


def test_the_indicator_is_found_however_it_is_typed(build: Build) -> None:
    corpus = build(told("a", MEMBERS.format("2.015"), figure("2.015", predicate="Kết nạp")))
    assert _values(corpus.panel("Đảng viên", predicate="KẾT NẠP")) == [("63-10", "2021", 2015)]
    assert _values(corpus.panel("đảng viên", predicate="khai trừ")) == []
    assert _values(corpus.panel("đảng viên", predicate=["khai trừ", "kết nạp"])) == [("63-10", "2021", 2015)]


def test_verbs_are_series_of_their_own(build: Build) -> None:
    panel = _one(build, figure("2.015"), figure("15", predicate="khai trừ"))
    assert sorted(panel.cells["predicate"].dropna()) == ["khai trừ", "kết nạp"]
    assert not panel.cells["conflict"].any()


def test_a_measure_brings_its_units_together(build: Build) -> None:
    panel = build(
        told("a", "Xã trồng 12 ha chè.", figure("12", unit="ha", measure="m2", factor=Decimal(10000), predicate="trồng")),
        told("b", "Năm đó tỉnh trồng được 120.000 m2 chè trên đồi.",
             figure("120.000", unit="m2", measure="m2", factor=Decimal(1), predicate="trồng")),
    ).panel("m2", predicate="trồng")
    row = panel.cells[panel.cells["state"] == "value"].iloc[0]
    assert (row["value"], row["unit"], row["sources"]) == (120000, "m2", 2)


def _districts(*values: tuple[str, str], **given: object) -> list[object]:
    return [figure(text, about_unit_id=unit_id, **given) for unit_id, text in values]


def test_lower_units_are_summed_on_request_and_with_their_coverage(build: Build) -> None:
    figures = _districts(("63-084", "120"), ("63-082", "95"))
    assert _values(_one(build, *figures)) == []
    panel = _one(build, *figures, sum_lower=True)
    row = panel.cells[panel.cells["how"] == "sum_of_lower"].iloc[0]
    assert (row["unit_id"], row["value"], row["coverage"], row["sources"]) == ("63-10", 215, "2/9", 2)
    assert len(panel.evidence(row)) == 2


def test_a_sum_of_disputed_parts_is_refused(build: Build) -> None:
    panel = _one(build, *_districts(("63-084", "120"), ("63-084", "121"), ("63-082", "95")), sum_lower=True)
    assert panel.refused["reason"].tolist() == ["huyện Si Ma Cai (63-084) has two values"]
    assert _values(panel) == []


def test_former_units_come_onto_todays_map_when_every_one_has_a_value(build: Build) -> None:
    panel = _one(build, figure("2.015"), figure("1.500", about_unit_id="63-15"), onto="today")
    row = panel.cells[panel.cells["how"] == "sum_of_former"].iloc[0]
    assert (row["unit_id"], row["period"], row["value"], row["coverage"]) == ("34-15", "2021", 3515, "2/2")
    assert ("63-10", "2021", 2015.0) in _values(panel)


def test_a_predecessor_without_a_value_is_a_reason_to_refuse(build: Build) -> None:
    panel = _one(build, figure("2.015"), onto="today")
    assert panel.refused[["unit_id", "reason"]].values.tolist() == [["34-15", "no value for tỉnh Yên Bái (63-15)"]]


def test_shares_are_not_brought_onto_todays_map(build: Build) -> None:
    share = {"measure_type": "share", "unit": "%", "counted": "đảng viên", "measure": "%"}
    panel = _one(build, figure("98", **share), figure("97", about_unit_id="63-15", **share), measure_type="share", onto="today")
    assert panel.refused["reason"].tolist() == ["amounts of the type share in % cannot be added over places"]
    assert {value for _, _, value in _values(panel)} == {98, 97}


def test_the_reverse_is_refused(build: Build) -> None:
    with pytest.raises(RefusedError, match="taken apart"):
        _one(build, figure("2.015"), onto="former")
    with pytest.raises(RefusedError, match="no districts"):
        _one(build, figure("2.015"), onto="today", by="district")


@pytest.mark.parametrize("wrong", [{"by": "village"}, {"freq": "W"}, {"status": "sure"}, {"measure_type": "sum"},
    {"onto": "mars"}])
def test_words_that_mean_nothing_are_told(build: Build, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        _one(build, figure("2.015"), **wrong)


def test_an_empty_cell_tells_no_article_from_nothing_reported(build: Build) -> None:
    panel = build(
        told("a", MEMBERS.format("2.015"), figure("2.015"), published="2022-01-15"),
        told("b", "Trời mưa.", published="2020-05-01"),
        told("c", MEMBERS.format("1.500"), figure("1.500", about_unit_id="63-15", about_period="2018"), published="2022-01-15"),
    ).panel("đảng viên", predicate="kết nạp")
    states = panel.cells.set_index(["unit_id", "period"])["state"]
    assert states["63-10", "2021"] == "value"
    assert states["63-10", "2020"] == "nothing_reported"
    assert states["63-10", "2019"] == "no_article"
    assert panel.cells.set_index(["unit_id", "period"])["articles"]["63-10", "2020"] == 1
    assert panel.wide().loc["63-10"][["2019", "2020"]].values.tolist() == [["no article", "nothing reported"]]


def test_periods_asked_for_are_shown_and_no_others(build: Build) -> None:
    panel = _one(build, figure("2.015"), figure("1.900", about_period="2020"), periods=["2021", "2022"])
    assert sorted(set(panel.cells["period"])) == ["2021", "2022"]
    assert set(_one(build, figure("2.015"), empty_cells=False).cells["state"]) == {"value"}


def test_a_corpus_without_the_noun_gives_an_empty_panel(build: Build) -> None:
    panel = _one(build, figure("2.015", unit="hộ"))
    assert panel.cells.empty
    assert panel.wide().empty
    assert list(panel.cells.columns) == names_of("panel")


def test_every_cell_leads_to_its_sentence_in_one_call(build: Build) -> None:
    panel = build(told("a", MEMBERS.format("2.015"), figure("2.015"), title="Tin", watermark=WATERMARK),
        watermark=WATERMARK).panel("đảng viên")
    label = panel.cells.index[panel.cells["state"] == "value"][0]
    found = panel.evidence(label).iloc[0]
    assert (found["id"], found["url"], found["text"], found["sentence"]) == ("a", "https://x.vn/a", "2.015",
        MEMBERS.format("2.015"))
    assert (found["start"], found["end"], found["sentence_start"], found["sentence_end"]) == (26, 31, 5, 42)
    assert found["watermark"] == WATERMARK
    assert list(panel.evidence(label).columns) == names_of("evidence")
    assert (panel.cells["watermark"] == WATERMARK).all()
    assert panel.cells.attrs["watermark"] == WATERMARK


def test_filters_of_the_corpus_hold_for_the_panel(build: Build) -> None:
    corpus = build(told("a", MEMBERS.format("2.015"), figure("2.015")),
                   told("b", "Bài khác: " + MEMBERS.format("2.051"), figure("2.051"), paper="baosonla"))
    assert _values(corpus.where(paper="baosonla").panel("đảng viên")) == [("63-10", "2021", 2051)]


@pytest.mark.parametrize(("text", "days"), [
    ("2021", ("2021-01-01", "2021-12-31")), ("2021-Q4", ("2021-10-01", "2021-12-31")), ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2021-H2", ("2021-07-01", "2021-12-31")), ("2020/2025", ("2020-01-01", "2025-12-31")), ("2021-H3", None),
    ("2021-02-30", None),
    ("2025/2020", None), ("hôm nay", None), ("0000", None), ("2021-13", None),
])
def test_stretches_of_time(text: str, days: tuple[str, str] | None) -> None:
    found = stretch_of(text)
    assert (found and (found.first.isoformat(), found.last.isoformat())) == days


def test_periods_follow_one_another() -> None:
    assert list(periods_between("2020-Q3", "2021-Q1", "QE")) == ["2020-Q3", "2020-Q4", "2021-Q1"]
    assert list(periods_between("2020", "2022", "YE")) == ["2020", "2021", "2022"]
