"""When a number word counts: *một* as an article, *năm* as the year, *ba* as a name do not."""

from __future__ import annotations

import re

from pipeline.extract.figures.guesses import Noun, names_something
from pipeline.extract.figures.numerals import DIGITS
from pipeline.extract.figures.shapes import Shape, last_words
from pipeline.extract.figures.units import Measure

_ONLY_ONE = frozenset(("chỉ", "chỉ có", "chỉ còn", "duy nhất", "đúng", "vỏn vẹn", "mới có", "ít nhất", "tối thiểu", "tối đa"))
_LISTED_AFTER = re.compile(
    r"[^.;:\n\d]{0,26}?(?:,| và|;|, trong đó) (?:hơn |gần |khoảng |có )?(?:\d|hai |ba |bốn |sáu |bảy |tám |chín |mười )")
_LISTED_BEFORE = re.compile(r"(?:,| và|;)(?: [^\W\d_]+){0,3} $")
_NEXT_YEAR = re.compile(
    r" (?:thứ|tuổi|nay|ngoái|trước|qua|tới|sau|học|tài khóa|tài khoá|tài chính|ngân sách|mới|này|đó|nào|tháng|"
    r"ấy|kia|vừa|cũ|nhuận|đầu|cuối|âm|dương|một|hai|ba|bốn|"
    r"mươi)(?!\w)")
_ZODIAC = re.compile(
    r" (?:con )?(?:Tý|Chuột|Sửu|Trâu|Dần|Hổ|Mão|Mèo|Thìn|Rồng|Tỵ|Rắn|Ngọ|Ngựa|Mùi|Dê|Thân|Khỉ|Dậu|Gà|Tuất|Chó|Hợi|Lợn)(?!\w)")
_YEAR_OF = re.compile(
    r" (?:lớp \d|(?:bản lề|du lịch|đoàn kết|hữu nghị|chủ đề|thống kê|tình hình|đột phá|hành động|dữ liệu|kế hoạch|chốt|bất ổn|apec|"
    r"asean|chuyển đổi|doanh nghiệp|thanh niên|kinh tế|gốc|xuất bản|phát hành|hoạt động)(?!\w))")
_DATE_LIST = re.compile(r"tháng(?:,|/| và) ?$")
_YEAR_BEFORE = frozenset((
    "trong", "cuối", "đầu", "giữa", "hằng", "hàng", "mỗi", "từng", "nhiều", "các", "những", "qua", "hết", "một", "hai",
    "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "vào", "theo", "của", "cả", "mấy", "vài", "suốt", "từ", "đến", "tới",
    "mọi", "lâu", "ngần", "kế", "so", "quanh", "đón", "chào", "thường", "mươi", "trăm", "tuổi", "sang", "bước",
))
_TIED = re.compile(
    r" (?:bước|trong những|trong số|số|phần|vài|ít|mình|cách|loạt|khi|lần nữa|chút|bên|mặt|trong các|lúc|hôm|bộ phận|đời|thời|mực|"
    r"lòng|nào|mai|chiều|dạ|thể|mạch)(?!\w)")
_BACKPACK = re.compile(r" (?:lô|rọi|ba|hoa|chỉ|gác|phải|tê|zô)(?!\w)")
_FAMILY = re.compile(r" (?:mẹ|má|tôi|bạn|cháu|em|con|anh|chị|ông|bà)(?!\w)")
_ORDINAL = frozenset((
    "thứ", "tháng", "lần", "hạng", "mồng", "mùng", "số", "ngã", "quý", "khóa", "lớp", "tầng", "giải", "bậc", "loại", "cấp",
    "kỳ", "đợt", "vòng", "tổ", "thôn", "khu", "ấp", "xóm", "phường", "quận", "đội", "bên", "tuyến", "ngày", "thế", "phiên",
    "hiệp", "tập", "phần", "chương", "điều", "khoản", "mục", "tay", "nhân", "cõi", "chú", "anh", "chị", "ông", "bà", "cô",
    "bác", "dì", "cậu", "nhóm",
))


def _is_ordinal(words: tuple[str, ...], noun: Noun | None) -> bool:
    """*điều ba* is an article of a law, *điều ba xe cứu hỏa* sends three."""
    return words[0] in _ORDINAL and not (words[0] == "điều" and noun)


