"""Events and relations of documents: each row of the table finds its examples and leaves its rejects."""

from __future__ import annotations

import re

import pytest

from pipeline import tables
from pipeline.language import read
from pipeline.model import Plan
from pipeline.resolve.events import events
from pipeline.resolve.relations import relations

EVENTS = tables.load("plan_links")["event"]
RELATIONS = tables.load("plan_links")["relation"]


def marked(sentence):
    """The sentence with *[A]* and *[B]* replaced by document numbers, and the plans there."""
    text, plans = "", []
    for piece in re.split(r"(\[[AB]\])", sentence):
        if piece in ("[A]", "[B]"):
            words = {"[A]": "Kế hoạch 61-KH/TU", "[B]": "Nghị quyết 18-NQ/TW"}[piece]
            genre = words[:8].strip().lower()
            plans.append(Plan(start=len(text), end=len(text) + len(words), text=words, form="numbered", genre=genre))
            piece = words
        text += piece
    return read(text), plans


@pytest.mark.parametrize(("kind", "example"), [(row["kind"], example) for row in EVENTS for example in row["examples"]])
def test_a_word_tells_what_happened_to_a_document(kind, example):
    doc, plans = marked(example)
    assert [event.kind for event in events(doc, plans)] == [kind]


@pytest.mark.parametrize(("kind", "reject"), [(row["kind"], reject) for row in EVENTS for reject in row["rejects"]])
def test_other_words_do_not_tell_it(kind, reject):
    doc, plans = marked(reject)
    assert kind not in [event.kind for event in events(doc, plans)]


@pytest.mark.parametrize(("kind", "example"), [(row["kind"], example) for row in RELATIONS for example in row["examples"]])
def test_a_word_ties_two_documents(kind, example):
    doc, plans = marked(example)
    (edge,) = relations(doc, plans)
    assert (edge.kind, edge.source, edge.target) == (kind, plans[0].start, plans[1].start)
    assert edge.word.lower() in doc.folded


@pytest.mark.parametrize("reject", [reject for row in RELATIONS for reject in row["rejects"]])
def test_documents_side_by_side_are_not_tied(reject):
    doc, plans = marked(reject)
    assert list(relations(doc, plans)) == []


def test_grounds_come_first_and_the_new_document_implements_them():
    doc, plans = marked("Căn cứ [B], UBND tỉnh Lào Cai ban hành [A].")
    (edge,) = relations(doc, plans)
    assert (edge.kind, edge.source, edge.target, edge.word) == ("implements", plans[1].start, plans[0].start, "Căn cứ")


def test_an_event_has_its_actor_and_the_articles_year():
    doc, plans = marked("Ngày 5/3, Huyện ủy Văn Bàn tổ chức sơ kết 3 năm thực hiện [A].")
    (event,) = events(doc, plans, "2024-05-01")
    assert (event.kind, event.actor, event.date, event.date_source) == ("reviewed", "Huyện ủy Văn Bàn", "2024-03-05", "implied")


def test_a_full_date_is_stated():
    doc, plans = marked("Ngày 5/3/2021, Tỉnh ủy Lào Cai ban hành [A].")
    (event,) = events(doc, plans, "2024-05-01")
    assert (event.date, event.date_source, event.actor) == ("2021-03-05", "stated", "Tỉnh ủy Lào Cai")
