"""Serves the sample newspaper on loopback: ``python -m corpora.sample.server --port 8017``.

Answers GET and HEAD, conditional requests (``ETag``, ``Last-Modified``), gzip where the client takes it, 301, 404
and 410. Nothing is read from disk while serving.
"""

from __future__ import annotations

import argparse
import gzip
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from corpora.sample.articles import read_settings
from corpora.sample.site import Page, pages

PORT = 8017
"""A port to serve on where addresses must stay the same from one run to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as the server saw it and the status it answered with."""

    method: str
    path: str
    status: int
    agent: str


class Address(str):
    """The base URL of a running server, a plain string that also remembers in ``requests`` who asked for what."""

    requests: list[Request]

    def answered(self, status: int | None = None, path: str | None = None) -> int:
        """Return how many requests were answered, with this status and for this path where given."""
        return sum(status in (None, request.status) and path in (None, request.path) for request in self.requests)


class NewspaperServer(ThreadingHTTPServer):
    """A server on loopback whose answers are ready-made pages."""

    daemon_threads = True

    def __init__(self, port: int, night: int, paper: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.url = Address(f"http://127.0.0.1:{self.server_port}")
        self.url.requests = []
        self.pages: Mapping[str, Page] = pages(night=night, base_url=self.url, paper=paper)


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "BaoMau/1.0"
    timeout = 30
    server: NewspaperServer

    def do_GET(self) -> None:
        """Answer with the page, or with 304 if the client has it already."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._answer(with_body=False)

    def log_message(self, *_: object) -> None:
        """Keep standard error quiet; requests are counted instead."""

    def _answer(self, *, with_body: bool) -> None:
        path = urlsplit(self.path).path
        page = self.server.pages.get(path) or self.server.pages["/404.html"]
        status = 304 if page.status == 200 and self._is_known(page) else page.status
        self.server.url.requests.append(
            Request(method=self.command, path=path, status=status, agent=self.headers.get("User-Agent", "")))
        body = b"" if status == 304 else page.body
        squeezed = bool(body) and "gzip" in self.headers.get("Accept-Encoding", "")
        if squeezed:
            body = gzip.compress(body, mtime=0)
        self._send_head(page, status, len(body), squeezed=squeezed)
        if with_body:
            self.wfile.write(body)

    def _send_head(self, page: Page, status: int, length: int, *, squeezed: bool) -> None:
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(length))
        if status in (200, 304):
            self.send_header("ETag", page.etag)
            self.send_header("Last-Modified", format_http_date(page.last_modified))
        if page.location:
            self.send_header("Location", self.server.url + page.location)
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()

    def _is_known(self, page: Page) -> bool:
        """An ETag, where sent, decides alone (RFC 9110 §13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or page.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        with suppress(TypeError, ValueError):
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return page.last_modified.replace(microsecond=0) <= since
        return False


def format_http_date(moment: datetime) -> str:
    """Return a time as HTTP writes it: *Sat, 15 Jan 2022 00:30:00 GMT*."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


@contextmanager
def serve(night: int = 1, port: int = 0, paper: str = "baomau") -> Iterator[Address]:
    """Serve a paper of one night while the block runs, and give its base URL; port 0 takes any free one.

    The URL is a string whose ``requests`` lists what was asked for; ``url.answered(status=304)`` counts it.
    """
    server = NewspaperServer(port, night, paper)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve until interrupted, for looking at."""
    parser = argparse.ArgumentParser(description="Serve the sample newspaper on loopback.")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--night", type=int, default=1, choices=(1, 2))
    parser.add_argument("--paper", default="baomau", choices=tuple(read_settings()["papers"]))
    options = parser.parse_args()
    with serve(night=options.night, port=options.port, paper=options.paper) as url, suppress(KeyboardInterrupt):
        print(f"{url}/")
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
