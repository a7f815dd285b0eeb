"""One document in many articles is one row; what is not known to be the same stays apart."""

from __future__ import annotations

from pipeline.link.documents import carrying, citations, documents
from pipeline.link.lives import event_rows, relation_rows
from pipeline.resolve.events import PlanEvent
from pipeline.resolve.relations import PlanRelation


def row(article, start=0, **fields):
    given = {"id": article, "version": "v1", "start": start, "end": start + 17, "text": "Kế hoạch 61-KH/TU", "form": "numbered",
             "genre": "kế hoạch", "number": "61", "code": "KH/TU", "published": "2022-01-15", "paper": "baolaocai"}
    return {**given, **fields}


KNOWN = {"identity_status": "identified", "document_id": "party@63-10:ke-hoach:61:2015-2020", "body_id": "party@63-10",
         "term": "2015-2020"}


def test_the_same_document_in_three_articles_is_one_row():
    rows = [row("a", **KNOWN), row("a", 40, **KNOWN, issued="2017"),
            row("b", **KNOWN, issued="2017-05-03", published="2023-02-01"),
            row("c", **KNOWN, title="nâng cao chất lượng chi bộ thôn")]
    (found,) = documents(rows, {"a": "s1", "c": "s1"})
    assert (found.articles, found.mentions, found.stories) == (3, 4, 2)
    assert (found.first_seen, found.last_seen) == ("2022-01-15", "2023-02-01")
    assert (found.issued, found.title) == ("2017-05-03", "nâng cao chất lượng chi bộ thôn")


def test_one_number_in_two_provinces_is_two_documents():
    other = {**KNOWN, "document_id": "party@63-02:ke-hoach:61:2015-2020", "body_id": "party@63-02"}
    found = documents([row("a", **KNOWN), row("b", **other, paper="baohagiang")])
    assert len(found) == 2
    assert [one.body_id for one in carrying(found, "61-KH/TU")] == ["party@63-02", "party@63-10"]


def test_candidates_are_kept_apart_and_name_what_they_may_be():
    open_row = row("b", identity_status="candidates", candidates=["party@63-10:ke-hoach:61:2010-2015", KNOWN["document_id"]])
    found = {one.identity_status: one for one in documents([row("a", **KNOWN), open_row])}
    assert found["candidates"].perhaps == (KNOWN["document_id"],)
    assert found["candidates"].id != found["identified"].id


def test_an_unknown_number_is_not_put_together_across_articles():
    unknown = {"identity_status": "unknown"}
    assert len(documents([row("a", **unknown), row("a", 50, **unknown), row("b", **unknown)])) == 2


def test_a_title_of_one_issuer_is_one_document():
    titled = {"form": "titled", "number": None, "code": None, "identity_status": "described", "body_id": "party@63-10"}
    found = documents([row("a", **titled, title="Phát triển đảng viên"), row("b", **titled, title="phát triển đảng viên")])
    assert [one.articles for one in found] == [2]


def test_a_number_is_found_as_people_write_it():
    found = documents([row("a", **KNOWN), row("b", number="062", **{**KNOWN, "document_id": "x:ke-hoach:62:2015-2020"})])
    assert [one.number for one in carrying(found, "61")] == ["61"]
    assert [one.number for one in carrying(found, "61 - kh/tu")] == ["61"]
    assert carrying(found, "61-KH/HU") == []
    assert [one.number for one in carrying(found, "62")] == ["062"]


def test_every_mention_has_its_document():
    rows = [row("a", **KNOWN), row("b", identity_status="unknown")]
    assert {one.document for one in citations(rows)} == {one.id for one in documents(rows)}


def test_an_event_joins_its_document_place_and_sentence():
    text = "Huyện ủy quán triệt Kế hoạch 61-KH/TU tại xã Pha Long."
    event = PlanEvent(plan_start=20, kind="disseminated", word="quán triệt", date=None, date_source=None, actor="Huyện ủy",
                      start=0, end=len(text))
    places = [{"start": 42, "text": "xã Pha Long", "toponym": "literal"}, {"start": 0, "text": "Huyện", "toponym": "associative"}]
    (found,) = event_rows([event], text, [row("a", 20, **KNOWN)], places)
    assert (found.document, found.place, found.sentence) == (KNOWN["document_id"], "xã Pha Long", text)


def test_an_edge_joins_two_documents_and_never_one_to_itself():
    text = "Kế hoạch 61-KH/TU thực hiện Nghị quyết 18-NQ/TW."
    edge = PlanRelation(source=0, target=28, kind="implements", word="thực hiện", start=0, end=len(text))
    second = row("a", 28, number="18", genre="nghị quyết", identity_status="identified",
                 document_id="trung-uong:nghi-quyet:18:XII")
    (found,) = relation_rows([edge], text, [row("a", **KNOWN), second])
    assert (found.source, found.target, found.kind) == (KNOWN["document_id"], "trung-uong:nghi-quyet:18:XII", "implements")
    assert relation_rows([edge], text, [row("a", **KNOWN), row("a", 28, **KNOWN)]) == []
