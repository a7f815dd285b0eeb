"""What every store promises, proved for each engine (today there is one)."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.model import Analysis, Article, Candidate, Figure, Plan, Related, Topic, Visit, article
from pipeline.stores import SqliteStore, Store


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "deep" / "news.db") as opened:
        yield opened


def _article(body: str = "Chi bộ kết nạp 2 đảng viên.", **given: object) -> Article:
    return article(id="a1", title="Tin", body=[body], tags=["Đảng"], related=[Related(title="Khác", link="/b")], **given)  # type: ignore[arg-type]


def _analysis(made: Article) -> Analysis:
    at = made.text.index("2")
    mentions = (
        Figure(start=at, end=at + 1, text="2", value=Decimal(2), unit="đảng viên"),
        Plan(start=0, end=3, text="Tin", form="titled", period=(2017, 2020), part="title"),
    )
    return Analysis(
        article=made, sentences=(), mentions=tuple(sorted(mentions, key=lambda m: m.start)), words=7,
        topics=(Topic(name="party_building", score=0.9),), made_by={"figure": "f1", "plan": "p1"},
    )


def test_an_analysis_comes_back_as_it_was(store: Store) -> None:
    analysis = _analysis(_article(published="2022-01-15"))
    store.save_analysis(analysis)
    assert store.analysis("a1") == analysis


def test_saving_twice_changes_nothing(store: SqliteStore) -> None:
    assert store.save_article(_article())
    changes = store.changes
    assert not store.save_article(_article())
    assert store.changes == changes
    assert store.counts()["articles"] == 1


def test_an_edited_article_is_a_new_version_and_the_old_one_no_longer_counts(store: Store) -> None:
    store.save_analysis(_analysis(_article()))
    assert store.save_article(_article("Chi bộ kết nạp 2 đảng viên trẻ."))
    assert store.counts()["articles"] == 1
    assert store.counts()["figures"] == 0
    assert dict(store.made_by()) == {"a1": {}}
    assert not store.search("nạp 2 đảng viên trẻ này")
    assert len(store.search("đảng viên trẻ")) == 1


def test_a_version_that_returns_is_current_again_with_its_analysis(store: Store) -> None:
    store.save_analysis(_analysis(_article()))
    store.save_article(_article("Khác hẳn."))
    assert not store.save_article(_article())
    assert store.counts()["figures"] == 1
    assert [hit.id for hit in store.search("kết nạp")] == ["a1"]


def test_a_partial_analysis_replaces_only_its_kinds(store: Store) -> None:
    made = _article()
    store.save_analysis(_analysis(made))
    store.save_analysis(Analysis(article=made, sentences=(), mentions=(), made_by={"plan": "p2"}), kinds=["plan"])
    found = store.analysis("a1")
    assert found is not None
    assert [mention.kind for mention in found.mentions] == ["figure"]
    assert found.made_by == {"figure": "f1", "plan": "p2"}
    assert [topic.name for topic in found.topics] == ["party_building"]


def test_a_batch_is_saved_whole_or_not_at_all(store: SqliteStore) -> None:
    with pytest.raises(RuntimeError), store.batch():
        store.save_article(_article())
        raise RuntimeError("stop")
    assert store.counts()["articles"] == 0
    assert not store.search("kết nạp")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("phát triển đảng viên", True), ("phat trien dang vien", True), ("hoà bình", True), ("hòa bình", True),
        ("dong cuong", True), ("đông cuông", True), ('"triển phát"', False), ('"phát triển đảng"', True),
        ("triển phát", True), ("phất triển", False), ('" "', False), ("*", False), ("AND", False), ('a"b', False),
    ],
)
def test_search_finds_words_with_or_without_marks_and_phrases_only_as_phrases(store: Store, words: str, found: bool) -> None:
    store.save_article(_article("Xã Đông Cuông phát triển đảng viên, giữ hòa bình nơi biên giới."))
    assert bool(store.search(words)) is found


def test_a_hit_shows_the_words_around_it(store: Store) -> None:
    store.save_article(_article("Xã Đông Cuông phát triển đảng viên."))
    hit = store.search("dong cuong")[0]
    assert (hit.match, hit.after) == ("Đông Cuông", " phát triển đảng viên.")


def test_the_crawl_remembers_what_waits_and_what_was_visited(store: SqliteStore) -> None:
    store.add(Candidate(url="u1", paper="p", lastmod="2026-01-01"))
    store.add(Candidate(url="u2", paper="p"))
    store.add(Candidate(url="u1", paper="p", lastmod="2026-02-01"))
    waiting = store.waiting("p")
    assert next(waiting).lastmod == "2026-02-01"
    visit = Visit(url="u1", paper="p", outcome="article", at="2026-02-02T00:00:00+07:00", etag="e")
    store.done(visit)
    assert [candidate.url for candidate in waiting] == ["u2"]
    assert store.known("u1") == visit
    assert store.known("u2") is None


def test_a_file_that_is_no_store_is_named_in_the_error(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database, only words " * 99)
    with pytest.raises(StoreError, match=r"x\.db"):
        SqliteStore(tmp_path / "x.db")


def test_a_store_of_an_earlier_version_gets_the_new_columns(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as before:
        before.db.execute("ALTER TABLE figures DROP COLUMN qualifier")
    with SqliteStore(tmp_path / "s.db") as after:
        after.save_analysis(_analysis(_article()))
        assert after.counts()["figures"] == 1
