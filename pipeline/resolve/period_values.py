"""What a named stretch of time is, in figures: *6 tháng đầu năm 2019* is 2019-H1, *chiều 1/2* a day of the article's year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

NUMBERS = {"ba": 3, "sáu": 6, "chín": 9, "hai": 2, "bốn": 4, "năm": 5, "bảy": 7, "tám": 8, "mười": 10, "một": 1}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "cuối": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def value_of(found: re.Match[str], day: date | None) -> str | None:
    """The value of what was found, by the kind of expression; None where it has none or the day of the article is not known."""
    for reader in (_days, _one_day, _part_of_year, _past_years, _years, _decade, _weekend, _month, _relative):
        value = reader(found, day)
        if value is not None:
            return value
    return None


def _iso(d: str, m: str, y: int | None) -> str | None:
    if y is None or int(d) > monthrange(y, int(m))[1]:
        return None
    return f"{y}-{int(m):02}-{int(d):02}"


def _year_of(m: str, day: date | None) -> int | None:
    """The year of a day or month without one: that of the article, or the year before when it would lie far ahead."""
    if day is None:
        return None
    return day.year - 1 if int(m) > day.month + 6 else day.year + 1 if int(m) < day.month - 9 else day.year


def _days(found: re.Match[str], day: date | None) -> str | None:
    if not found["from_d"]:
        return None
    m = found["to_m"] or found["to_m2"]
    stated = found["to_y"] or found["to_y2"]
    y = int(stated) if stated else _year_of(m, day)
    first = _iso(found["from_d"], found["from_m"] or m, int(found["from_y"]) if found["from_y"] else y)
    last = _iso(found["to_d"], m, y)
    return f"{first}/{last}" if first and last else None


def _one_day(found: re.Match[str], day: date | None) -> str | None:
    if found["date"]:
        d, m, y = re.split(r"[/.-]", found["date"])
        return _iso(d, m, int(y))
    if not found["d"]:
        return None
    m = found["m"] or found["m2"]
    stated = found["y"] or found["y2"]
    return _iso(found["d"], m, int(stated) if stated else _year_of(m, day))


def _stated_year(word: str | None, day: date | None) -> int | None:
    if word and word.isdigit():
        return int(word)
    if day is None:
        return None
    return day.year - 1 if word in ("ngoái", "qua") else day.year


def _part_of_year(found: re.Match[str], day: date | None) -> str | None:
    if found["months"] and (found["part"] or found["months_y"]):
        y, word = _stated_year(found["months_y"], day), found["months"]
        count = NUMBERS.get(word) or int(word)
        return _months(y, count, found["part"] == "cuối") if y else None
    if found["half"]:
        y = _stated_year(found["half_y"], day)
        return f"{y}-H{2 if found['half'] == 'nửa cuối' else 1}" if y else None
    if found["quarter"]:
        y = _stated_year(found["quarter_y"], day)
        if y and day and found["quarter_y"] is None and _ROMAN[found["quarter"]] > (day.month + 2) // 3:
            y -= 1
        return f"{y}-Q{_ROMAN[found['quarter']]}" if y else None
    return None


def _months(y: int, count: int, last: bool) -> str | None:
    """*6 tháng đầu năm* is H1, *3 tháng đầu năm* Q1, *9 tháng đầu năm* 01/09."""
    if count == 6:
        return f"{y}-H{2 if last else 1}"
    if count == 3:
        return f"{y}-Q{4 if last else 1}"
    if not 0 < count < 12:
        return None
    return f"{y}-{13 - count:02}/{y}-12" if last else f"{y}-01/{y}-{count:02}"


def _past_years(found: re.Match[str], day: date | None) -> str | None:
    """*10 năm qua*: the ten years before the day of the article."""
    if not found["past"] or day is None:
        return None
    count = NUMBERS.get(found["past"]) or int(found["past"])
    return f"{day.year - count}/{day.year}" if count > 1 else None


def _years(found: re.Match[str], _day: date | None) -> str | None:
    if found["first"]:
        last = found["last"] if len(found["last"]) == 4 else found["first"][:2] + found["last"]
        return f"{found['first']}/{last}" if int(found["first"]) < int(last) < int(found["first"]) + 60 else None
    return found["year"] or found["bare"]


def _decade(found: re.Match[str], _day: date | None) -> str | None:
    """*thập niên 1990*, *những năm 90*: ten years."""
    if not found["decade"]:
        return None
    first = int(found["decade"]) + (1900 if len(found["decade"]) == 2 else 0)
    return f"{first}/{first + 9}"


def _weekend(found: re.Match[str], day: date | None) -> str | None:
    """*cuối tuần qua*: the last Saturday and Sunday before the day of the article; *cuối tuần này*: those that come."""
    if not found["weekend"] or day is None:
        return None
    saturday = day - timedelta(days=(day.weekday() - 5) % 7 or 7)
    if day.weekday() == 6 and not found["weekend"].endswith("này"):
        saturday -= timedelta(days=7)
    if found["weekend"].endswith("này"):
        saturday = day + timedelta(days=5 - day.weekday())
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def _month(found: re.Match[str], day: date | None) -> str | None:
    if found["months_of"]:
        first, last = int(found["first_m"]), int(found["last_m"])
        return f"{found['months_of']}-{first:02}/{found['months_of']}-{last:02}" if first < last else None
    if found["my"]:
        return f"{found['my_y']}-{int(found['my']):02}"
    if not found["month"]:
        return None
    y = _stated_year(found["month_y"], day) if found["month_y"] else _year_of(found["month"], day)
    return f"{y}-{int(found['month']):02}" if y else None


_DAYS = {"qua": -1, "kia": -2, "mai": 1}
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")
_NOW = frozenset((
    "hiện nay", "hiện tại", "hiện", "đến nay", "mới đây", "gần đây", "vừa qua", "thời gian qua", "thời gian tới", "trước đây",
    "hôm sau", "tuần này", "tuần qua", "tuần trước", "tuần tới", "tuần sau",
))
"""They say that what was named before is over, and name no period themselves."""


def _relative(found: re.Match[str], day: date | None) -> str | None:
    word = found["relative"]
    if not word or day is None or word in _NOW:
        return None
    if word.startswith("từ đầu năm"):
        first = int(found_year[0]) if (found_year := _PLAIN_YEAR.search(word)) else day.year
        return f"{first}-01-01/{day.isoformat()}" if first <= day.year else None
    if word == "năm qua" and day.month > 2:
        return None
    if word.split()[0] in ("năm", "sang"):
        return str(day.year + {"năm ngoái": -1, "năm qua": -1, "năm trước": -1, "năm nay": 0}.get(word, 1))
    if word.startswith("tháng"):
        month = day.year * 12 + day.month - 1 + {"tháng này": 0, "tháng tới": 1, "tháng sau": 1}.get(word, -1)
        return f"{month // 12}-{month % 12 + 1:02}"
    if word == "quý này":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return (day + timedelta(days=_DAYS.get(word.split()[-1], 0))).isoformat()


def until_now(value: str, day: date | None, year: str | None) -> str | None:
    """*từ năm 2021 đến nay*: to the day, or the year, of the article; to the last ``year`` named where its day is not known."""
    if day is None and year and len(value) == 4 and year > value:
        return f"{value}/{year}"
    if day is None or "/" in value:
        return None
    return f"{value}/{day.year if len(value) == 4 else day.isoformat()}"
