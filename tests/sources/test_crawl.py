"""A crawl finds everything once, downloads nothing twice, tells every failure, and can be ended at any moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from pipeline.model import Candidate, Visit
from pipeline.sources import Archive, Event, Fetcher, Limits, MemoryFrontier, Paper, Politeness, crawl, read_archive
from pipeline.sources.schedule import LEADS_ON, is_due
from tests.sources.misbehaving import Handler, Server, misbehaving

ARTICLE = """<html><head><meta property="og:type" content="article"></head>
<body><h1 class="article__title cms-title">Bài số {n}</h1><div class="article__sapo cms-desc">Lời dẫn của bài số {n}.</div>
<meta class="cms-date" itemprop="datePublished" content="2026-03-0{n}T08:00:00+07:00">
<div class="article__body cms-body"><p>Đoạn văn của bài số {n}, lần sửa {edit}.</p></div></body></html>"""


class Newspaper(Handler):
    """Articles 1 to 6: four in the sitemap, two more on the second page of a section; each edit moves its lastmod."""

    edits: ClassVar[Counter[int]] = Counter()
    broken: ClassVar[set[int]] = set()
    gone: ClassVar[set[int]] = set()

    def article(self, number: int) -> None:
        tag = f'"{number}-{self.edits[number]}"'
        if number in self.gone:
            self.send(410, "gone")
        elif number in self.broken:
            self.send(404 if number == 9 else 418, "broken")
        elif self.headers.get("If-None-Match") == tag:
            self.send(304, b"")
        else:
            self.send(body=ARTICLE.format(n=number, edit=self.edits[number]), ETag=tag, Date_Of_Answer=formatdate())

    def answer_page(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/bai-so-"):
            self.article(int(path.rpartition("post")[2].partition(".")[0]) % 10)
        elif path == "/sitemap.xml":
            self.send(body="<urlset>" + "".join(
                f"<url><loc>{self.server.url}/bai-so-post1000{n}.html</loc>"
                f"<lastmod>2026-03-0{n}T0{8 + self.edits[n]}:00:00+07:00</lastmod></url>"
                for n in (1, 2, 3, 4)) + "</urlset>")
        elif path == "/chinh-tri":
            numbers, following = ((4, 5), "") if "page=2" in self.path else ((3, 4), '<a href="?page=2">2</a>')
            links = (f'<h3><a href="/bai-so-post1000{n}.html?utm_source=x">Bài {n}</a></h3>' for n in numbers)
            self.send(body="".join(links) + following)
        elif path == "/":
            self.send(body='<nav><a href="/chinh-tri">Chính trị</a></nav><a href="/bai-so-post10006.html">Bài 6</a>')
        else:
            self.send(404, "no")


@pytest.fixture
def server() -> Iterator[Server]:
    Newspaper.edits, Newspaper.broken, Newspaper.gone = Counter(), set(), set()
    with misbehaving("User-agent: *\nSitemap: /sitemap.xml\n") as server:
        server.RequestHandlerClass = Newspaper
        yield server


def paper(server: Server) -> Paper:
    return Paper(key="baomau", name="Báo Mẫu", domain=server.host, url=server.url)


def night(server: Server, frontier: MemoryFrontier, archive: Archive | None = None, limits: Limits | None = None) -> list[Event]:
    polite = Politeness(pause=0.0, backoff=0.01, tries=2, allowed=frozenset({server.host}))
    with Fetcher(polite) as fetcher:
        return list(crawl([paper(server)], frontier, fetcher, archive, limits))


def outcomes(events: list[Event]) -> Counter[str]:
    return Counter(event.visit.outcome for event in events)


def test_every_article_is_found_once_wherever_it_is_named(server: Server, tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        events = night(server, MemoryFrontier(), archive)
    titles = sorted(event.article.title or "" for event in events if event.article)
    assert titles == [f"Bài số {number}" for number in range(1, 7)]
    assert {event.article.paper for event in events if event.article} == {"baomau"}
    assert max(count for path, count in server.counts.items()) == 1 or server.counts["/chinh-tri"] == 2
    assert sum(1 for path in tmp_path.iterdir() for _ in read_archive(path)) == 6


def test_the_second_night_downloads_no_article(server: Server) -> None:
    frontier = MemoryFrontier()
    night(server, frontier)
    server.counts.clear()
    events = night(server, frontier)
    assert outcomes(events)["article"] == 0
    assert not any(path.startswith("/bai-so") for path in server.counts)


def test_an_announced_edit_is_fetched_again_and_only_that(server: Server) -> None:
    frontier = MemoryFrontier()
    night(server, frontier)
    Newspaper.edits[2] += 1
    events = night(server, frontier)
    [event] = [event for event in events if event.article]
    assert event.article is not None
    assert event.article.body == ("Đoạn văn của bài số 2, lần sửa 1.",)


def test_failures_are_told_with_their_url_and_tried_again_the_next_night(server: Server) -> None:
    frontier = MemoryFrontier()
    Newspaper.broken, Newspaper.gone = {3}, {4}
    events = night(server, frontier)
    told = {event.visit.outcome: event for event in events if event.problem}
    assert set(told) == {"failed", "gone"}
    assert told["failed"].url == server.url + "/bai-so-post10003.html"
    assert told["failed"].url in str(told["failed"].problem)
    Newspaper.broken = set()
    assert [event.url for event in night(server, frontier) if event.article] == [told["failed"].url]


def test_a_host_that_refuses_is_left_alone_and_told_once(server: Server) -> None:
    class Refusing(Newspaper):
        def article(self, number: int) -> None:
            self.send(403, "no")

    server.RequestHandlerClass = Refusing
    frontier = MemoryFrontier()
    events = night(server, frontier)
    assert 1 <= outcomes(events)["blocked"] <= 2
    assert sum(path.startswith("/bai-so") for path in server.counts) <= 2
    server.RequestHandlerClass = Newspaper
    assert outcomes(night(server, frontier))["article"] == 6


def test_an_article_linked_by_its_old_and_its_new_address_is_read_once(server: Server) -> None:
    class Renamed(Newspaper):
        def answer_page(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith("/ten-cu-"):
                self.send(301, b"", Location=path.replace("ten-cu", "bai-so"))
            elif path == "/":
                self.send(body='<a href="/ten-cu-post10001.html">1</a>')
            else:
                super().answer_page()

    server.RequestHandlerClass = Renamed
    frontier = MemoryFrontier()
    polite = Politeness(pause=0.0, at_once=1, allowed=frozenset({server.host}))
    with Fetcher(polite) as fetcher:
        saved = [event.article.id for event in crawl([paper(server)], frontier, fetcher) if event.article]
        again = [event for event in crawl([paper(server)], frontier, fetcher) if event.article]
    assert sorted(set(saved)) == [f"{server.url}/bai-so-post1000{n}.html" for n in range(1, 5)]
    assert again == []


def test_a_cookie_wall_stops_the_host_for_the_night(server: Server) -> None:
    class Walled(Newspaper):
        def article(self, number: int) -> None:
            self.send(body='<html><script>document.cookie="a=1";location.reload()</script></html>')

    server.RequestHandlerClass = Walled
    frontier = MemoryFrontier()
    assert 1 <= outcomes(night(server, frontier))["blocked"] <= 2
    server.RequestHandlerClass = Newspaper
    assert outcomes(night(server, frontier))["article"] == 6


def test_a_site_that_makes_up_pages_has_an_end(server: Server) -> None:
    class Endless(Newspaper):
        def answer_page(self) -> None:
            if urlsplit(self.path).path == "/chinh-tri":
                number = int(self.path.partition("page=")[2] or 1)
                self.send(body=f'<a href="/bai-so-post2{number:03}1.html">Bài</a><a href="?page={number + 1}">{number + 1}</a>')
            elif urlsplit(self.path).path.startswith("/s"):
                url = f"{self.server.url}/s{len(self.path)}.xml"
                self.send(body=f"<sitemapindex><sitemap><loc>{url}?{len(self.path)}</loc></sitemap></sitemapindex>")
            else:
                super().answer_page()

    server.RequestHandlerClass = Endless
    night(server, MemoryFrontier(), limits=Limits(section_pages=5))
    assert server.counts["/chinh-tri"] == 5
    assert sum(count for path, count in server.counts.items() if path.startswith("/s")) <= 5


@pytest.mark.parametrize("taken", range(1, 9))
def test_a_run_that_ends_anywhere_loses_nothing_and_repeats_nothing_saved(server: Server, taken: int) -> None:
    frontier, saved = MemoryFrontier(), []
    with Fetcher(Politeness(pause=0.0, allowed=frozenset({server.host}))) as fetcher:
        events = crawl([paper(server)], frontier, fetcher)
        for _ in range(taken):
            event = next(events)
            saved += [event.url] if event.article else []
        events.close()  # type: ignore[attr-defined]
    last = saved[-1:]  # taken, but not yet recorded: may come again, and the store knows it by its content
    saved += [event.url for event in night(server, frontier) if event.article]
    assert len(set(saved)) == 6
    assert {url for url, count in Counter(saved).items() if count > 1} <= set(last)


def test_a_limit_of_pages_is_kept_and_the_rest_waits(server: Server) -> None:
    frontier = MemoryFrontier()
    assert outcomes(night(server, frontier, limits=Limits(pages=2)))["article"] == 2
    assert len(list(frontier.waiting("baomau"))) == 4
    assert outcomes(night(server, frontier))["article"] == 4


def test_since_leaves_out_what_is_known_to_be_older(server: Server) -> None:
    events = night(server, MemoryFrontier(), limits=Limits(since="2026-03-03"))
    assert sorted(event.url[-6] for event in events if event.article) == ["3", "4", "5", "6"]


def test_a_dead_host_is_one_event_and_the_others_go_on(server: Server) -> None:
    dead = Paper(key="chet", name="x", domain="127.0.0.1:1", url="http://127.0.0.1:1")
    polite = Politeness(pause=0.0, backoff=0.01, tries=2, allowed=frozenset({server.host, "127.0.0.1:1"}))
    with Fetcher(polite) as fetcher:
        events = list(crawl([dead, paper(server)], MemoryFrontier(), fetcher))
    assert outcomes([event for event in events if event.visit.paper == "chet"]).keys() == {"blocked"}
    assert outcomes([event for event in events if event.visit.paper == "baomau"])["article"] == 6


def candidate(lastmod: str | None) -> Candidate:
    return Candidate(url="u", paper="p", lastmod=lastmod)


def visit(outcome: str, lastmod: str | None = None) -> Visit:
    return Visit(url="u", paper="p", outcome=outcome, at="2026-03-07T02:00:00+07:00", lastmod=lastmod)  # type: ignore[arg-type]


@pytest.mark.parametrize(("lastmod", "last", "due"), [
    (None, None, True), (None, visit("article"), False), ("2026-03-07T01:00:00+07:00", visit("article"), False),
    ("2026-03-08", visit("article"), True), ("2026-03-05", visit("article", "2026-03-05"), False), (None, visit("failed"), True),
    (None, visit("blocked"), True), (None, visit("gone"), False), ("2026-03-08", visit("gone"), True),
])
def test_what_is_due(lastmod: str | None, last: Visit | None, due: bool) -> None:
    assert is_due(candidate(lastmod), last) is due


def test_a_source_that_leads_on_is_marked(server: Server) -> None:
    frontier = MemoryFrontier()
    night(server, frontier)
    assert frontier.visits[server.url + "/"].reason == LEADS_ON
    assert frontier.visits[server.url + "/sitemap.xml"].reason is None
