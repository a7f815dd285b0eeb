"""What the words around a number say of it: how sure it is, whether it is itself a change, what it is measured against."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pipeline import tables

Qualifier = Literal["exact", "almost", "about", "over", "under", "at_least", "at_most"]

_COMPARED = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|dài|ngắn|nhanh|chậm|đông|rẻ|đắt|rộng|nặng|già|trẻ|tốt|sớm|muộn|kém|mạnh|giỏi) $")
_ON = re.compile(r" (?:tuyến|địa bàn|con đường|xã|tỉnh|huyện|thôn|bản|trang|kênh|mặt trận|lĩnh vực|phương diện|quốc lộ|đường|cơ sở|mảnh|chiếc|nền tảng|đảo|tờ|vùng|khía cạnh|hướng)(?!\w)")
_UP = r"tăng thêm|tăng|thêm|vượt|cao hơn|nhiều hơn|lớn hơn|nhích|nhích lên|cộng thêm|đắt hơn"
_DOWN = r"giảm|hụt|bớt|thấp hơn|ít hơn|sụt|bốc hơi|mất thêm|rẻ hơn|cắt giảm|hạ"
_BETWEEN = (r"(?:(?:thêm|được|mạnh|nhẹ|trung bình|bình quân|ước|tới|gần|hơn|trên|khoảng|chừng|xấp xỉ|ngót|lần lượt|tương ứng|gấp|mỗi năm|hằng năm"
            r"|hàng năm|nhanh|đáng kể|ít nhất|tối thiểu|tối đa|không quá|quá|dưới|đột biến|đến|thêm được|từ|cả|bình quân mỗi năm|là|tiếp|vọt|sâu|sốc) )")
_CHANGE = re.compile(rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN})) {_BETWEEN}{{0,4}}$")
_LEVEL = re.compile(r"(?:lên|xuống|còn|từ|đạt|thành|mốc|mức|ngưỡng|chỉ còn) (?:khoảng |hơn |gần |trên |tới |đến |mức |mốc )*$")
_BASE = re.compile(r"[^.;:\n]{0,40}?(?<!\w)(so với [^,.;:()\n]{2,60})")
_PLAN_BASE = re.compile(r" (?:tổng số )?((?:chỉ tiêu|kế hoạch|dự toán|mục tiêu|kịch bản|nghị quyết)(?: (?:đề ra|năm|giao|được giao|cả năm|đặt ra|tỉnh giao|trung ương giao|thu cả năm))*)")


@cache
def _qualifiers() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Qualifier]]:
    before: dict[str, Qualifier] = {}
    after: dict[str, Qualifier] = {}
    for row in tables.load("figures")["qualifier"]:
        before.update(dict.fromkeys(row["words"], row["value"]))
        after.update(dict.fromkeys(row.get("after", ()), row["value"]))
    longest = sorted(before, key=len, reverse=True)
    return (re.compile(rf"(?<!\w)({'|'.join(longest)}) (?:chỉ |là |có |từ |tới |đến |cả )?$"),
            re.compile(rf"(?: [^\W\d_]+){{0,4}}? ({'|'.join(after)})(?!\w)"), {**before, **after})


def qualifier_of(before: str, after: str, vague: bool) -> tuple[Qualifier, str]:
    """How sure a number is, from the folded text before and after it; and the text before without those words.

    >>> qualifier_of("đã kết nạp hơn ", " đảng viên", False)
    ('over', 'đã kết nạp ')
    """
    first, last, values = _qualifiers()
    found = first.search(before, max(0, len(before) - 30))
    if (trailing := last.match(after)) and "," not in trailing[0]:
        return values[trailing[1]], before[:found.start()] if found else before
    if found is None:
        return ("about" if vague else "exact"), before
    rest = before[:found.start()]
    if (found[1] == "hơn" and _COMPARED.search(rest, max(0, len(rest) - 10))) or (found[1] in ("trên", "dưới", "ngoài") and _ON.match(after)):
        return "exact", before
    return values[found[1]], rest


def change_of(before: str) -> Literal["up", "down"] | None:
    """Whether the number behind ``before`` is itself a rise or a fall; a level reached (*tăng lên 51.000*) is none.

    >>> change_of("doanh thu tăng "), change_of("doanh thu tăng lên ")
    ('up', None)
    """
    tail = before[-60:]
    if _LEVEL.search(tail) and not tail.endswith(("giảm tới ", "tăng tới ")):
        return None
    found = _CHANGE.search(tail)
    if found is None:
        return None
    return "up" if found["up"] else "down"


def base_of(text: str, folded: str, end: int, stop: int) -> str | None:
    """What a change or a share is measured against, in the text's words: *so với cùng kỳ*, *kế hoạch năm*."""
    found = _BASE.match(folded, end, stop) or _PLAN_BASE.match(folded, end, stop)
    return text[found.start(1):found.end(1)].strip() if found else None
