"""Which addresses a crawl may reach: the public web, and what is allowed by name; never the machine's own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Set
from urllib.parse import urlsplit

from pipeline.errors import FetchError


def check(url: str, allowed: Set[str] = frozenset()) -> None:
    """Raise FetchError when ``url`` is no web address, or leads to a private, loopback, link-local or reserved one.

    ``allowed`` names hosts (``127.0.0.1:8017``, or without the port for any) that may be reached all the same, such as
    the sample newspaper's.
    """
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(url, f"refused: {parts.scheme or 'no scheme'} is not the web")
    if parts.netloc.rpartition("@")[2] in allowed or host in allowed:
        return
    for address in addresses_of(url, host):
        if not is_public(address):
            raise FetchError(url, f"refused: {host} is the private address {address}")


def is_public(address: str) -> bool:
    """True for an address of the public internet.

    >>> is_public("169.254.169.254"), is_public("::ffff:10.0.0.1"), is_public("203.162.0.11")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


def addresses_of(url: str, host: str) -> list[str]:
    """Every address that ``host`` resolves to. Raises FetchError when it has none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise FetchError(url, f"no such host: {host}") from problem
    return [str(entry[4][0]) for entry in found]
