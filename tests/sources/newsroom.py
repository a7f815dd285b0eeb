"""Whole newspapers that misbehave, on loopback: thousands of articles, edits, removals, and a new page system overnight.

What goes wrong is drawn from the address, so that it is the same in every run. All that is wrong for good stands under
addresses that no article has.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from pipeline.sources import Paper
from tests.sources.misbehaving import Handler, Server

CHUNK = 100
"""So many articles stand in one sitemap."""

HEMERA = """<html><head><meta property="og:type" content="article"></head>
<body><h1 class="article__title cms-title">{title}</h1><div class="article__sapo cms-desc">{lead}</div>
<meta class="cms-date" itemprop="datePublished" content="{published}">
<div class="article__body cms-body">{body}</div></body></html>"""
VCCORP = """<html><head><meta property="og:type" content="article"></head>
<body><h1 class="detail-title" data-role="title">{title}</h1><h2 class="detail-sapo" data-role="sapo">{lead}</h2>
<div data-role="publishdate">{shown}</div><div class="detail-content afcbc-body" data-role="content">{body}</div></body></html>"""

BAD = ("loop", "to-private", "to-file", "to-metadata", "endless", "always-500", "nowhere", "gone", "brotli")
"""What no try can better: one address each, linked like an article."""


@dataclass
class News:
    """What a newspaper has: article ``n`` was published ``age(n)`` days ago, the youngest first."""

    articles: int
    first: int = 0
    edits: Counter[int] = field(default_factory=Counter)
    silent: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    changed_system: set[int] = field(default_factory=set)
    moody: bool = True
    links_bad: bool = True
    clock: bool = False
    today: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def numbers(self) -> range:
        """The articles: new ones are below zero, so that they come first."""
        return range(-self.first, self.articles)

    def published(self, number: int) -> datetime:
        """Three in a hundred of the last week, five of the last month, the others of ten years."""
        share = max(0.0, number / self.articles)
        week, month, years = share * 233, 7 + (share - 0.03) * 400, 30 + (share - 0.08) * 3900
        days = week if share < 0.03 else month if share < 0.08 else years
        return self.today - timedelta(days=days, hours=1)

    def lastmod(self, number: int, asked: int) -> datetime:
        """As announced: an edit in silence moves nothing, a clock moves everything."""
        if self.clock:
            return self.today + timedelta(minutes=asked)
        seen = number in self.edits and number not in self.silent
        return self.today + timedelta(minutes=self.edits[number]) if seen else self.published(number)


class NewsServer(Server):
    """One newspaper."""

    def __init__(self, news: News, robots: str = "Sitemap: /sitemap.xml\n") -> None:
        super().__init__(robots)
        self.news = news
        self.RequestHandlerClass = Desk

    @property
    def paper(self) -> Paper:
        return Paper(key=f"bao{self.server_port}", name="Báo Thử", domain=self.host, url=self.url, family="hemera")


class Desk(Handler):
    """Answers for a :class:`NewsServer`; the first answer of one address in eight goes wrong in a way that passes."""

    server: NewsServer

    @property
    def news(self) -> News:
        return self.server.news

    def answer_page(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            self.send(body=self._front())
        elif path == "/sitemap.xml":
            self.send(body=self._index())
        elif path.startswith("/s-"):
            self.send(body=self._sitemap(int(path[3:-4])))
        elif "-post5" in path:
            self.answer_bad(path)
        elif "-post1" in path:
            self.answer_article(path)
        else:
            self.send(404, "no")

    def answer_bad(self, path: str) -> None:
        name = path.strip("/").partition("-so-post")[0]
        getattr(self, f"answer_{name.replace('-', '_')}")()

    def answer_loop(self) -> None:
        path, asked, _ = self.path.partition("?")
        self.send(302, b"", Location=path if asked else path + "?x=1")

    def answer_article(self, path: str) -> None:
        number = int(path.rpartition("-post1")[2].partition(".")[0]) - 500_000
        tag = f'"{number}-{self.news.edits[number]}"'
        if number in self.news.removed or number not in self.news.numbers():
            self.send(410 if number % 2 else 404, "gone")
        elif self.news.moody and self.server.counts[path] == 1 and random.Random(path).random() < 0.12:
            self._misbehave(path, number)
        elif self.headers.get("If-None-Match") == tag:
            self.send(304, b"")
        else:
            self.send(body=self._article(number), ETag=tag)

    def _misbehave(self, path: str, number: int) -> None:
        way = random.Random(path + "how").choice(["reset", "short", "always_500", "teapot", "no_http", "slow"])
        if way == "slow":
            self._answer_in_drops(self._article(number).encode())
        else:
            getattr(self, f"answer_{way}")()

    def _answer_in_drops(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self._slowly(data[:3])
        self.release()
        self.wfile.write(data[3:])

    def _article(self, number: int) -> str:
        news = self.news
        when = news.published(number).astimezone()
        told = (f"<p>Đoạn {at} của bài số {number}, lần sửa {news.edits[number]}, kể chuyện bản làng.</p>" for at in range(4))
        return (VCCORP if number in news.changed_system else HEMERA).format(
            title=f"Bài B{number} của tòa soạn", lead=f"Lời dẫn của bài số {number}, viết để thử.", published=when.isoformat(),
            shown=when.strftime("%d/%m/%Y %H:%M"), body="".join(told))

    def _url(self, number: int) -> str:
        return f"{self.server.url}/bai-so-post1{500_000 + number}.html"

    def _front(self) -> str:
        """The front page links the newest with sessions, other hosts' names, other cases and tracking."""
        newest = [self._url(number) for number in [*self.news.numbers()][:12]]
        spelled = [
            f"{newest[0]}?utm_source=x", f"{newest[1]};jsessionid=AB12", newest[2].replace("bai-so", "Bai-So"),
            f"{newest[3]}?sid=0123456789abcdef0123", newest[4] + "#binh-luan", newest[5].replace("http:", ""), *newest[6:]]
        bad = [f"/{name}-so-post50000{at}.html" for at, name in enumerate(BAD) if self.news.links_bad]
        return "".join(f'<h3><a href="{url}">Bài</a></h3>' for url in [*spelled, *bad])

    def _index(self) -> str:
        asked, numbers = self.server.counts["/sitemap.xml"], self.news.numbers()
        rows = []
        for first in range(0, len(numbers), CHUNK):
            changed = max(self.news.lastmod(number, asked) for number in numbers[first : first + CHUNK])
            rows.append(f"<sitemap><loc>{self.server.url}/s-{first}.xml</loc><lastmod>{changed.isoformat()}</lastmod></sitemap>")
        return "<sitemapindex>" + "".join(rows) + "</sitemapindex>"

    def _sitemap(self, first: int) -> str:
        asked = self.server.counts["/sitemap.xml"]
        return "<urlset>" + "".join(
            f"<url><loc>{self._url(number)}</loc><lastmod>{self.news.lastmod(number, asked).isoformat()}</lastmod></url>"
            for number in self.news.numbers()[first : first + CHUNK]) + "</urlset>"


def manners(server: Server, pause: float, window: int = 50) -> tuple[int, float]:
    """What the server saw: the most requests at once, and the least time that ``window`` of them took, in pauses."""
    times = [seen.at for seen in server.requests if seen.path != "/robots.txt"]
    spans = [(later - earlier) / pause for earlier, later in zip(times, times[window:], strict=False)]
    return max(seen.at_once for seen in server.requests), min(spans, default=float(window))
