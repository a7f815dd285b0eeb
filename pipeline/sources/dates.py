"""Times as newspapers print and mark them up, read into ISO with +07:00; Vietnam has that offset all year."""

from __future__ import annotations

import re
from datetime import date, datetime

from pipeline.model import VIETNAM

EARLIEST = 1995
"""No Vietnamese newspaper was on the web before; an earlier year is a default of some machine (1970, 0001)."""

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?)?\s{0,3}(Z|[+-]\d{2}:?\d{2})?", re.I)
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d/])")
_DAY_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s{1,3}tháng\s{1,3}(\d{1,2})(?:\s{0,3},\s{0,3}|\s{1,3}năm\s{1,3})(\d{4})", re.I)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})\s?[:h]\s?(\d{2})(?::\d{2})?(?![\d/])\s{0,3}([AP]M)?", re.I)


def read_iso(text: str, *, false_zone: bool = False) -> str | None:
    """Return an ISO time as newspapers write it with its offset in Vietnam, or None.

    No zone means Vietnam. ``Z`` means UTC, unless ``false_zone``: OneCMS prints the local time with a ``Z``.
    Whatever is cut, such as milliseconds or a blank before the zone, does not matter. A day without a clock stays a day.

    >>> read_iso("2026-03-07T08:52:11.000 +07:00")
    '2026-03-07T08:52:11+07:00'
    >>> read_iso("2026-08-14T21:20:00Z", false_zone=True)
    '2026-08-14T21:20:00+07:00'
    """
    found = _ISO.search(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return _day(year, month, day)
    zone = "+07:00" if zone is None or (zone in "Zz" and false_zone) else "+00:00" if zone in "Zz" else zone
    try:
        stamp = datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{zone}")
        return stamp.astimezone(VIETNAM).isoformat() if stamp.year >= EARLIEST else None
    except (ValueError, OverflowError):
        return None


def read_printed(text: str) -> str | None:
    """Return the first time printed in ``text``, day before month, or None; a 24-hour clock may carry a wrong AM or PM.

    >>> read_printed("Thứ bảy, 7/3/2026, 00:05 (GMT+7)")
    '2026-03-07T00:05:00+07:00'
    >>> read_printed("Thứ sáu: 15:00 ngày 09/02/2024")
    '2024-02-09T15:00:00+07:00'
    >>> read_printed("06-03-2026 - 17:09 PM")
    '2026-03-06T17:09:00+07:00'
    """
    found = _DAY.search(text) or _DAY_IN_WORDS.search(text)
    if found is None:
        return read_iso(text)
    day = _day(found[3] if len(found[3]) == 4 else f"20{found[3]}", found[2], found[1])
    clock = _clock(text[: found.start()] + " " + text[found.end() :])
    if day is None or clock is None:
        return day
    return datetime(*date.fromisoformat(day).timetuple()[:3], *clock, tzinfo=VIETNAM).isoformat()


def _clock(text: str) -> tuple[int, int] | None:
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").upper()
    if half == "PM" and hour < 12:
        hour += 12
    if half == "AM" and hour == 12:
        hour = 0
    return (hour, minute) if hour < 24 and minute < 60 else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return value.isoformat() if value.year >= EARLIEST else None


def same_clock(marked: str, printed: str | None) -> bool:
    """True when a marked time, its ``Z`` overlooked, reads as the time printed on the page: then the ``Z`` is false.

    >>> same_clock("2026-08-14T21:20:31Z", "2026-08-14T21:20:00+07:00")
    True
    """
    local = read_iso(marked, false_zone=True)
    return bool(local and printed and len(printed) > 10 and local[:16] == printed[:16])