_WITHIN = frozenset(("trong vòng", "chưa đầy", "chỉ trong", "trong cùng", "chưa tới", "không đầy"))
"""*trong vòng một ngày*, *chưa đầy một tuần*: a measured time, whatever follows."""
_BOTH_SIDES = re.compile(
    r" (?:bên(?! (?:đã|cùng|ký|thống nhất|nhất trí))|vai|tay|chân|mắt|đầu gối|lòng|mặt|má|hàng|phái|chiều|con số)(?!\w)")


def counts(text: str, folded: str, shape: Shape, noun: Noun | None, previous: Shape | None) -> bool:
    """Whether a number in words is a figure; ``previous`` is the figure before it in the text."""
    words = last_words(folded, shape.start, 3)
    if shape.form in ("half", "vague", "double"):
        return True
    if shape.form in ("scales", "scale"):
        return _scale_counts(shape, noun, words)
    if _is_capital_name(text, shape.start, shape.end) and words[:1] != ("cả",) and not _opens(text, shape, noun):
        return False
    if shape.measure is not None and " ".join(reversed(words[:2])) in _WITHIN:
        return True
    plain = shape.scale == 1 and shape.form == "words"
    if words and plain and _is_ordinal(words, noun) and not (words[1:2] == ("nhiệm",) and shape.measure):
        return False
    if shape.form == "words" and shape.value == 1:
        return _one_counts(text, folded, shape, noun, words, previous)
    if folded.startswith("năm", shape.start) and (shape.measure or folded[shape.start:shape.end] == "năm"):
        return _five_counts(folded, shape, noun, words) and not _ZODIAC.match(text, shape.end)
    return _small_counts(folded, shape, noun, words)


def _opens(text: str, shape: Shape, noun: Noun | None) -> bool:
    """Whether a capital opens a text without a full stop before it (*đã lưu Hai loại thịt*): what is counted follows in small
    letters. *Ba*, *Năm* and *Bảy* are names too, and need people behind them."""
    if noun is None:
        return shape.measure is not None and shape.measure.type == "duration" and shape.amount != 5
    return (text[noun.start].islower() or noun.kind == "q") and (noun.kind == "q" or shape.amount in (2, 4, 6, 8))


_BEFORE_SCALE = frozenset(("hơn", "gần", "cả", "trên", "ngót", "khoảng", "tiền", "bạc"))


def _scale_counts(shape: Shape, noun: Noun | None, words: tuple[str, ...]) -> bool:
    """*nghìn tỷ*, *lãi tỷ USD*, *gần trăm hộ*: scale words without a number before them."""
    if shape.form == "scales":
        return shape.measure is not None or shape.amount >= 10**9
    if shape.measure is not None and shape.amount >= 10**6 and shape.measure.type == "price":
        return not words or words[0] not in DIGITS
    return (shape.measure is not None or noun is not None) and bool(words) and words[0] in _BEFORE_SCALE


def _small_counts(folded: str, shape: Shape, noun: Noun | None, words: tuple[str, ...]) -> bool:
    unit = shape.measure is not None or noun is not None
    if words and words[0] == "cả":
        return True
    if shape.form in ("fraction", "range", "out_of"):
        return unit or shape.form != "range"
    if folded[shape.start:shape.end] == "ba" and (_BACKPACK.match(folded, shape.end) or words[:1] == ("bộ",)):
        return False
    if noun is None and folded[shape.start:shape.end] == "ba" and _FAMILY.match(folded, shape.end):
        return False
    if shape.measure is None and _BOTH_SIDES.match(folded, shape.end):
        return False
    if shape.amount in (2, 4, 6, 8) and shape.form == "words" and names_something(folded, shape.end):
        return True
    return unit or shape.amount >= 20 or words[:1] == ("gấp",)


def _is_capital_name(text: str, start: int, end: int) -> bool:
    """*Hai Bà Trưng*, *Ba Vì*: a capital that does not begin a sentence, or one before another capital."""
    if not text[start].isupper():
        return False
    head = text[max(0, start - 3):start].rstrip(" ")
    inside = bool(head) and head[-1] not in ".!?:;\n\"“-–(•"
    return inside or (text[end:end + 1] == " " and text[end + 1:end + 2].isupper())


