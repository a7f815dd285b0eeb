"""A newspaper server that misbehaves on command, on loopback: each path is one way to go wrong.

``Server.requests`` holds what was asked for, when (monotonic seconds), and how many were under way at that moment.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PAGE = "<html><body><h1>Chợ phiên</h1><p>Chợ họp mỗi tuần.</p></body></html>"


@dataclass
class Seen:
    path: str
    at: float
    at_once: int
    headers: Mapping[str, str] = field(default_factory=dict)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, robots: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.robots, self.robots_status = robots, 200
        self.requests: list[Seen] = []
        self.counts: Counter[str] = Counter()
        self.under_way = 0
        self.lock = threading.Lock()
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what is tested here."""


class Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"
    server: Server
    released = True

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.released = False
        with self.server.lock:
            self.server.under_way += 1
            self.server.counts[path] += 1
            self.server.requests.append(Seen(path, time.monotonic(), self.server.under_way, dict(self.headers)))
        try:
            with suppress(BrokenPipeError, ConnectionResetError):
                name = path.strip("/").partition("/")[0].replace("-", "_").replace(".", "_")
                getattr(self, f"answer_{name}", self.answer_page)()
        finally:
            self.release()

    def release(self) -> None:
        """No longer under way: called before the answer is on its way, since whoever has it may ask again before we look."""
        if not self.released:
            self.released = True
            with self.server.lock:
                self.server.under_way -= 1

    def send(self, status: int = 200, body: bytes | str = PAGE, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        standard = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(data))}
        for name, value in {**standard, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.release()
        self.end_headers()
        self.wfile.write(data)

    def answer_page(self) -> None:
        self.send()

    def answer_robots_txt(self) -> None:
        self.send(self.server.robots_status, self.server.robots)

    def answer_etag(self) -> None:
        known = self.headers.get("If-None-Match") == '"v1"'
        self.send(304 if known else 200, b"" if known else PAGE, ETag='"v1"', Last_Modified="Sat, 15 Jan 2022 00:30:00 GMT")

    def answer_twice_503(self) -> None:
        self.send(*((503, "busy") if self.server.counts["/twice-503"] < 3 else (200, PAGE)))

    def answer_always_500(self) -> None:
        self.send(500, "broken")

    def answer_retry_after(self) -> None:
        first = self.server.counts["/retry-after"] < 2
        self.send(429 if first else 200, PAGE, **({"Retry_After": "1"} if first else {}))

    def answer_forbidden(self) -> None:
        self.send(403, "no")

    def answer_too_many(self) -> None:
        self.send(429, "slow down")

    def answer_gone(self) -> None:
        self.send(410, "gone")

    def answer_teapot(self) -> None:
        self.send(418, "no")

    def answer_circle(self) -> None:
        self.send(302, b"", Location="/circle-2")

    def answer_circle_2(self) -> None:
        self.send(302, b"", Location="/circle")

    def answer_down(self) -> None:
        self.send(302, b"", Location=f"/down/{self.server.counts['/down'] + sum(self.server.counts.values())}")

    def answer_moved(self) -> None:
        self.send(301, b"", Location="/page")

    def answer_to_metadata(self) -> None:
        self.send(302, b"", Location="http://169.254.169.254/latest/meta-data/")

    def answer_to_file(self) -> None:
        self.send(302, b"", Location="file:///etc/passwd")

    def answer_to_private(self) -> None:
        self.send(302, b"", Location="http://10.0.0.1/")

    def answer_to_other_port(self) -> None:
        self.send(302, b"", Location="http://127.0.0.1:9/")

    def answer_nowhere(self) -> None:
        self.send(302, b"")

    def answer_short(self) -> None:
        self.send(Content_Length="5000")
        self.close_connection = True

    def answer_reset(self) -> None:
        self.release()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def answer_huge(self) -> None:
        self.release()
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        block = b"x" * 65536
        for _ in range(400):
            self.wfile.write(b"10000\r\n" + block + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def answer_bomb(self) -> None:
        self.send(body=gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def answer_brotli(self) -> None:
        self.send(body=b"\x0b\x02\x80abc\x03", Content_Encoding="br")

    def answer_not_gzip(self) -> None:
        self.send(body=b"plain text", Content_Encoding="gzip")

    def answer_gzip(self) -> None:
        self.send(body=gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def answer_trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._slowly(b"x" * 1000)

    def answer_slow_headers(self) -> None:
        self._slowly(b"HTTP/1.1 200 OK\r\n" + b"X-Header: a\r\n" * 200)

    def answer_silent(self) -> None:
        time.sleep(3)
        self.close_connection = True

    def answer_late(self) -> None:
        time.sleep(0.15)
        self.send()

    def answer_long(self) -> None:
        """More bytes than promised, so that the next answer on this connection begins with garbage."""
        self.send(body=PAGE + "x" * 500, Content_Length=str(len(PAGE.encode())))

    def answer_endless(self) -> None:
        """A page that goes on for ever, one piece after the other."""
        self.release()
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while True:
            self.wfile.write(b"4000\r\n" + b"<p>" * 5461 + b"x\r\n")

    def answer_no_http(self) -> None:
        self.release()
        self.wfile.write(b"\x00\xff garbage \r\n\r\n")
        self.close_connection = True

    def answer_clock(self) -> None:
        """A clock that is years ahead one time and years behind the other."""
        wrong = "Sat, 01 Jan 2050 00:00:00 GMT" if self.server.counts["/clock"] % 2 else "Thu, 01 Jan 1970 00:00:00 GMT"
        self.send(Date=wrong, Last_Modified=wrong, Retry_After=wrong)

    def answer_cookie(self) -> None:
        self.send(Set_Cookie="session=1; path=/")

    def _slowly(self, data: bytes) -> None:
        for letter in data:
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            time.sleep(0.05)


@contextmanager
def misbehaving(robots: str = "") -> Iterator[Server]:
    with serving(Server(robots)) as server:
        yield server


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Let a server answer while the block runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
