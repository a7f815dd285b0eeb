"""Numbers that are no figures for what stands around them: ordinals, names, roads, scores, fixed terms (CODEBOOK.md §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.extract.figures.codes import counts_items, is_written_code
from pipeline.extract.figures.dates import is_date, is_period, is_time, is_year
from pipeline.extract.figures.guesses import Noun
from pipeline.extract.figures.shapes import Shape, last_words

_PAIR = re.compile(r"\d{1,2} ?- ?\d{1,2}")
_LONG = re.compile(r"\d{4,}")
_FIXED_AFTER = re.compile(r" (?:bà trưng|chữ số|con số(?! (?:này|trên|đó|được|là|mà))|độ (?:vĩ|kinh)|năm tuổi đoàn)(?!\w)")
_FULL_SENTENCE = re.compile(r"(?:là|tuổi|đạt|còn|có|được|lên|xuống|cả|tới|đến|hơn|gần|khoảng|trên|dưới|chỉ|với|tăng|giảm|số|bằng) $")
_BADGE = re.compile(r"huy hiệu (?:\d{1,3}(?: năm)?(?:,| và|;) ?)*(?:\d{1,3} )?$")
_TWO_WAY = re.compile(r" (?:chiều|bên)(?! (?:mua|bán))(?!\w)")
_TWO_LEVEL = ("địa phương ", "cơ sở ", "chính quyền ", "mô hình ")
_COUNTING = ("q", "p", "h", "c")
_VERSIONS = frozenset(("màu", "phiên bản", "bản", "thế hệ", "đời", "tiêu chuẩn"))
_FOREIGN = re.compile(r"[fjwz]|(?:[bdđghklqrsvx]|(?<!n)[gh])$|[aeo][bdđghklmnpqrstvx]+[aeiouy]")
"""Letters of no Vietnamese syllable: a name may open a sentence (*Nasdaq 100*)."""
_WORDS_BEFORE = re.compile(r"(?:([^\W\d_][\w.-]*) )?([^\W\d_][\w.-]*) $")
_OPENING = re.compile(
    r"(?:Có|Còn|Hơn|Gần|Khoảng|Trong|Với|Và|Cả|Trên|Dưới|Tại|Được) |.* (?:có|còn|là|và|với|gồm|hơn|gần|khoảng|cả|được|đạt|chỉ|"
    r"trên|dưới|tới|đến|lên|xuống|cùng|cho|số) ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``[[before]]``."""

    why: str
    unless: str
    least: int
    most: int
    but_after: frozenset[str]
    pair: bool


@cache
def _rules() -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for row in tables.load("figures")["before"]:
        rule = Rule(row["why"], row["unless"], row.get("least", 0), row.get("most", 10**9), frozenset(row.get("but_after", ())),
                    row.get("only") == "pair")
        for words in row["words"]:
            rules.setdefault(words, []).append(rule)
    return rules


def excluded(text: str, folded: str, shape: Shape, noun: Noun | None) -> bool:
    """Whether the number of ``shape`` is no figure; ``noun`` is the counted noun that follows it."""
    if _is_body_measure(folded, shape):
        return False
    words = last_words(folded, shape.start, 5)
    if shape.raw and (_is_bare(shape, noun) or is_written_code(text, folded, shape)):
        return True
    if shape.raw and (is_date(folded, shape, words, noun) or is_year(folded, shape, words, noun)):
        return True
    if (shape.raw and is_time(folded, shape, words)) or is_period(folded, shape) or _is_fixed(text, folded, shape):
        return True
    return _follows_rule(text, folded, shape, words, noun) or _is_name(text, shape, noun)


def _is_body_measure(folded: str, shape: Shape) -> bool:
    """*số đo ba vòng 84 - 63 - 93*: three figures in a row."""
    return bool(_ROUND.fullmatch(shape.raw)) and _MEASURED.search(folded, max(0, shape.start - 44), shape.start) is not None


def _is_bare(shape: Shape, noun: Noun | None) -> bool:
    """Four digits and more without a point, or a pair such as *3-1*, count nothing when no unit follows."""
    if noun is not None or shape.measure is not None or shape.scale != 1:
        return False
    return bool(_LONG.fullmatch(shape.raw)) or (shape.form == "range" and bool(_PAIR.fullmatch(shape.raw)))


def _is_fixed(text: str, folded: str, shape: Shape) -> bool:
    """Numbers inside a fixed name or term: *Huy hiệu 60 năm tuổi Đảng*, *cách mạng 4.0*, *“3 cùng”*, *xe 3 bánh*."""
    tail = folded[max(0, shape.start - 24):shape.start]
    if shape.measure is None and (_is_counter(text, shape, tail) or _is_quoted(text, shape)):
        return True
    if 2 <= shape.amount <= 4 and shape.raw and _TWO_WAY.match(folded, shape.end) and not tail.endswith("cả "):
        return True
    if _FIXED_AFTER.match(folded, shape.end) or _BADGE.search(tail) or (shape.measure is None and tail.endswith(_TERMS)):
        return True
    if folded.startswith(" cấp", shape.end) and tail.endswith(_TWO_LEVEL):
        return True
    if folded.startswith((" bánh", " chỗ"), shape.end) and _VEHICLE.search(tail):
        return True
    return _is_term(folded, shape, folded[max(0, shape.start - 36):shape.start])