def _one_counts(text: str, folded: str, shape: Shape, noun: Noun | None, words: tuple[str, ...], previous: Shape | None) -> bool:
    word = words[0] if words else ""
    if _TIED.match(folded, shape.end) or word in ("những", "như", "tnhh", "mtv") or (word == "là" and shape.measure is None):
        return False
    if (noun or shape.measure) and (word in _ONLY_ONE or " ".join(reversed(words[:2])) in _ONLY_ONE):
        return True
    if shape.measure is not None:
        return _one_measure_counts(text, shape, shape.measure, word, previous)
    if noun is None:
        return False
    if word in _STOREYED and folded[noun.start:noun.end] == "tầng":
        return True
    if " ".join(reversed(words[:2])) in _HANDLED:
        return True
    return word == "thêm" or folded.startswith(" duy nhất", noun.end) or _is_listed(text, shape, noun, previous)


_HANDLED = frozenset(("khiển trách", "cảnh cáo", "khai trừ", "cách chức", "kỷ luật", "bầu thiếu", "còn thiếu"))
_STOREYED = frozenset(("nhà", "thự", "trệt", "xưởng", "lầu"))
_BEFORE_ONE_DAY = frozenset(("mỗi", "trong", "khoảng", "sau", "hơn", "gần", "trước", "chưa", "đầy", "vòng", "cùng", "đó"))


def _one_measure_counts(text: str, shape: Shape, measure: Measure, word: str, previous: Shape | None) -> bool:
    """*một tuần* counts, *một ngày* mostly does not, and *25 tấn một ngày* says per day."""
    near = previous is not None and shape.start - previous.end < 20
    if near and previous and measure.type == "duration" and not _PAUSE.search(text, previous.end, shape.start):
        return False
    return (measure.unit not in ("ngày", "bảng", "m", "phân") or word in _BEFORE_ONE_DAY
            or (measure.unit == "ngày" and _LATER.match(text, measure.end) is not None))


_LATER = re.compile(r" (?:sau(?! này)|trước)(?= (?:khi|đó|ngày|lễ|vụ|thời|trận|cuộc)(?!\w)|[,.])")
_PAUSE = re.compile(r"[,.;:()]")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[.;:](?!\d)")


def _is_apart(text: str, shape: Shape, previous: Shape) -> bool:
    """Whether the number before belongs to another list: it is an age, a share, quoted, or a measure without *và* behind it."""
    between = text[previous.end:shape.start]
    if any(mark in between for mark in ("\"", "”", " nhưng ")):
        return True
    if previous.measure is None:
        return False
    return previous.measure.type in ("age", "duration", "share") or not between.endswith(" và ")


def _is_listed(text: str, shape: Shape, noun: Noun, previous: Shape | None) -> bool:
    """*24 huyện, một thị xã và hai thành phố*: beside other numbers *một* counts."""
    near = previous is not None and shape.start - previous.end < 45
    if near and previous and not _is_apart(text, shape, previous) and _LISTED_BEFORE.search(text[previous.end:shape.start]):
        return not _STOP.search(text, previous.end, shape.start) and not _DIGIT.search(text, previous.end, shape.start)
    return bool(_LISTED_AFTER.match(text, noun.end, noun.end + 70))


def _is_that_year(folded: str, shape: Shape, noun: Noun, words: tuple[str, ...]) -> bool:
    """*là năm dân số tăng nhanh*, *Năm du lịch*, *năm lớp 5*, *ngày, tháng, năm*: the year."""
    if _DATE_LIST.search(folded, max(0, shape.start - 9), shape.start):
        return True
    if words[:1] == ("là",):
        return noun.kind != "p"
    return _YEAR_OF.match(folded, shape.end) is not None and words[:1] not in [(word,) for word in _COUNTS_FIVE]


_COUNTS_FIVE = ("có", "gồm", "với", "được", "khoảng", "hơn", "gần", "cả", "thêm")


def _five_counts(folded: str, shape: Shape, noun: Noun | None, words: tuple[str, ...]) -> bool:
    if (words and words[0] in _YEAR_BEFORE) or _NEXT_YEAR.match(folded, shape.end):
        return False
    if shape.form == "words" and shape.measure is None and noun is not None and _is_that_year(folded, shape, noun, words):
        return False
    return shape.measure is not None or noun is not None
