"""Stretches of time that a text names: *năm 2021*, *6 tháng đầu năm 2019*, *quý IV*, *từ 28/6 đến 2/7*, *năm ngoái*."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:19|20)\d\d"
_DAY = rf"(?P<d>{_D})(?:[/.-](?P<m>{_M})(?:[/.-](?P<y>{_Y}))?| tháng (?P<m2>{_M})(?:(?: năm |/|-)(?P<y2>{_Y}))?)(?![\d/-]|\.\d)"
_TO_DAY = rf"(?: ?- ?| (?:đến|tới) (?:hết )?(?:ngày |đêm |sáng |tối |chiều )?| và (?:ngày )?|, ){_DAY.replace('(?P<', '(?P<to_')}"
_WHEN = (
    r"(?:ngày|rạng sáng|sáng sớm|sáng|trưa|chiều muộn|chiều|tối muộn|tối|đêm|hôm|khuya|mùng|mồng|từ|đến|tới|trước|sau|vào|giao dịch|"
    r"phiên|lúc \S{2,8}|\()")
_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9, "hai": 2, "bốn": 4, "năm": 5, "bảy": 7, "tám": 8, "mười": 10, "một": 1}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "cuối": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_PERIOD = re.compile(
    rf"(?<![\w/.,-])(?:(?P<from>{_WHEN}) ?(?:ngày |đêm |sáng |chiều |"
    rf"tối )?(?P<from_d>{_D})(?:[/.-](?P<from_m>{_M}))?(?:[/.-](?P<from_y>{_Y}))?{_TO_DAY}"
    rf"|(?P<day>{_WHEN}) ?(?:(?:ngày|nay|hôm nay|qua|mùng)? ?\(?)?{_DAY}"
    rf"|(?P<date>{_D}[/.-]{_M}[/.-]{_Y})(?![\d/-])"
    rf"|(?P<months>\d{{1,2}}|{'|'.join(_NUMBERS)}) tháng (?:(?P<part>đầu|cuối)(?: của)? )?năm(?: (?P<months_y>{_Y}|nay|ngoái|"
    rf"qua))?"
    rf"|(?P<past>\d{{1,2}}|{'|'.join(_NUMBERS)}) năm (?:qua|gần đây|vừa qua|trở lại đây)"
    rf"|(?P<half>nửa đầu|nửa cuối) năm(?: (?P<half_y>{_Y}|nay|ngoái))?"
    rf"|quý (?P<quarter>iv|iii|ii|i|[1-4]|cuối)(?![\w])(?:(?: ?/ ?| năm | ?- ?| của | )(?P<quarter_y>{_Y}|nay|ngoái))?"
    rf"|(?:(?P<span_word>giai đoạn|nhiệm kỳ|thời kỳ|năm học|niên khóa|niên vụ|mùa giải|mùa|vụ|vụ đông xuân|từ|từ năm|trong các năm|các năm|trong|năm|(?:\d|"
    rf"hai|ba|bốn|năm) năm)(?: từ)? )?\(?(?P<first>{_Y})(?: ?- ?| đến (?:hết )?(?:năm )?| tới (?:năm )?)(?P<last>{_Y}|"
    rf"\d\d(?![\d/]))(?![\d/])"
    rf"|tháng (?P<month>{_M})(?:(?:/|-| năm |\.)(?P<month_y>{_Y}|nay|ngoái))?(?![\d/])"
    rf"|(?P<my>{_M})[/-](?P<my_y>{_Y})(?![\d/-])"
    rf"|(?:năm|trong|vào|hết|đến|cuối|đầu|của|từ|đến hết|giữa) (?P<year>{_Y})(?![\d/%]|[.,]\d|-\d| (?:đồng|người|hộ|ha|m2|tấn))"
    rf"|(?:thập niên|thập kỷ|những năm) (?P<decade>(?:(?:19|20)\d|[3-9])0)(?!\d)"
    rf"|(?<=[^\W\d_] )(?P<bare>(?:199|20[0-4])\d)(?![\d/%]|[.,]\d| ?-|\w| (?:đồng|người|hộ|ha|m2|tấn|tỷ|triệu|cổ|đảng|cán|học|ca|vụ|"
    rf"sinh|tin|xe|doanh|trường|công|lao|khách|suất|căn|chiếc|con|cây|km|lít|ngày|tháng|năm|giờ|phút))"
    rf"|(?P<weekend>cuối tuần (?:qua|vừa qua|trước|này|rồi))"
    rf"|(?P<relative>từ đầu năm(?: (?:19|20)\d\d)?(?: đến nay| tới nay)?|năm nay|năm ngoái|năm qua|năm trước|năm tới|năm sau|"
    rf"sang năm|mới đây|gần đây|vừa qua|thời gian (?:qua|tới)|trước đây|hiện nay|hiện tại|"
    rf"(?<!thực )(?<!phát )(?<!thể )(?<!xuất )(?<!biểu )(?<!tái )(?<!cải )hiện(?= (?:có|đã|đang|"
    rf"còn|vẫn|là)(?!\w))|đến nay|tháng này|tháng trước|tháng qua|tháng tới|quý này|tháng sau|hôm nay|"
    rf"ngày hôm nay|rạng sáng nay|sáng nay|chiều nay|tối nay|trưa nay|đêm nay|hôm qua|ngày hôm qua|tối qua|đêm qua|chiều qua|"
    rf"trưa qua|sáng qua|hôm kia|hôm sau|ngày mai|sáng mai|chiều mai|tối mai|tuần (?:này|qua|trước|tới|sau)))(?!\w)"
)
_NAMES_BEFORE = re.compile(
    r"(?:luật|nghị định|nghị quyết|thông tư|quyết định|bộ luật|hiến pháp|pháp lệnh|chỉ thị|kế hoạch số|quy chế|sn|sinh|"
    r"sinh năm|từ năm|hoa hậu|world cup|olympic|giải|cúp"
    r"|khóa|khoá|hđnd|quốc hội|ban chấp hành|xây dựng từ|cựu|mùa giải|sea games|công trình)(?: [^\W\d_]+){0,5}? $")
_FOUNDED = re.compile(r"(?:thành lập|khởi công|khánh thành)(?: từ)?(?: vào)?(?: ngày| tháng| năm)? ?$")
_LAW_DATE = re.compile(
    r"\d/[^ ]{0,4}\d*/?[a-zđ][^ ]*,? (?:ký |ban hành )?$|(?:hiệu lực|hoạt động|thi hành|tái lập|thành lập|"
    r"ra đời|quan trắc|áp dụng|"
    r"thực hiện)(?: kể)?(?: từ)? ?(?:ngày |tháng |năm |\()?$")
_COUNT_BEFORE = re.compile(r"(?:\d|(?<!\w)(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|nhiều|mấy|những|các|vài)) $")
_INEXACT = re.compile(r"(?<!\w)(?:hơn|gần|khoảng|chừng|trên) $")
_IN_TERM = re.compile(r"(?:(?:^|[.\n“\"] ?)|(?<!\w)(?:trong|cả|đầu|suốt|nửa|từ|giữa|cuối|hết)(?: \w+)? )$")
_TERM_NAMES = re.compile(
    r"(?:khóa|khoá) [\w]+,? (?:$|nhiệm kỳ $)|(?:đại biểu|hđnd|quốc hội|cấp|tỉnh|huyện|xã|chức|viên|ủy|uỷ|bộ|phố|"
    r"lần thứ \w+),? $")


_UNTIL_NOW = re.compile(r" (?:cho )?(?:đến|tới) nay(?!\w)")
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ)(?: \w{2,5})?(?!\w)")


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of time: ``value`` as *2021*, *2019-H1*, *2021-Q1*, *2020/2025*, *2019-06*, *2019-06-30*.

    ``value`` is None where the year is known to nobody; ``fine`` says that it is a day, ``past`` that it is *10 năm qua*, ``named``
    that it is the term of a body (*HĐND nhiệm kỳ 2021 - 2026*) or the year in a name (*Tết Nguyên đán 2026*).
    """

    start: int
    end: int
    value: str | None
    fine: bool = False
    past: bool = False
    named: bool = False