def _is_term(folded: str, shape: Shape, tail: str) -> bool:
    """Terms that hold a number: a sports discipline (*HC vàng 10 m súng trường*), a spot on a pitch (*chấm 11m*), gold of
    a fineness (*vàng 24K (999.9)*), *triển khai 1 phần*."""
    if shape.measure and shape.measure.unit in _METRE:
        return bool(_DISCIPLINE.match(folded, shape.end) or _MEDAL.search(tail)
                    or (shape.raw in ("11", "16", "5") and _SPOT.search(tail)))
    if shape.measure is None and folded.find("số may mắn", max(0, shape.start - 80), shape.start) >= 0:
        return True
    if shape.form == "digits" and _UNIT_BEFORE.search(tail):
        return True
    if folded.startswith(" vòng", shape.end) and tail.endswith("số đo "):
        return True
    if _is_set(folded, shape, tail):
        return True
    if shape.raw in _AROUND_THE_CLOCK or (shape.raw == "0" and _FREE.search(tail)):
        return True
    if shape.measure is None and len(shape.raw) == 1 and (_IN_ONE.match(folded, shape.end) or _OF_IN_ONE.search(tail)):
        return True
    if _STAR.match(folded, shape.end) and _STARRED.search(tail):
        return True
    if _FINENESS.fullmatch(shape.raw) and _PRECIOUS.search(tail):
        return True
    return shape.raw == "1" and shape.form == "digits" and _IN_PART.match(folded, shape.end) is not None


_COEFFICIENT = re.compile(r"(?<!\w)hệ số(?: [^\W\d_]+){0,5} (?:\d[\d.,]* )?(?:từ |dưới |đến |là )*$")
"""*có hệ số phụ cấp chức vụ từ 0,7 đến dưới 1,25*."""
_EVERY = re.compile(r"\d (?:năm|tháng|tuần|ngày|quý) $")
_TURN = re.compile(r"(?<!\w)(?:đợt|lớp|kỳ|vòng|khối) $")
_THIS_YEAR = re.compile(r" (?:nay|học|ngoái)(?!\w)| (?:19|20)\d\d")


def _is_set(folded: str, shape: Shape, tail: str) -> bool:
    """*4.0*, a coefficient, *5 năm 1 lần*, *đợt 1 năm nay*."""
    if shape.measure is None:
        return (shape.raw == "4.0" or _COEFFICIENT.search(folded, max(0, shape.start - 60), shape.start) is not None
                or (shape.raw == "1" and folded.startswith(" lần", shape.end) and _EVERY.search(tail) is not None))
    return shape.measure.unit == "năm" and _TURN.search(tail) is not None and _THIS_YEAR.match(folded, shape.end) is not None


_ROUND = re.compile(r"\d{2,3}")
_MEASURED = re.compile(r"số đo(?: [^\W\d_]+| 3 vòng|:){0,5} (?:\d{2,3} ?- ?){0,2}$")
_METRE = ("m", "mét")
_DISCIPLINE = re.compile(
    r" (?:súng|bơi|tự do|ngửa|ếch|bướm|hỗn hợp cá nhân|rào|vượt rào|vượt chướng ngại|tiếp sức|(?:nam|nữ)(?=[,.;)]| (?:và|tại|ở)))(?!\w)")
_MEDAL = re.compile(r"(?<!\w)(?:hc[vbđ]?|huy chương|nội dung|đường chạy)(?: (?:vàng|bạc|đồng|chạy|bơi|bắn|thi))* $")
_SPOT = re.compile(r"(?<!\w)(?:chấm|quả|sút|phạt|đá|loạt|vòng|vạch|phạt đền|khu vực) $")
_UNIT_BEFORE = re.compile(
    r"(?<!\w)(?:trung|lữ|sư|tiểu|quân|binh) đoàn(?: (?:độc lập|phòng thủ|cơ giới|bộ binh|xe tăng|tên lửa|pháo binh|đổ bộ|đường không|"
    r"không quân|tấn công|xung kích|dù|thiết giáp|đặc nhiệm|hải quân|phòng không|cận vệ|lục quân|hóa học|công binh)){1,3} $")
