"""The dateline: what a newspaper puts before the first word of a lead (*LCĐT -*, *(Baothanhhoa.vn) -*)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.tables import load
from pipeline.text import clean

_BARE_DASH = re.compile(r"[-–—]\s{0,3}(?=(?:Sáng|Trưa|Chiều|Tối|Đêm|Ngày|Hôm|Từ|Vừa|Mới|Những ngày)\b)")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in load("datelines")["dateline"])


def split_dateline(text: str, own: Sequence[str] = ()) -> tuple[str | None, str]:
    """Return the dateline at the start of ``text``, with its dash, and the rest; None and all of it without one.

    ``own`` are further datelines of the newspaper, literally (*YênBái -*). A bare dash before
    the time goes too, but is no dateline; before anything else it may begin a list.
    Raises nothing. The patterns stand in ``tables/datelines.toml``.

    >>> split_dateline("LCĐT - Sáng 3/2, xã Bản Lầu ra quân trồng cây.")
    ('LCĐT -', 'Sáng 3/2, xã Bản Lầu ra quân trồng cây.')
    """
    text = clean(text).strip()
    for literal in own:
        if text.startswith(literal) and (rest := text[len(literal) :].lstrip(" -–—:")):
            return text[: len(text) - len(rest)].strip(), rest
    for pattern in _patterns():
        if (found := pattern.match(text)) and found.end() < len(text):
            return found[0].strip(), text[found.end() :].lstrip()
    if dash := _BARE_DASH.match(text):
        return None, text[dash.end() :]
    return None, text
