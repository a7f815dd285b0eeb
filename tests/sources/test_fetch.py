"""The fetcher is polite, bounded, and cannot be led into the machine's own network."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.errors import FetchError
from pipeline.sources import Fetcher, Politeness
from pipeline.sources.responses import BlockedError, BudgetError, ForbiddenError
from tests.sources.misbehaving import PAGE, Server, misbehaving


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving("User-agent: *\nDisallow: /kin\nSitemap: http://x.example/sitemap.xml\n") as server:
        yield server


def fetcher(server: Server, **changed: Any) -> Fetcher:
    quick = {"pause": 0.0, "backoff": 0.01, "connect": 1.0, "read": 0.5, "total": 1.0, "tries": 3, "most_bytes": 1_000_000}
    return Fetcher(Politeness(contact="mailto:a@example.org", allowed=frozenset({server.host}), **{**quick, **changed}))


def test_a_page_comes_with_its_headers_and_the_time(server: Server) -> None:
    with fetcher(server) as fetch:
        response = fetch.fetch(server.url + "/page")
    assert (response.status, response.body.decode(), response.url) == (200, PAGE, response.final_url)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.fetched.endswith("+07:00")


def test_the_user_agent_says_who_we_are_and_how_to_reach_us(server: Server) -> None:
    with fetcher(server) as fetch:
        fetch.fetch(server.url + "/page")
    agents = {seen.headers["User-Agent"] for seen in server.requests}
    assert agents == {"baotinh/0.1 (research crawler of Vietnamese newspapers; +mailto:a@example.org)"}


def test_an_unchanged_page_answers_304_without_a_body(server: Server) -> None:
    with fetcher(server) as fetch:
        first = fetch.fetch(server.url + "/etag")
        second = fetch.fetch(server.url + "/etag", etag=first.etag, last_modified=first.last_modified)
    assert (first.status, first.etag, second.status, second.body) == (200, '"v1"', 304, b"")


def test_robots_are_asked_once_and_obeyed(server: Server) -> None:
    with fetcher(server) as fetch:
        assert fetch.sitemaps(server.url) == ["http://x.example/sitemap.xml"]
        with pytest.raises(ForbiddenError, match=r"robots\.txt"):
            fetch.fetch(server.url + "/kin/1.html")
        fetch.fetch(server.url + "/page")
    assert [seen.path for seen in server.requests] == ["/robots.txt", "/page"]


def test_a_crawl_delay_is_kept(server: Server) -> None:
    server.robots = "User-agent: *\nCrawl-delay: 0.3\n"
    with fetcher(server) as fetch:
        for _ in range(3):
            fetch.fetch(server.url + "/page")
    times = [seen.at for seen in server.requests]
    assert times[-1] - times[1] >= 2 * 0.28


def test_two_at_once_and_the_pause_between_starts(server: Server) -> None:
    with fetcher(server, pause=0.05) as fetch:
        threads = [threading.Thread(target=fetch.fetch, args=(server.url + f"/late/{number}",)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    late = [seen for seen in server.requests if seen.path.startswith("/late")]
    assert len(late) == 8
    assert max(seen.at_once for seen in late) <= 2
    assert late[-1].at - late[0].at >= 0.9 * 0.05 * 7


def test_a_host_that_recovers_is_tried_again(server: Server) -> None:
    with fetcher(server) as fetch:
        assert fetch.fetch(server.url + "/twice-503").status == 200
        with pytest.raises(FetchError, match="500") as caught:
            fetch.fetch(server.url + "/always-500")
    assert (caught.value.status, server.counts["/twice-503"], server.counts["/always-500"]) == (500, 3, 3)


def test_retry_after_is_waited_for(server: Server) -> None:
    begun = time.monotonic()
    with fetcher(server, total=5.0) as fetch:
        assert fetch.fetch(server.url + "/retry-after").status == 200
    assert time.monotonic() - begun >= 1.0


@pytest.mark.parametrize("path", ["/forbidden", "/too-many"])
def test_a_refusal_is_not_fought(server: Server, path: str) -> None:
    with fetcher(server) as fetch, pytest.raises(BlockedError):
        fetch.fetch(server.url + path)
    assert server.counts[path] == 1


def test_a_host_whose_robots_cannot_be_had_is_left_alone(server: Server) -> None:
    server.robots_status = 500
    with fetcher(server) as fetch, pytest.raises(BlockedError, match="500"):
        fetch.fetch(server.url + "/page")
    assert server.counts["/page"] == 0


@pytest.mark.parametrize("status", [403, 404])
def test_a_host_without_robots_has_no_rules(server: Server, status: int) -> None:
    server.robots_status = status
    with fetcher(server) as fetch:
        assert fetch.fetch(server.url + "/page").status == 200


@pytest.mark.parametrize("path", ["/to-metadata", "/to-file", "/to-private", "/to-other-port"])
def test_a_redirect_into_the_private_network_is_refused(server: Server, path: str) -> None:
    with fetcher(server) as fetch, pytest.raises(FetchError, match="refused"):
        fetch.fetch(server.url + path)
    assert server.counts[path] == 1


def test_redirects_are_followed_a_little_but_not_in_circles(server: Server) -> None:
    with fetcher(server) as fetch:
        moved = fetch.fetch(server.url + "/moved")
        assert (moved.url, moved.final_url) == (server.url + "/moved", server.url + "/page")
        for path, reason in (("/circle", "circle"), ("/down", "redirects"), ("/nowhere", "without a target")):
            with pytest.raises(FetchError, match=reason):
                fetch.fetch(server.url + path)


def test_gone_is_an_answer_and_a_teapot_is_not(server: Server) -> None:
    with fetcher(server) as fetch:
        assert fetch.fetch(server.url + "/gone").status == 410
        with pytest.raises(FetchError, match="418"):
            fetch.fetch(server.url + "/teapot")


@pytest.mark.parametrize(("path", "reason"), [
    ("/huge", "larger than"), ("/bomb", "larger than"), ("/brotli", "br"), ("/not-gzip", "compression"), ("/short", "cut off"),
    ("/reset", "cut off|no connection"), ("/silent", "no answer in time"), ("/trickle", "not complete|no answer"),
    ("/endless", "larger than|not complete"), ("/no-http", "cut off|no connection"),
    ("/slow-headers", "cut off|no connection|no answer"),
])
def test_a_bad_answer_is_one_clear_error_in_bounded_time(server: Server, path: str, reason: str) -> None:
    begun = time.monotonic()
    with fetcher(server, tries=1) as fetch, pytest.raises(FetchError, match=reason):
        fetch.fetch(server.url + path)
    assert time.monotonic() - begun < 4


def test_wrong_lengths_and_wrong_clocks_spoil_no_other_answer(server: Server) -> None:
    with fetcher(server) as fetch:
        for path in ("/long", "/page", "/clock", "/clock", "/page"):
            assert fetch.fetch(server.url + path).body.decode() == PAGE


def test_a_host_is_asked_no_more_often_in_a_day_than_its_budget(server: Server) -> None:
    with fetcher(server, budget=5) as fetch:
        for _ in range(4):
            fetch.fetch(server.url + "/page")
        with pytest.raises(BudgetError, match="used up"):
            fetch.fetch(server.url + "/page")
        assert not fetch.may_ask(server.url)
        assert fetch.spent(server.url) == 5
    assert len(server.requests) == 5  # robots.txt counts


def test_what_was_asked_earlier_on_the_day_counts(server: Server) -> None:
    polite = Politeness(pause=0.0, budget=5, allowed=frozenset({server.host}))
    with Fetcher(polite, {server.host: 4}) as fetch, pytest.raises(BudgetError):
        fetch.fetch(server.url + "/page")
    assert len(server.requests) == 1


def test_compressed_pages_are_unpacked_and_cookies_are_not_kept(server: Server) -> None:
    with fetcher(server) as fetch:
        assert fetch.fetch(server.url + "/gzip").body.decode() == PAGE
        fetch.fetch(server.url + "/cookie")
        fetch.fetch(server.url + "/page")
    assert not any("Cookie" in seen.headers for seen in server.requests)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "file:///etc/passwd", "http://", "nonsense", "http://no-such-host.invalid/"])
def test_other_addresses_are_refused_or_unknown(server: Server, url: str) -> None:
    with fetcher(server) as fetch, pytest.raises(FetchError):
        fetch.fetch(url)
