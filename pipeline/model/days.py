"""Days and times as the project keeps them: ISO, with their UTC offset."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def moment(value: str) -> str:
    """Return ``value`` if it is an ISO date or an ISO time with its UTC offset; raise ValueError otherwise.

    >>> moment("2022-01-15")
    '2022-01-15'
    """
    if len(value) == 10:
        return date.fromisoformat(value).isoformat()
    stamp = datetime.fromisoformat(value)
    if stamp.tzinfo is None:
        raise ValueError(f"{value!r} has no UTC offset; write 2022-01-15 or 2022-01-15T07:30:00+07:00")
    return stamp.isoformat()


def vietnamese_day(value: str) -> date:
    """The day of a :func:`moment` in Vietnam, which is at +07:00 all year.

    >>> vietnamese_day("2026-02-03T18:45:00+00:00")
    datetime.date(2026, 2, 4)
    """
    if len(value) == 10:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value).astimezone(VIETNAM).date()
