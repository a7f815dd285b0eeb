"""Pages whose body stands in an inline script and is put in place by the reader's browser (Báo Quảng Ngãi).

Two ways are known: ``outputData="…"`` with the HTML as a JavaScript string, and ``$('#content').html(`…`)``.
"""

from __future__ import annotations

import json
import re

_STRING = re.compile(r"""\boutputData\s{0,9}=\s{0,9}(["'])""")
_TEMPLATE = re.compile(r"""\$\(\s?(["'])#content\1\s?\)\s?\.html\(\s{0,9}`""")
_PLACE = re.compile(r"""(<div\b[^<>]{0,200}\bid=["']content["'][^<>]{0,200}>)\s{0,99}(?=</div>)""")
SHORTEST = 40


def with_inline_body(html: str) -> str:
    """Return ``html`` with the body of its inline script put into the empty ``#content``; any other page as it is."""
    body = _in_string(html) or _in_template(html)
    if body is None or len(body) < SHORTEST:
        return html
    return _PLACE.sub(lambda found: found[1] + body, html, count=1)


def _in_string(html: str) -> str | None:
    if (found := _STRING.search(html)) is None:
        return None
    at = end = found.end()
    while (end := html.find(found[1], end)) >= 0 and html[end - 1] == "\\":
        end += 1
    return unquoted(html[at:end]) if end >= 0 else None


def _in_template(html: str) -> str | None:
    if (found := _TEMPLATE.search(html)) is None:
        return None
    end = html.find("`", found.end())
    return html[found.end() : end] if end >= 0 else None


def unquoted(text: str) -> str:
    """Return the inside of a JavaScript string as the text it stands for; what is no valid escape stays as it is.

    >>> unquoted(r"<p>x\u00e3<\\/p>")
    '<p>xã</p>'
    """
    escaped = re.sub(r'(?<!\\)"', r'\\"', text.replace("\\'", "'"))
    try:
        return str(json.loads(f'"{escaped}"', strict=False))
    except ValueError:
        return text.replace("\\/", "/").replace("\\n", "\n").replace('\\"', '"')
