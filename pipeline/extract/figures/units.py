"""What follows a number: its measure (*tỷ đồng*, *ha*), or the noun it counts (*đảng viên*, *vụ tai nạn giao thông*)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline import tables
from pipeline.extract.figures.guesses import FUNCTION_WORDS, TOKEN, Noun, guessed_at, syllables

_COMPOUND = re.compile(r" ?/ ?(?:cổ phần|cổ phiếu|học sinh|trường hợp|(?:\d{1,4} )?[^\W\d_]{1,12}[23²³]?)(?!\w)")
_OUNCE = re.compile(r" ?/ ?ounce")
_PER = re.compile(
    r"kg|g|tấn|tạ|yến|lượng|chỉ|ounce|oz|cây|m|m2|m²|m3|m³|km|km2|km²|ha|sào|mẫu|công|lít|l|ml|thùng|người|hộ|năm|tháng|ngày|"
    r"giờ"
                  r"|h|phút|giây|s|tuần|quý|lần|lượt|suất|con|cái|chiếc|vụ|đợt|khẩu|cổ phiếu|cp|cổ|căn|phòng|đêm|vé|trẻ|em|"
                  r"học sinh|xe|chuyến"
                  r"|buổi|ca|bộ|đôi|hộp|gói|chai|bao|bình|tờ|bài|tháng tuổi|đồng|usd|kwh|số|cổ phần|phần|mét|khối|đầu|"
                  r"nhân khẩu|trường hợp|xã|huyện|thôn"
                  r"|điểm|sản phẩm|đơn|tập|viên|quả|trái|bó|mớ|bát|tô|ly|cốc|lon|két|cân|lạng|bụi|gốc|liều|mũi|nhà|đv|w|mw|"
                  r"chỗ|suất ăn|tiết|tín chỉ|môn|khóa|kỳ|năm học|hội viên|đảng viên"
                  r"|sinh viên|giải|chục|chục trái|xe máy|mâm|bàn|hộp quà|phần quà|lao động|công nhân|giàn")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it stands after a number: ``end`` of its letters, ``unit`` as the text has it, its normal form."""

    end: int
    unit: str
    measure: str | None = None
    factor: Decimal | None = None
    type: str | None = None


@cache
def _measures() -> tuple[re.Pattern[str], dict[str, dict[str, object]]]:
    """One pattern of all measure forms, the longest first, and the table row of each form."""
    rows: dict[str, dict[str, object]] = {}
    branches = []
    for row in tables.load("units")["measure"]:
        for form in row["forms"]:
            rows[form] = row
            branches.append((form, _guard(form, row)))
    branches.sort(key=lambda branch: -len(branch[0]))
    pattern = "|".join(re.escape(form) + guard for form, guard in branches)
    return re.compile(f" ?({pattern})"), rows


def _guard(form: str, row: dict[str, list[str]]) -> str:
    """The words that must, or must not, follow a form; *%* and *USD* may have letters stuck to them (*4.100USDvà*)."""
    guard = r"(?!\d|t\b|c\b)" if form == "usd" or not form[-1].isalnum() else r"(?!\w)"
    if row.get("not_before"):
        guard += f"(?! ?(?:{'|'.join(map(re.escape, row['not_before']))})(?!\\w))"
    if row.get("before"):
        needed = f"(?= (?:{'|'.join(map(re.escape, row['before']))})(?!\\w))"
        guard += f"(?:{needed}|(?<=\\d,\\d {form})|(?<=\\d,\\d{form}))" if row.get("broken") else needed
    return guard


def measure_at(text: str, folded: str, at: int) -> Measure | None:
    """The measure that begins at ``at`` (after at most one space), with what it is per (*đồng/kg*), or None."""
    pattern, rows = _measures()
    found = pattern.match(folded, at)
    if found is None:
        return _money_per(text, folded, at) if folded[max(0, at - 6):at].endswith(_BIG) else None
    row = rows[found[1]]
    end = found.end()
    unit = str(row.get("unit") or text[found.start(1):end])
    per = _COMPOUND.match(folded, end) if row.get("type") not in ("age",) else None
    if per and (metal := _OUNCE.match(folded, end)):
        return Measure(metal.end(), unit + text[end:metal.end()], None, None, _text(row, "type"))
    named = per and row.get("type") == "price" and per[0][:1] == "/" and per[0][1:].isalpha()
    if per and (named or _PER.fullmatch(per[0].lstrip(" /").strip())):
        again = _COMPOUND.match(folded, per.end())
        last = again.end() if again and _PER.fullmatch(again[0].lstrip(" /").strip()) else per.end()
        return Measure(last, unit + text[end:last], None, None, _text(row, "type"))
    factor = row.get("factor")
    return Measure(end, unit, _text(row, "measure"), Decimal(str(factor)) if factor else None, _text(row, "type"))


_BIG = ("triệu", "tỷ", "tỉ", "nghìn", "ngàn")


def _money_per(text: str, folded: str, at: int) -> Measure | None:
    """*6,5 triệu/người*: money without its name."""
    per = _COMPOUND.match(folded, at)
    if per is None or not _PER.fullmatch(per[0].lstrip(" /").strip()):
        return None
    return Measure(per.end(), "đồng" + text[at:per.end()], None, None, "price")


