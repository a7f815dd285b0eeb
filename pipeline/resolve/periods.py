"""Stretches of time that a text names: *năm 2021*, *6 tháng đầu năm 2019*, *quý IV*, *từ 28/6 đến 2/7*, *năm ngoái*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from pipeline.resolve.period_values import NUMBERS, until_now, value_of

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:19|20)\d\d"
_DAY = rf"(?P<d>{_D})(?:[/.-](?P<m>{_M})(?:[/.-](?P<y>{_Y}))?| tháng (?P<m2>{_M})(?:(?: năm |/|-)(?P<y2>{_Y}))?)(?![\d/-]|\.\d)"
_TO_DAY = rf"(?: ?- ?| (?:đến|tới) (?:hết )?(?:ngày |đêm |sáng |tối |chiều )?| và (?:ngày )?|, ){_DAY.replace('(?P<', '(?P<to_')}"
_WHEN = (
    r"(?:ngày|rạng sáng|sáng sớm|sáng|trưa|chiều muộn|chiều|tối muộn|tối|đêm|hôm|khuya|mùng|mồng|từ|đến|tới|trước|sau|vào|giao dịch|"
    r"phiên|lúc \S{2,8}|\()")

_PERIOD = re.compile(
    rf"(?<![\w/.,-])(?:(?P<from>{_WHEN}) ?(?:ngày |đêm |sáng |chiều |"
    rf"tối )?(?P<from_d>{_D})(?:[/.-](?P<from_m>{_M}))?(?:[/.-](?P<from_y>{_Y}))?{_TO_DAY}"
    rf"|(?P<day>{_WHEN}) ?(?:(?:ngày|nay|hôm nay|qua|mùng)? ?\(?)?{_DAY}"
    rf"|(?P<date>{_D}[/.-]{_M}[/.-]{_Y})(?![\d/-])"
    rf"|(?P<months>\d{{1,2}}|{'|'.join(NUMBERS)}) tháng (?:(?P<part>đầu|cuối)(?: của)? )?năm(?: (?P<months_y>{_Y}|nay|ngoái|"
    rf"qua))?"
    rf"|(?P<past>\d{{1,2}}|{'|'.join(NUMBERS)}) năm (?:qua|gần đây|vừa qua|trở lại đây)"
    rf"|(?P<half>nửa đầu|nửa cuối|(?<=đến )nửa) năm(?: (?P<half_y>{_Y}|nay|ngoái))?"
    rf"|quý (?P<quarter>iv|iii|ii|i|[1-4]|cuối)(?![\w])(?:(?: ?/ ?| năm | ?- ?| của | )(?P<quarter_y>{_Y}|nay|ngoái))?"
    rf"|(?:(?P<span_word>giai đoạn|nhiệm kỳ|thời kỳ|năm học|niên khóa|niên vụ|mùa giải|mùa|vụ|vụ đông xuân|từ|từ năm|"
    rf"trong các năm|các năm|trong|năm|(?:\d|hai|ba|bốn|năm) năm)(?: từ)? )?\(?(?P<first>{_Y})"
    rf"(?: ?- ?| đến (?:hết )?(?:năm )?| tới (?:năm )?)(?P<last>{_Y}|"
    rf"\d\d(?![\d/]))(?![\d/])"
    rf"|tháng (?P<first_m>{_M}) ?- ?(?P<last_m>{_M})(?:/|-| năm )(?P<months_of>{_Y})(?![\d/])"
    rf"|tháng (?P<month>{_M})(?:(?:/|-| năm |\.)(?P<month_y>{_Y}|nay|ngoái))?(?![\d/]|[.,]\d)"
    rf"|(?P<my>{_M})[/-](?P<my_y>{_Y})(?![\d/-])"
    rf"|(?:năm|trong|vào|hết|đến|cuối|đầu|của|từ|đến hết|giữa) (?P<year>{_Y})(?![\d/%]|[.,]\d|-\d| (?:đồng|người|hộ|ha|m2|tấn))"
    rf"|(?:thập niên|thập kỷ|những năm) (?P<decade>(?:(?:19|20)\d|[3-9])0)(?!\d)"
    rf"|(?<=[^\W\d_] )(?P<bare>(?:199|20[0-4])\d)(?![\d/%]|[.,]\d| ?-|\w| (?:đồng|người|hộ|ha|m2|tấn|tỷ|triệu|cổ|đảng|cán|học|ca|vụ|"
    rf"sinh|tin|xe|doanh|trường|công|lao|khách|suất|căn|chiếc|con|cây|km|lít|ngày|tháng|năm|giờ|phút))"
    rf"|(?P<weekend>cuối tuần (?:qua|vừa qua|trước|này|rồi))"
    rf"|(?P<that_day>cùng ngày|cùng hôm|hôm (?:đó|ấy)|(?:ngày|đêm|tối|chiều|sáng|trưa) (?:hôm )?(?:đó|ấy))"
    rf"|(?P<that_year>cùng năm|năm (?:đó|ấy|này)|cả năm(?! (?:nay|ngoái|\d)))"
    rf"|(?P<that_time>trong kỳ|kỳ này|(?:thời gian|giai đoạn|thời điểm|thời kỳ) (?:này|đó|ấy))"
    rf"|(?P<relative>từ đầu năm(?: (?:19|20)\d\d)?(?: đến nay| tới nay)?|năm nay|năm ngoái|năm qua|năm trước(?! đó)|năm tới|năm sau(?! đó)|"
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
_AGAINST = re.compile(
    r"(?<!\w)(?:so (?:(?:với|cùng)(?!\w)[^,.;:]{0,40})?|cùng kỳ (?:của )?|cùng thời điểm (?:của )?|"
    r"(?:gấp|bằng)(?: hơn| gần| khoảng)? [\d,.]+ ?(?:%|lần)(?: (?:mức|con số|cả))?(?: của)? )$")
_LINK = re.compile(r" ?(?:-|–|và|đến|tới)(?: hết| khoảng)?(?: ngày| cuối| đầu| đêm| sáng| chiều)* ?")
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ)(?: \w{2,5})?(?!\w)")

_KINDS = (
    ("day", re.compile(r"\d{4}-\d\d-\d\d")), ("days", re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")),
    ("month", re.compile(r"\d{4}-\d\d")), ("part", re.compile(r"\d{4}-(?:[QH]\d|\d\d/\d{4}-\d\d)")),
    ("year", re.compile(r"\d{4}")), ("years", re.compile(r"\d{4}/\d{4}")),
)


@dataclass(frozen=True)
class Period:
    """A named stretch of time: ``value`` as *2021*, *2019-H1*, *2021-Q1*, *2020/2025*, *2019-06*, *2019-06-30*.

    ``value`` is None where the year is known to nobody; ``fine`` says that it is a day, ``past`` that it is *10 năm qua*, ``named``
    that it is the term of a body (*HĐND nhiệm kỳ 2021 - 2026*) or the year in a name (*Tết Nguyên đán 2026*), ``against`` that it is
    only compared with (*so với năm 2020*).
    """

    start: int
    end: int
    value: str | None
    fine: bool = False
    past: bool = False
    named: bool = False
    against: bool = False

    @cached_property
    def kind(self) -> str:
        """What sort of stretch it is: *day*, *days*, *month*, *part* of a year, *year*, *years*, *past* (*10 năm qua*), else *other*."""
        if self.past:
            return "past"
        return sort_of(self.value)


@cache
def sort_of(value: str | None) -> str:
    """*day*, *days*, *month*, *part* of a year, *year* or *years*, else *other*."""
    return next((name for name, shape in _KINDS if shape.fullmatch(value or "")), "other")


def find_periods(folded: str, day: date | None, begin: int = 0, stop: int | None = None) -> Iterator[Period]:
    """Yield the periods named in ``folded[begin:stop]``; ``day`` is that of the article, which tells the year of *28/6*.

    >>> [p.value for p in find_periods("trong 6 tháng đầu năm 2019 và quý iv/2020", None)]
    ['2019-H1', '2020-Q4']
    """
    last: dict[str, str] = {}
    open_: tuple[re.Match[str], Period] | None = None
    for found in _PERIOD.finditer(folded, begin, len(folded) if stop is None else stop):
        before = folded[max(begin, found.start() - 40):found.start()]
        if _is_a_name(found, before):
            continue
        value = _pointed(found, last) or (None if found["past"] and _INEXACT.search(before) else value_of(found, day))
        since = _SINCE.search(folded, max(0, found.start() - 12), found.start() + 3)
        if since and value and (_UNTIL_NOW.match(folded, found.end()) or (since[0].startswith("kể") and len(value) == 4)):
            value = until_now(value, day, last.get("that_year"))
        fine = _is_day(found)
        period = Period(found.start(), found.end(), value, fine, found["past"] is not None, _is_named(found, before),
                        _AGAINST.search(folded, max(begin, found.start() - 45), found.start()) is not None)
        joined = _joined(folded, open_[0], period) if open_ else None
        if open_ and not joined:
            yield open_[1]
        open_ = (found, joined or period)
        if value:
            last.update({"that_time": open_[1].value or value, "that_year": value[:4], **({"that_day": value} if fine else {})})
    if open_:
        yield open_[1]


def _joined(folded: str, first: re.Match[str], last: Period) -> Period | None:
    """*từ tháng 8/2013 đến 30/6/2016*, *tháng 10 và tháng 11-2025*: one stretch, the first end of which has the year of the last."""
    if last.value is None or "/" in last.value or last.start - first.end() > 20:
        return None
    link = _LINK.match(folded, first.end(), last.end)
    if link is None or link.end() < last.start:
        return None
    since = _SINCE.search(folded, max(0, first.start() - 12), first.start() + 3)
    if not since and not (first["month"] and not first["month_y"] and "tháng" in folded[first.end():last.end]):
        return None
    value = value_of(first, date(int(last.value[:4]), 6, 15))
    value = value[:4] if value and len(last.value) == 4 else value
    if value is None or "/" in value or len(value) > 10 or value >= last.value:
        return None
    return Period(first.start(), last.end, f"{value}/{last.value}")


def _pointed(found: re.Match[str], last: dict[str, str]) -> str | None:
    """*cùng ngày*, *cả năm*, *trong kỳ*: the last day, year or period named before."""
    return last.get(found.lastgroup) if found.lastgroup in ("that_day", "that_year", "that_time") else None


def _is_named(found: re.Match[str], before: str) -> bool:
    """The years of a body's term, of a plan (*Kế hoạch 2021 - 2025*), and the year in a name (*Tết Nguyên đán 2026*)."""
    if found["span_word"] == "nhiệm kỳ":
        return _TERM_NAMES.search(before) is not None or not _IN_TERM.search(before)
    return found["bare"] is not None or (found["first"] is not None and _stands_in_name(before))


def _is_day(found: re.Match[str]) -> bool:
    word = found["relative"] or ""
    named = word.endswith((" nay", " qua", " mai", " kia")) and not word.startswith(("năm", "tháng", "tuần", "từ", "hiện", "đến", "thời"))
    return bool(found["d"] or found["date"] or found["to_d"] or found["that_day"] or named)


def _is_a_name(found: re.Match[str], before: str) -> bool:
    """The year of a law, of a birth or of a founding is no period."""
    if _LAW_DATE.search(before) or _FOUNDED.search(before) or (found["relative"] and _COUNT_BEFORE.search(before)):
        return True
    if found["first"]:
        return False
    return _stands_in_name(before) if found["year"] or found["bare"] else before.endswith(("/", "số "))


def _stands_in_name(before: str) -> bool:
    tied = _NAMES_BEFORE.search(before)
    return tied is not None and "," not in tied[0] and "." not in tied[0]
