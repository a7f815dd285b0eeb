"""The words of a text that tell figures and places apart, found once: who acts, what the clause does, where it breaks, laws."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.model import Figure

LEVEL_WORDS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
_NOT_NAMED = r"(?! (?:hội|viên|ủy|uỷ|đội|đoàn|lộ|lỵ|giao|minh|thành|trấn|nghèo|\d))"
_GROUNDS = ("toàn|trong|trên địa bàn|địa bàn|trên toàn|lãnh đạo|đảng bộ|đảng ủy|chính quyền|ubnd|hđnd|công an"
            "|ủy ban nhân dân|mttq|hội phụ nữ|hội nông dân|hội cựu chiến binh|đoàn thanh niên")
_BODIES = "địa phương|địa bàn|cấp ủy|ủy ban kiểm tra|ubkt"
NOUNS = re.compile(
    rf"(?<!\w)(?:{_GROUNDS}) (?P<ground>{LEVEL_WORDS}|đảng bộ(?! (?:{LEVEL_WORDS})))(?!\w){_NOT_NAMED}"
    rf"|(?<!\w)(?P<this>{LEVEL_WORDS}|địa phương) (?:này|đó|ta|nhà)(?!\w)"
    rf"|(?<!\w)(?:trên|khắp) (?P<area>địa bàn)(?= (?:đã|vừa|có|hiện|xảy ra|ghi nhận))"
    rf"|(?<!\w)(?:ở|tại|nơi) (?P<here>đây)(?!\w)"
    rf"|(?<!\w)(?P<body>{_BODIES})(?: (?:này|đó|các cấp|đã|có|hiện)(?!\w)|,)"
    rf"|(?:^|\n|[,;:.] |(?:cho biết|mỗi năm|hằng năm|hàng năm|mỗi tháng|hằng tháng|hàng tháng),? )"
    rf"(?P<subject>{LEVEL_WORDS})(?= ){_NOT_NAMED}")
"""A common noun that stands for a place: *toàn tỉnh*, *huyện này*, *ở đây*, *địa phương đã*, *xã* as a subject."""
PATTERNS = {
    "agent": re.compile(
        r"(?<!\w)(?:công ty|tập đoàn|ngân hàng|doanh nghiệp|dự án|nhà máy|ông|bà|anh|chị|bị cáo|bị can|đối tượng|cơ quan|lực lượng|"
        r"bộ|sở|đoàn|công an|tòa|trường|bệnh viện|xe|người dân|hộ|luật|nghị định|quyết định)(?!\w)"),
    "break": re.compile(r"[,;:.()\n]|(?<!\w)(?:so với|và|nhưng|để|trong khi|khi|khiến|làm)(?!\w)"),
    "law": re.compile(r"(?<!\w)(?:luật|nghị định|quy định|thông tư|theo đó|nếu|mức phạt|người việt|mỗi)(?!\w)"),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """The words of one sort in the order of the text, with where each begins."""

    starts: list[int]
    words: list[str]

    def between(self, begin: int, end: int) -> list[str]:
        """The words that begin from ``begin`` up to but not including ``end``."""
        return self.words[bisect_left(self.starts, begin):bisect_left(self.starts, end)]


def marks_of(folded: str) -> dict[str, Marks]:
    """The marks of a text by their sort."""
    found = {name: [(match.start(), match[0]) for match in pattern.finditer(folded)] for name, pattern in PATTERNS.items()}
    return {name: Marks([start for start, _ in marks], [word for _, word in marks]) for name, marks in found.items()}


_MONEY = re.compile(r"đồng|usd|vnđ|euro|đô|triệu|tỷ")


def unit_class(figure: Figure) -> str:
    """The unit of a figure as *money*, *percent*, *rate* (so much for each), *measure*, *noun*, *times* or *missing*."""
    unit = (figure.unit or "").lower()
    if unit in ("", "lần"):
        return "times" if unit else "missing"
    if "/" in unit:
        return "rate"
    if unit.startswith("%") or unit == "điểm %":
        return "percent"
    return "money" if _MONEY.search(unit) else "measure" if figure.measure else "noun"
