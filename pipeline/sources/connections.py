"""A requests session whose connections check whom they reached, and end when their time is up.

A name may lead elsewhere at the second look than at the first, so the address is checked again on the open socket; and a
server that sends its headers a letter at a time never runs into a read timeout, so a timer closes the socket.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Set
from typing import TYPE_CHECKING, Any

from pipeline.sources.addresses import is_public

if TYPE_CHECKING:
    import requests


class RefusedAddressError(OSError):
    """The open socket leads to an address that is not of the public web."""


def session_for(*, allowed: Set[str], total: float, at_once: int) -> requests.Session:
    """A session without cookies, proxies and ``.netrc``.

    ``allowed`` hosts may be private, headers must come in ``total`` seconds, ``at_once`` connections to a host are kept.
    """
    from http.cookiejar import DefaultCookiePolicy

    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    guard = _guard(allowed, total)
    plain = type("GuardedPool", (HTTPConnectionPool,), {"ConnectionCls": type("Guarded", (guard, HTTPConnection), {})})
    secure = type("GuardedPoolS", (HTTPSConnectionPool,), {"ConnectionCls": type("GuardedS", (guard, HTTPSConnection), {})})
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("http://", "https://"):
        adapter = HTTPAdapter(pool_connections=64, pool_maxsize=at_once)
        adapter.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}
        session.mount(scheme, adapter)
    return session


def _guard(allowed: Set[str], total: float) -> type:
    class Guard:
        """Mixed into urllib3's connections."""

        sock: socket.socket
        host: str
        port: int

        def connect(self) -> None:
            super().connect()  # type: ignore[misc]
            peer = self.sock.getpeername()[0]
            if not ({self.host, f"{self.host}:{self.port}"} & set(allowed)) and not is_public(peer):
                self.sock.close()
                raise RefusedAddressError(f"refused: {self.host} is the private address {peer}")

        def getresponse(self, *args: Any, **named: Any) -> Any:
            late = threading.Event()
            timer = threading.Timer(total, _shut, (self.sock, late))
            timer.daemon = True
            timer.start()
            try:
                answer = super().getresponse(*args, **named)  # type: ignore[misc]
            finally:
                timer.cancel()
            if late.is_set():  # headers cut by ourselves would pass for complete ones
                answer.close()
                raise TimeoutError("the headers did not come in time")
            return answer

    return Guard


def _shut(sock: socket.socket, late: threading.Event) -> None:
    """End a socket another thread waits on."""
    late.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