_FINENESS = re.compile(r"9{2,4}(?:[.,]9{1,2})?")
_PRECIOUS = re.compile(r"(?<!\w)(?:vàng|bạc|nhẫn|nhẫn trơn|24k)(?: [^\W\d_]+| \d\dk)? \(?$")
_IN_PART = re.compile(r" phần(?= (?:và|hoặc|trong|nào|do|vì|nhờ|diện tích|công việc|dự án|kinh phí)(?!\w)|[.,;)]|$)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BROKEN = re.compile(r"\d{1,3},\d{1,2}")
_TERMS = ("cách mạng ", "công nghiệp ", "covid-", "sars-cov-", "web ")
_VEHICLE = re.compile(
    r"(?<!\w)(?:xe|ô tô|ôtô)(?: (?:máy|khách|du lịch|giường nằm|con|hợp đồng|buýt|limousine|loại|công nghệ|gia đình|dịch vụ))* $")
_AROUND_THE_CLOCK = ("24/24", "24/7", "7/7")
_STAR = re.compile(r" sao(?! (?:việt|hàn|quốc|trẻ|nhí|nam|nữ|hạng|nổi|lớn))(?!\w)")
_STARRED = re.compile(
    r"(?<!\w)(?:khách sạn|resort|ocop|chuẩn|hàng không|hạng|đạt|chứng nhận|xếp|nhà hàng|du thuyền|bệnh viện)(?: [^\W\d_]+){0,2} $")
_IN_ONE = re.compile(r" trong 1(?![\d.,]\d|\d)")
_OF_IN_ONE = re.compile(r"(?<!\w)\d trong $")
_FREE = re.compile(r"(?<!\w)(?:chợ|xe|gian hàng|siêu thị|bếp|cửa hàng|quán|bữa ăn|bữa cơm|suất ăn|tour|lớp học|đám cưới|nhà thuốc) $")
_QUOTED = re.compile(r"[^“”\"'‘’.,;]{1,18}[”\"'’]")


def _is_counter(text: str, shape: Shape, tail: str) -> bool:
    return shape.form == "digits" and shape.amount < 60 and counts_items(text, shape.end) and not _FULL_SENTENCE.search(tail)


def _is_quoted(text: str, shape: Shape) -> bool:
    quote = text[shape.start - 1:shape.start]
    return bool(quote) and quote in "“\"'‘" and _QUOTED.match(text, shape.start, shape.start + 22) is not None


def _follows_rule(text: str, folded: str, shape: Shape, words: tuple[str, ...], noun: Noun | None) -> bool:
    rules = _rules()
    pair = bool(shape.raw) and bool(_PAIR.match(folded, shape.start))
    for count in (1, 2, 3, 4):
        if len(words) < count:
            break
        for rule in rules.get(" ".join(reversed(words[:count])), ()):
            if (pair or not rule.pair) and _applies(rule, text, shape, words[count:], noun):
                return True
    return False


def _applies(rule: Rule, text: str, shape: Shape, earlier: tuple[str, ...], noun: Noun | None) -> bool:
    if not shape.raw and rule.why != "ordinal":
        return False
    if _BROKEN.fullmatch(shape.raw) and (rule.unless != "never" or shape.measure):  # *mức 5,2*, *kỳ hạn 3 tháng 4,6%* are no names
        return False
    if noun and _GROUPED.fullmatch(shape.raw) and rule.why != "year":  # *kết luận 1.506 vụ*: documents are not numbered with points
        return False
    if not rule.least <= shape.amount <= rule.most or (earlier and earlier[0] in rule.but_after):
        return False
    if (rule.unless != "never" and shape.measure) or (rule.unless == "unit" and noun and not _is_contest(text, noun)):
        return False
    if rule.unless == "people" and _is_counting(text, shape, noun):
        return False
    return shape.scale == 1


def _is_contest(text: str, noun: Noun) -> bool:
    """*lượt 8 giải vô địch*: the contest whose round it is."""
    return text.startswith("giải", noun.start)


def _is_counting(text: str, shape: Shape, noun: Noun | None) -> bool:
    """People and heads are counted behind *tổ*, *lớp*; a place or another name behind the number is not, unless it is
    of no particular one (*cung cấp 12 dịch vụ*)."""
    if noun is None or noun.kind in _COUNTING:
        return noun is not None and not (noun.kind == "h" and text[noun.start].isupper())
    return noun.kind == "n" and shape.amount > 5 and not text[noun.end + 1:noun.end + 2].isupper()


def _is_name(text: str, shape: Shape, noun: Noun | None) -> bool:
    """*iPhone 16*, *Vĩnh Tân 1*: a number right behind a capital letter's word, with nothing counted behind it."""
    version = noun is not None and shape.form == "digits" and text[noun.start:noun.end] in _VERSIONS
    if (noun and not version) or shape.measure or shape.form not in ("digits", "words") or shape.scale != 1:
        return False
    begin = max(0, shape.start - 30)
    found = _WORDS_BEFORE.search(text, begin, shape.start)
    if found is None or _OPENING.fullmatch(found[0]):
        return False
    if any(letter.isupper() for letter in found[2][1:]) or (found[2][0].isupper() and _FOREIGN.search(found[2].lower())):
        return True
    if version:
        return False
    capitals = [found.start(n) for n in (1, 2) if found[n] and any(letter.isupper() for letter in found[n])]
    return any(not _starts_sentence(text, at) for at in capitals)


def _starts_sentence(text: str, at: int) -> bool:
    head = text[max(0, at - 4):at].rstrip(" ")
    return not head or head[-1] in ".!?:;\n\"“•" or head in ("-", "–") or head.endswith(("\n-", "\n–"))
