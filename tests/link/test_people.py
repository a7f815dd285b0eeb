"""Offices and people across articles: joined by name, office, body and time, and never by name alone."""

from __future__ import annotations

from dataclasses import replace

from pipeline.link import people
from pipeline.resolve.offices import Office

LAO_CAI = "ubnd@63-10"
YEN_BAI = "ubnd@63-15"


def office(person="Lò Văn Tính", title="Chủ tịch", body_id=LAO_CAI, **given):
    known = {"mention": 0, "person": person, "honorific": "ông", "office": title, "body": "UBND tỉnh", "body_id": body_id,
             "unit_id": None, "place": None,
             "event": "holds", "event_date": None, "mode": None, "term": None, "former": False, "acting": False,
             "predecessor": None, "start": 0, "end": 40}
    return Office(**{**known, **given})


def rows(*articles):
    """The rows of articles given as (id, day, offices)."""
    return [row for name, day, found in articles
            for row in people.office_rows(found, {"id": name, "version": "1", "paper": "baolaocai", "published": day})]


def ids(found):
    return [row.person_id for row in found]


def test_one_office_in_two_articles_is_one_person_and_the_join_says_why():
    found, (someone,), joins = people.people(rows(("a", "2021-05-01", [office()]), ("b", "2022-05-01", [office()])))
    assert len(set(ids(found))) == 1
    assert (someone.articles, someone.first_seen, someone.last_seen) == (2, "2021-05-01", "2022-05-01")
    assert [join.reason for join in joins] == [f"same name, chủ tịch of {LAO_CAI}, articles within 6 years"]


def test_namesakes_in_two_provinces_stay_apart():
    found, persons, joins = people.people(rows(("a", "2021-05-01", [office()]), ("b", "2021-05-02", [office(body_id=YEN_BAI)])))
    assert len(set(ids(found))) == len(persons) == 2
    assert joins == []


def test_one_name_with_two_offices_of_one_body_is_not_joined_across_articles():
    found, persons, _ = people.people(rows(("a", "2021-05-01", [office()]), ("b", "2021-05-02", [office(title="Phó Chủ tịch")])))
    assert len(set(ids(found))) == len(persons) == 2


def test_an_article_that_tells_two_offices_of_one_person_joins_them():
    both = [office(), office(title="Bí thư", body_id="party@63-10")]
    again = [office(title="Bí thư", body_id="party@63-10")]
    found, (someone,), joins = people.people(rows(("a", "2021-05-01", both), ("b", "2021-06-01", again)))
    assert len(set(ids(found))) == 1
    assert someone.offices == ("Bí thư @ party@63-10", "Chủ tịch @ ubnd@63-10")
    assert "one full name in one article" in {join.reason for join in joins}


def test_twenty_years_apart_is_somebody_else():
    found, persons, _ = people.people(rows(("a", "2001-05-01", [office()]), ("b", "2021-05-01", [office()])))
    assert len(set(ids(found))) == len(persons) == 2


def test_an_office_without_a_body_is_a_row_but_nobody():
    found, persons, _ = people.people(rows(("a", "2021-05-01", [office(body_id=None)])))
    assert ids(found) == [None]
    assert persons == []


def test_an_article_without_a_day_joins_nobody():
    found, persons, _ = people.people(rows(("a", None, [office()]), ("b", None, [office()])))
    assert len(set(ids(found))) == len(persons) == 2


def test_a_body_and_the_one_it_was_made_from_are_one_office():
    found, _, joins = people.people(rows(("a", "2025-05-01", [office()]), ("b", "2025-09-01", [office(body_id="ubnd@34-15")])))
    assert len(set(ids(found))) == 1
    assert "which was made from" in joins[0].reason


def test_first_and_last_seen_are_those_of_the_office_not_of_the_person():
    both = [office(), office(title="Bí thư", body_id="party@63-10")]
    found, _, _ = people.people(rows(("a", "2021-05-01", both), ("b", "2022-06-01", [office()])))
    seen = {(row.office, row.first_seen, row.last_seen) for row in found}
    assert seen == {("Chủ tịch", "2021-05-01", "2022-06-01"), ("Bí thư", "2021-05-01", "2021-05-01")}


def test_rows_in_any_order_give_the_same_tables():
    told = rows(("a", "2021-05-01", [office()]), ("b", "2022-05-01", [office()]), ("c", "2022-06-01", [office(body_id=YEN_BAI)]))
    assert people.people(told) == people.people(list(reversed(told)))


def test_a_row_keeps_what_its_article_told():
    (row,) = rows(("a", "2021-05-01", [office(event="elected", mode="bầu", event_date="2021-04-30", predecessor="Vi Văn Hợi")]))
    assert (row.event, row.mode, row.event_date, row.predecessor, row.seen, row.article) == (
        "elected", "bầu", "2021-04-30", "Vi Văn Hợi", "2021-05-01", "a")
    assert replace(row, person_id=None) == row
