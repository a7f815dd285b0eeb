"""Part of a paper can be asked for, the rest still comes another night; one article has one address, and no clock fools us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.model import Candidate, Visit
from pipeline.model.days import VIETNAM
from pipeline.sources import Event, Fetcher, Limits, MemoryFrontier, Politeness, crawl
from pipeline.sources.schedule import is_a_clock, is_hopeless
from tests.sources.misbehaving import serving
from tests.sources.newsroom import News, NewsServer


@pytest.fixture
def server() -> Iterator[NewsServer]:
    server = NewsServer(News(60, moody=False, links_bad=False))
    with serving(server):
        yield server


def night(server: NewsServer, frontier: MemoryFrontier, **limits: object) -> list[Event]:
    polite = Politeness(pause=0.0, backoff=0.01, tries=1, allowed=frozenset({server.host}))
    with Fetcher(polite) as fetcher:
        asked = Limits(**{"again": 0, **limits})  # type: ignore[arg-type]
        return [event for event in crawl([server.paper], frontier, fetcher, limits=asked) if event.candidate]


def days(events: list[Event]) -> list[str]:
    return sorted((event.article.published or "")[:10] for event in events if event.article)


def test_a_past_is_read_first_and_the_rest_another_night(server: NewsServer) -> None:
    frontier, middle = MemoryFrontier(), server.news.published(30).astimezone(VIETNAM).date().isoformat()
    older = days(night(server, frontier, until=middle))
    assert len(older) == 42  # and the twelve of the front page, which tells no day
    assert older[29] <= middle
    rest = days(night(server, frontier))
    assert len(rest) == 18
    assert rest[0] >= middle


def test_a_backfill_stopped_anywhere_goes_on(server: NewsServer) -> None:
    frontier, read = MemoryFrontier(), []
    for _ in range(7):
        events = night(server, frontier, since="2015-01-01", pages=10)
        assert len(events) <= 10
        read += [event.article.id for event in events if event.article]
    assert len(read) == len(set(read)) == 60


def test_the_robots_of_the_second_night_are_those_obeyed(server: NewsServer) -> None:
    frontier = MemoryFrontier()
    night(server, frontier, pages=5)
    server.robots = "User-agent: *\nDisallow: /bai-so\nSitemap: /sitemap.xml\n"
    server.requests.clear()
    events = night(server, frontier)
    assert {event.visit.outcome for event in events} == {"failed"}
    assert not any(seen.path.startswith("/bai-so") for seen in server.requests)


def test_an_article_spelled_in_many_ways_is_read_once_also_a_night_later(server: NewsServer) -> None:
    frontier = MemoryFrontier()
    assert len({event.article.version for event in night(server, frontier) if event.article}) == 60
    frontier.add(Candidate(url=server.url + "/BAI-SO-post1500001.html", paper=server.paper.key))
    assert night(server, frontier) == []
    assert not [*frontier.waiting(server.paper.key)]


def test_a_sitemap_whose_clock_is_always_now_announces_nothing(server: NewsServer) -> None:
    server.news.clock = True
    frontier = MemoryFrontier()
    night(server, frontier)
    assert night(server, frontier) == []


def seen(lastmod: str, outcome: str = "article") -> tuple[Candidate, Visit]:
    visit = Visit(url="u", paper="p", outcome=outcome, at="2026-03-07T02:00:00+07:00",  # type: ignore[arg-type]
                  lastmod="2026-03-01", published="2026-03-01")
    return Candidate(url="u", paper="p", lastmod=lastmod), visit


@pytest.mark.parametrize(("changed", "of", "clock"), [
    (15, 30, False), (16, 30, True), (19, 19, False), (20, 20, True), (1, 500, False)])
def test_what_is_a_clock_and_what_an_edit(changed: int, of: int, clock: bool) -> None:
    assert is_a_clock([seen("2026-03-08" if at < changed else "2026-03-01") for at in range(of)]) is clock


@pytest.mark.parametrize(("failures", "now", "hopeless"), [
    (2, "2026-03-08T02:00:00+07:00", False), (3, "2026-03-08T02:00:00+07:00", True), (9, "2026-03-14T01:00:00+07:00", False)])
def test_what_failed_for_long_is_tried_once_a_week(failures: int, now: str, hopeless: bool) -> None:
    visit = replace(seen("x")[1], outcome="failed", failures=failures)
    assert is_hopeless(visit, now) is hopeless


def test_only_the_sections_asked_for_are_read() -> None:
    from tests.sources.test_crawl import Newspaper, misbehaving

    with misbehaving("Sitemap: /sitemap.xml\n") as server:
        server.RequestHandlerClass = Newspaper
        desk = NewsServer(News(1))
        desk.server_close()
        desk.host, desk.url = server.host, server.url
        events = night(desk, MemoryFrontier(), sections=("chinh-tri",))
        assert sorted(event.url[-6] for event in events) == ["3", "4", "5"]
        assert not {"/", "/sitemap.xml"} & {seen.path for seen in server.requests}
