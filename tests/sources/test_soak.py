"""Several hosts that misbehave at random, crawled side by side: all reachable articles once, the manners never broken.

``SOAK_ARTICLES`` sets how many articles a host has; ``make soak`` asks for thousands.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from contextlib import ExitStack
from urllib.parse import urlsplit

from pipeline.sources import Fetcher, MemoryFrontier, Paper, Politeness, crawl
from tests.sources.misbehaving import Handler, Server, misbehaving
from tests.sources.test_crawl import ARTICLE

ARTICLES = int(os.environ.get("SOAK_ARTICLES", "40"))
PAUSE = 0.02
CHUNK = 50


class Moody(Handler):
    """Answers one request in six badly, never the same address twice in a row: a night later all of it was read."""

    def answer_page(self) -> None:
        path = urlsplit(self.path).path
        number = int(path.rpartition("post1")[2].partition(".")[0] or 0) if "post1" in path else 0
        if path == "/sitemap.xml":
            months = range(0, ARTICLES, CHUNK)
            self.send(body="<sitemapindex>" + "".join(
                f"<sitemap><loc>{self.server.url}/s-{month}.xml</loc></sitemap>" for month in months) + "</sitemapindex>")
        elif path.startswith("/s-"):
            first = int(path[3:-4])
            self.send(body="<urlset>" + "".join(
                f"<url><loc>{self.server.url}/bai-post1{n:06}.html</loc></url>"
                for n in range(first, min(first + CHUNK, ARTICLES))) + "</urlset>")
        elif not number and "post1" not in path:
            self.send(404, "no")
        elif self.server.counts[path] == 1 and random.Random(path).random() < 0.17:
            ways = [self.answer_reset, self.answer_short, self.answer_always_500, self.answer_teapot]
            random.Random(path + "how").choice(ways)()
        else:
            self.send(body=ARTICLE.format(n=1 + number % 9, edit=number))


def test_moody_hosts_are_read_to_the_end_with_manners() -> None:
    with ExitStack() as stack:
        servers: list[Server] = [stack.enter_context(misbehaving("Sitemap: /sitemap.xml")) for _ in range(3)]
        for server in servers:
            server.RequestHandlerClass = Moody
        papers = [Paper(key=f"bao{at}", name="x", domain=server.host, url=server.url) for at, server in enumerate(servers)]
        polite = Politeness(pause=PAUSE, backoff=0.01, tries=2, read=2.0, allowed=frozenset(server.host for server in servers))
        frontier, saved = MemoryFrontier(), Counter[str]()
        with Fetcher(polite) as fetcher:
            for _ in range(2):
                saved.update(event.url for event in crawl(papers, frontier, fetcher) if event.article)
    assert len(saved) == 3 * ARTICLES
    assert set(saved.values()) == {1}
    for server in servers:
        assert max(seen.at_once for seen in server.requests) <= 2
        pages = [seen.at for seen in server.requests if seen.path != "/robots.txt"]
        # The server sees a request a little after it began, so two may come closer than their pause; on the whole they cannot.
        assert pages[-1] - pages[0] >= 0.9 * PAUSE * (len(pages) - 1)
