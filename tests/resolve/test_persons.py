"""Short forms, posts and events: what a person's mention means inside its article."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.extract import persons as extractor
from pipeline.language import read
from pipeline.model import plain_article
from pipeline.resolve import offices, persons, posts
from pipeline.resolve.context import context_of
from pipeline.text import clean

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "persons.toml").read_text(encoding="utf-8"))
EVENTS = tables.load("offices")["event"]
AROUND = posts.Around(province="Lào Cai", day=date(2022, 1, 15))


def found(text):
    """The offices of a text in an article of Lào Cai's paper of January 2022."""
    article = plain_article(text, paper="baolaocai", published="2022-01-15")
    doc = read(article.text, article.parts)
    return offices.find(doc, persons.resolve(doc, [*extractor.find(doc)]), context_of(article))


@pytest.mark.parametrize(("text", "full"), [tuple(row) for row in CASES["same"]["rows"]])
def test_a_short_form_stands_for_the_full_name(text, full):
    doc = read(clean(text))
    resolved = persons.resolve(doc, [*extractor.find(doc)])
    assert [one.same_as for one in resolved] == [clean(name) or None for name in full]


@pytest.mark.parametrize(("text", "full"), [
    ("Ông Lò Văn Tính (tức Lò Khằm) kể.", ["", "Lò Văn Tính"]), ("Bùi Thị Hạnh, nghệ danh Hạ Vy, hát.", ["", "Bùi Thị Hạnh"]),
    ("Ông Lò Văn Tính gặp ông Vi Văn Hợi.", ["", ""]),
])
def test_an_alias_stands_for_the_name_before_it(text, full):
    doc = read(clean(text))
    assert [one.same_as or "" for one in persons.resolve(doc, [*extractor.find(doc)])] == [clean(name) for name in full]


@pytest.mark.parametrize(("role", "wanted"), [
    ("Phó Bí thư Thường trực Huyện ủy, Chủ tịch HĐND huyện Văn Bàn",
     [("Phó Bí thư Thường trực", "party@63-089"), ("Chủ tịch", "hdnd@63-089")]),
    ("Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh", [("Bí thư", "party@63-10"), ("Chủ tịch", "hdnd@63-10")]),
    ("Bí thư Đảng ủy xã Pha Long, huyện Mường Khương", [("Bí thư", "party@63-02752")]),
    ("Bộ trưởng Công an", [("Bộ trưởng", "bo-cong-an")]),
    ("Trưởng Ban Dân tộc tỉnh", [("Trưởng Ban", "ban-dan-toc@63-10")]),
    ("Thượng úy, Phó trưởng Công an xã Pha Long", [("Phó trưởng Công an", "police@63-02752")]),
    ("GS.TS", []),
    ("Trưởng thôn Nậm Lư", [("Trưởng thôn", None)]),
])
def test_a_chain_is_split_into_posts_each_with_its_body(role, wanted):
    assert [(post.title, post.body_id) for post in posts.resolve(posts.split(clean(role)), AROUND)] == wanted


def test_former_and_acting_are_kept_apart_from_the_title():
    former, acting = posts.split("nguyên Chủ tịch UBND huyện Văn Bàn, quyền Giám đốc Sở Y tế")
    assert (former.title, former.former, former.acting) == ("Chủ tịch", True, False)
    assert (acting.title, acting.former, acting.acting) == ("Giám đốc", False, True)


def test_a_village_head_has_a_place_and_no_body():
    (post,) = posts.split("Trưởng thôn Nậm Lư")
    assert (post.place, post.body) == ("thôn Nậm Lư", None)


@pytest.mark.parametrize(("name", "example"), [(row["name"], example) for row in EVENTS for example in row["examples"]])
def test_a_row_of_the_table_finds_its_event(name, example):
    assert name in {one.event for one in found(clean(example))}


@pytest.mark.parametrize(("name", "reject"), [(row["name"], reject) for row in EVENTS for reject in row["rejects"]])
def test_a_row_of_the_table_leaves_its_rejects(name, reject):
    assert name not in {one.event for one in found(clean(reject))}


def test_an_appointment_has_its_day_term_mode_and_predecessor():
    text = ("Ngày 12/1/2022, HĐND huyện Văn Bàn bầu ông Lò Văn Tính giữ chức Chủ tịch UBND huyện nhiệm kỳ 2021-2026 "
            "thay ông Vi Văn Hợi.")
    (office,) = [one for one in found(clean(text)) if one.person == "Lò Văn Tính" and one.event != "holds"]
    assert (office.event, office.mode, office.event_date, office.term) == ("elected", "bầu", "2022-01-12", "2021-2026")
    assert (office.office, office.predecessor) == ("Chủ tịch", "Vi Văn Hợi")


def test_a_day_without_a_year_is_the_last_one_before_the_article():
    told = found("Chiều 20/12, bà Sùng Thị Mẫu được bầu giữ chức Chủ tịch UBND xã Pha Long.")
    (office,) = [one for one in told if one.event == "elected"]
    assert office.event_date == "2021-12-20"


def test_whoever_is_accused_enters_no_table():
    assert found("Bị cáo Lò Văn Tính, nguyên Chủ tịch UBND huyện Văn Bàn, khai nhận. Ông Tính cúi đầu.") == []


def test_a_company_is_no_public_office():
    assert found("Ông Lò Văn Tính, Giám đốc Công ty TNHH Hoa Rừng, nộp thuế.") == []


@pytest.mark.parametrize("text", [
    "Thủ tướng Anh Keir Starmer họp báo.", "Thủ tướng Benjamin Netanyahu họp báo.",
    "Chủ tịch Quốc hội Lào Lý Thị Hạnh đến Hà Nội.",
])
def test_an_office_abroad_is_none_here(text):
    assert found(clean(text)) == []


def test_an_ambassador_abroad_is_one_of_ours():
    (office,) = found("Ông Lò Văn Tính, Đại sứ Việt Nam tại Nhật Bản, trở về.") or [None]
    assert office is None or office.person == "Lò Văn Tính"


def test_spans_of_offices_are_their_sentences():
    text = "Trời mưa. Ông Lò Văn Tính, Chủ tịch UBND huyện Văn Bàn, lên bản. Nước rút."
    (office,) = found(text)
    assert text[office.start:office.end] == "Ông Lò Văn Tính, Chủ tịch UBND huyện Văn Bàn, lên bản."
    assert text[office.mention:].startswith("Lò Văn Tính")