def _text(row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    return str(value) if value is not None else None


@cache
def _nouns() -> dict[str, object]:
    """The counted nouns of ``tables/nouns.tsv`` as a tree of syllables; the key "" holds the kind of a whole noun."""
    root: dict[str, object] = {}
    lines = (tables.FOLDER / "nouns.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        noun, kind = line.split("\t")
        node = root
        for part in TOKEN.findall(noun):
            node = node.setdefault(part, {})  # type: ignore[assignment]
        node[""] = kind
    return root


def noun_at(folded: str, at: int) -> Noun | None:
    """The longest counted noun that begins after the one space at ``at``, or None.

    >>> text = "6 đảng viên mới"
    >>> found = noun_at(text, 1); text[found.start:found.end]
    'đảng viên'
    """
    if folded[at:at + 1] != " ":
        return None
    node: object = _nouns()
    end, kind, start = 0, "", at + 1
    for token_start, token_end in syllables(folded, at):
        node = node.get(folded[token_start:token_end])  # type: ignore[attr-defined]
        if node is None:
            break
        if "" in node:  # type: ignore[operator]
            end, kind = token_end, str(node[""])  # type: ignore[index]
    return Noun(start, end, kind) if end else None


_SKIPPED = re.compile(r" (?:nữ|nam|cựu|nguyên|tân|cố|đồng chí|anh em|ngư dân là|vị|quý)(?= )")


_FORMER = ("cựu", "nguyên")
"""They stay with what somebody was: *hai cựu thủ tướng*."""


def counted_at(folded: str, at: int) -> Noun | None:
    """The noun that names what a number ending at ``at`` counts: classifiers give way to the noun after them.

    >>> text = "3 chiếc xe tải"
    >>> found = counted_at(text, 1); text[found.start:found.end]
    'xe tải'
    """
    skipped = _SKIPPED.match(folded, at)
    noun = noun_at(folded, at) or (noun_at(folded, skipped.end()) if skipped else None)
    if noun is None:
        return None
    if skipped and noun.kind == "q" and folded[at + 1:skipped.end()] in _FORMER:
        noun = Noun(at + 1, noun.end, "q")
    if noun.kind in "cp":
        return _behind_classifier(folded, noun)
    return _joined(folded, _extended(folded, noun))


def _behind_classifier(folded: str, noun: Noun) -> Noun:
    """*chiếc xe* counts *xe*; *đồng chí* gives way to another word for people only (*đồng chí đảng viên*)."""
    after = noun_at(folded, noun.end)
    if after and (after.kind == "q" or (noun.kind == "c" and after.kind not in "cpa") or folded[after.start:after.end] in _KIN):
        return _joined(folded, _extended(folded, after))
    if noun.kind == "c" and after is None:
        found = next(syllables(folded, noun.end), None)
        if found and folded[found[0]:found[1]] not in FUNCTION_WORDS | _NO_HEAD and folded[found[0]].isalpha():
            return Noun(*found, "n")
    return noun


_NO_HEAD = frozenset((
    "dài", "độ", "tương", "cài", "nặng", "to", "lớn", "nhỏ", "cao", "gồm", "sinh", "chung", "riêng", "thơ", "khôn", "ngoan",
))
_KIN = frozenset(("con", "cháu", "bạn"))


def _extended(folded: str, noun: Noun) -> Noun:
    """A head such as *vụ*, *nhóm*, *tuyến* takes the noun behind it along: *nhóm nữ sinh*."""
    for _ in range(2):
        if noun.kind != "h":
            break
        after = noun_at(folded, noun.end)
        if after is None and folded[noun.start:noun.end] in _PORTIONS:
            after = guessed_at(folded, noun.end)
        if after is None or after.kind in "cpa" or (after.kind == "q" and folded[noun.start:noun.end] not in _OF_PEOPLE):
            break
        noun = Noun(noun.start, after.end, after.kind)
    return noun


_PORTIONS = frozenset((
    "lượt", "suất", "viên", "lọ", "chai", "hộp", "gói", "thùng", "lon", "bó", "thìa", "kiểu", "loại", "gốc", "bao", "túi", "lô", "dòng",
))
_OF_PEOPLE = frozenset((
    "nhóm", "đoàn", "đội", "tổ", "lượt", "lớp", "toán", "gương", "băng", "đôi", "cặp", "hộ", "loại", "thế", "thế hệ",
))
_LEVEL_AFTER = re.compile(r"/(?:thành phố|thị xã|tỉnh|huyện|xã|phường|thị trấn|quận|đặc khu|tp|thành)(?!\w)")
_JOIN = re.compile(r",(?= )| và(?= )")


def _joined(folded: str, noun: Noun) -> Noun:
    """Joined nouns of people or of administrative units stay joined: *cán bộ, giảng viên và người lao động*."""
    for _ in range(3):
        if noun.kind == "a" and (level := _LEVEL_AFTER.match(folded, noun.end)):  # *tỉnh/thành phố*
            noun = Noun(noun.start, level.end(), "a")
        joint = _JOIN.match(folded, noun.end) if noun.kind in "qa" else None
        after = noun_at(folded, joint.end()) if joint else None
        if after is None or after.kind != noun.kind:
            break
        noun = Noun(noun.start, after.end, noun.kind)
    return noun


def is_people(unit: str) -> bool:
    """Whether a unit is a word for people (*đảng viên*)."""
    noun = noun_at(" " + unit.lower(), 0)
    return noun is not None and noun.kind == "q"
