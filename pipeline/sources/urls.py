"""URLs in one spelling, so that an article is one article however it was linked."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from pipeline.text import clean

_TRACKING = re.compile(
    r"utm_.{1,40}|fbclid|gclid|dclid|gbraid|wbraid|zarsrc|zalo_.{1,20}|mc_[ce]id|_ga|_gl|igshid|yclid|msclkid|ref|referer|ref_src|"
    r"source|src|vgs|shared|spm|phpsessid|jsessionid|sessionid|session_id|gidzl|amp|outputtype", re.I)
_SESSION_VALUE = re.compile(r"(?:sid|s|session)=[0-9a-f-]{16,64}", re.I)
_SESSION = re.compile(r";(?:jsessionid|sid)=[^/?#]{0,100}", re.I)
_AMP_TAIL = re.compile(r"(?:/amp|\.amp)(/?)$|\.amp(?=\.\w{2,5}$)|-amp(?=\.\w{2,5}$)", re.I)
_PORTS = {"http": 80, "https": 443}
_DOTS = re.compile(r"/\.(?=/|$)")
LONGEST = 2000


def canonical(url: str, base: str = "") -> str | None:
    """Return ``url``, joined to ``base``, in the one spelling the project keeps, or None for what is no web page.

    Host in small letters without ``www.``'s empty twin and default port, ``//www.`` read as https, path percent-encoded as
    UTF-8 (NFC), AMP copies as their article, no fragment, no tracking or session parameter, the others in order.
    The case of a path stays: a server may tell ``/Chinh-tri`` from ``/chinh-tri``; compare twins with :func:`twin`.

    >>> canonical("//WWW.baolaocai.vn:443/Chợ-phiên-post12.html?utm_source=zalo#top")
    'https://www.baolaocai.vn/Ch%E1%BB%A3-phi%C3%AAn-post12.html'
    >>> canonical("mailto:toasoan@example.vn") is None
    True
    """
    try:
        parts = urlsplit(urljoin(base or "https:", clean(url).strip().replace("\\", "/")))
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
        host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _PORTS or not host or not url.strip() or len(url) > LONGEST:
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, _PORTS[parts.scheme]):
        netloc += f":{port}"
    return urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), ""))


def _path(path: str) -> str:
    path = _AMP_TAIL.sub(r"\1", _SESSION.sub("", _DOTS.sub("", path)))
    path = re.sub("/{2,}", "/", path)
    if path.startswith("/amp/"):
        path = path[4:]
    return quote(clean(unquote(path, errors="surrogateescape")), safe="/:@!$&'()*+,;=~-._", errors="replace") or "/"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    return urlencode([(name, value) for name, value in pairs
                      if not _TRACKING.fullmatch(name) and not _SESSION_VALUE.fullmatch(f"{name}={value}")])


def twin(url: str) -> str:
    """What URLs have in common that most likely are one page: no scheme, no ``www.``, small letters, no slash at the end.

    >>> twin("https://www.baocaobang.vn/Chinh-tri/") == twin("http://baocaobang.vn/chinh-tri")
    True
    """
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return host + parts.path.lower().rstrip("/") + ("?" + parts.query if parts.query else "")


def host_of(url: str) -> str:
    """The host of ``url`` with its port, small letters; empty when there is none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