def find_periods(folded: str, day: date | None, begin: int = 0, stop: int | None = None) -> Iterator[Period]:
    """Yield the periods named in ``folded[begin:stop]``; ``day`` is that of the article, which tells the year of *28/6*.

    >>> [p.value for p in find_periods("trong 6 tháng đầu năm 2019 và quý iv/2020", None)]
    ['2019-H1', '2020-Q4']
    """
    for found in _PERIOD.finditer(folded, begin, len(folded) if stop is None else stop):
        before = folded[max(begin, found.start() - 40):found.start()]
        if _is_a_name(found, before):
            continue
        value = None if found["past"] and _INEXACT.search(before) else _value(found, day)
        if _UNTIL_NOW.match(folded, found.end()) and _SINCE.search(folded, max(0, found.start() - 12), found.start() + 3):
            value = _until(value, day)
        named = found["bare"] is not None or (found["span_word"] == "nhiệm kỳ" and _is_a_term(before))
        yield Period(found.start(), found.end(), value, _is_day(found), found["past"] is not None, named)


def _is_day(found: re.Match[str]) -> bool:
    word = found["relative"] or ""
    named = word.endswith((" nay", " qua", " mai", " kia")) and not word.startswith(("năm", "tháng", "tuần", "từ", "hiện", "đến", "thời"))
    return bool(found["d"] or found["date"] or found["to_d"] or named)


def _until(value: str | None, day: date | None) -> str | None:
    """*từ năm 2021 đến nay*: to the day, or the year, of the article."""
    if not value or day is None or "/" in value:
        return None
    return f"{value}/{day.year if len(value) == 4 else day.isoformat()}"


def _is_a_name(found: re.Match[str], before: str) -> bool:
    """The year of a law, of a birth or of a founding is no period."""
    if _LAW_DATE.search(before) or _FOUNDED.search(before) or (found["relative"] and _COUNT_BEFORE.search(before)):
        return True
    if found["span_word"] == "nhiệm kỳ":
        return False
    if found["year"] or found["first"] or found["bare"]:
        tied = _NAMES_BEFORE.search(before)
        return tied is not None and "," not in tied[0] and "." not in tied[0]
    return before.endswith(("/", "số "))


def _is_a_term(before: str) -> bool:
    return _TERM_NAMES.search(before) is not None or not _IN_TERM.search(before)


def _value(found: re.Match[str], day: date | None) -> str | None:
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
        count = _NUMBERS.get(word) or int(word)
        return _months(y, count, found["part"] == "cuối") if y else None
    if found["half"]:
        y = _stated_year(found["half_y"], day)
        return f"{y}-H{1 if found['half'] == 'nửa đầu' else 2}" if y else None
    if found["quarter"]:
        y = _stated_year(found["quarter_y"], day)
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
    count = _NUMBERS.get(found["past"]) or int(found["past"])
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
