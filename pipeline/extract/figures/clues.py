"""What the words around a number say of it: how sure it is, whether it is itself a change, what it is measured against."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.extract.figures.units import counted_at, is_people, noun_at
from pipeline.model import Figure

Qualifier = Literal["exact", "almost", "about", "over", "under", "at_least", "at_most"]

_LONGER = re.compile(r"(?:cao|dài|rộng|nặng|sâu|xa|dày|lớn|già|đông) $")
_COMPARED = re.compile(
    r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|dài|ngắn|nhanh|chậm|đông|rẻ|đắt|rộng|nặng|già|trẻ|tốt|sớm|muộn|kém|mạnh|giỏi) $")
_OF_DEGREE = re.compile(r"(?<!\w)(?:nhiệt|tốc|mật|nồng|cường|góc|mức|trình|độ|tiến|vĩ|kinh|biên) $")
_SHARPLY = re.compile(r"(?<!\w)(?:giảm|tăng|sụt|rơi|lao|dốc) (?:mạnh|sâu|nhẹ|nhanh) $")
_LYING = re.compile(r"(?<!\w)(?:dựa|đặt|nằm|căn cứ|diễn ra|xuất hiện|trải dài|thi đấu) $")
_ON = re.compile(
    r" (?:tuyến|địa bàn|con đường|xã|tỉnh|huyện|thôn|bản|trang|kênh|mặt trận|lĩnh vực|phương diện|quốc lộ|đường|cơ sở|mảnh|"
    r"chiếc|nền tảng|đảo|tờ|vùng|khía cạnh|hướng)(?!\w)")
_UP = r"tăng thêm|tăng|tăng trưởng|thêm|vượt|nhích|nhích lên|cộng thêm|bổ sung thêm"
_DOWN = r"giảm|hụt|bớt|sụt|sụt giảm|bốc hơi|\"bốc hơi\"|mất thêm|cắt giảm|hạ|rút ngắn|tinh giản"
_BETWEEN = (
    r"(?:(?:thêm|được|mạnh|nhẹ|trung bình|bình quân|ước|tới|gần|hơn|trên|khoảng|chừng|xấp xỉ|ngót|lần lượt|tương ứng|gấp|"
    r"mỗi năm|hằng năm"
            r"|hàng năm|giá|lương|phí|thuế|vốn|chi|thu|số|ca|quy mô|tương đương|nhanh|đáng kể|ít nhất|tối thiểu|tối đa|"
            r"không quá|quá|dưới|đột biến|đến|thêm được|từ|thời gian|bình quân mỗi năm|là|tiếp|vọt|sâu|sốc) )")
_CHANGE = re.compile(rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN})) {_BETWEEN}{{0,4}}$")
_GROWTH = re.compile(
    r"(?<!\w)(?:tốc độ tăng|tăng trưởng)[^,.;:%]{0,70}(?:đạt|là|ở mức|từ|trên|khoảng) (?:hơn |gần |từ |khoảng |trên |mức )*$")
_TO_LEVEL = re.compile(r"[^,.;:]{0,20} (?:xuống|lên|còn)(?!\w)")
_EXCEEDED = re.compile(r" ?(?:so với|kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết|tổng|cùng kỳ|kịch bản)")
_LEVEL = re.compile(r"(?:lên|xuống|còn|từ|đạt|thành|mốc|mức|ngưỡng|chỉ còn) (?:khoảng |hơn |gần |trên |tới |đến |mức |mốc )*$")
_PLAN_BASE = re.compile(
    r" (?:của |trong )?(?:tổng số )?((?:chỉ tiêu|kế hoạch|dự toán|mục tiêu|kịch bản)(?: (?:đề ra|vốn|thu|chi|năm(?: (?:19|20)\d\d)?|giao|"
    r"được giao|cả năm|đặt ra|tỉnh giao|trung ương giao|thu cả năm))*|gdp)(?!\w)")
_BY_AS_MUCH = ("giảm tới ", "tăng tới ", "giảm từ ", "tăng từ ", "giảm giá từ ", "tăng giá từ ", "tăng thêm từ ", "giảm đến ",
               "tăng đến ")
_BASE = re.compile(r"[^.;:\n]{0,40}?(?<!\w)(so với (?:(?! và | vượt| tăng| giảm| thì | đạt )[^,.;:()\n]){2,60})")


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


def qualifier_of(before: str, after: str, vague: bool = False, share: bool = False) -> tuple[Qualifier, str]:
    """How sure a number is, from the folded text before and after it; and the text before without those words.

    ``vague`` is *hàng nghìn*; ``share`` says that the number is a percentage or so many times, so *cao hơn* compares.

    >>> qualifier_of("đã kết nạp hơn ", " đảng viên")
    ('over', 'đã kết nạp ')
    """
    first, last, values = _qualifiers()
    before = before[-60:]
    found = first.search(before, max(0, len(before) - 30))
    if (trailing := last.match(after)) and "," not in trailing[0]:
        return values[trailing[1]], before[:found.start()] if found else before
    if found is None:
        return ("about" if vague else "exact"), before
    rest = before[:found.start()]
    if _is_comparison(found[1], rest, after, share):
        return "exact", before
    return values[found[1]], rest


def _is_comparison(word: str, rest: str, after: str, share: bool) -> bool:
    """*thấp hơn 2,5 điểm* compares, *dài hơn 10 m* does not; *trên 2 tuyến đường* is a place."""
    if word == "ngoài":  # *ngoài 40 tuổi* is more than 40, *ngoài hai giải chính* is besides
        return noun_at(after, 0) is not None
    if word == "độ" and _OF_DEGREE.search(rest, max(0, len(rest) - 8)):
        return True
    if word == "hơn" and _SHARPLY.search(rest, max(0, len(rest) - 16)):
        return False
    if word == "trên" and _LYING.search(rest, max(0, len(rest) - 12)):
        return True
    if word in ("trên", "dưới"):
        return _ON.match(after) is not None
    tail = rest[-10:]
    return word == "hơn" and bool(_COMPARED.search(tail)) and (share or not _LONGER.search(tail) or bool(_BASE.match(after)))


def change_of(before: str, after: str = "", unit: str | None = None) -> Literal["up", "down"] | None:
    """Whether the number behind ``before`` is itself a rise or a fall; a level reached (*tăng lên 51.000*) is none.

    >>> change_of("doanh thu tăng "), change_of("doanh thu tăng lên ")
    ('up', None)
    """
    tail = before[-90:]
    if _GROWTH.search(tail) and unit == "%":
        return "up"
    if (tail.endswith("từ ") and _TO_LEVEL.match(after)) or tail.endswith("từ tối đa "):
        return None
    if _LEVEL.search(tail) and not tail.endswith(_BY_AS_MUCH):
        return None
    if unit == "%" and _LOST.search(tail):
        return "down"
    found = _CHANGE.search(tail)
    if found is None or (found[0].startswith("vượt") and not (unit == "lần" or _EXCEEDED.match(after))):
        return None
    if found["down"] == "hạ" and unit and (is_people(unit) or after.startswith(" " + unit.lower())):
        return None  # *hạ 145 tay súng* is no fall
    if found["up"] == "thêm" and _FELL_FIRST.search(tail, max(0, found.start() - 45), found.start()):
        return "down"
    return "up" if found["up"] else "down"


_FELL_FIRST = re.compile(r"(?<!\w)(?:giảm|hạ|mất|cắt)(?!\w)[^,.;:\d]*$")
"""*tiếp tục hạ giá vàng thêm 2 triệu đồng* is a fall."""
_LOST = re.compile(r"(?<!\w)mất (?:tới |hơn |gần |khoảng |tổng cộng |trên )*$")
_SAME_CHANGE = re.compile(r"[^.;:\d]{0,45}?(?:,? và|,) (?:khoảng |hơn |gần |trên |chừng )?$")
_OWN_VERB = re.compile(r"(?<!\w)(?:tăng|giảm|còn|đạt|lên|xuống|là|có|chiếm|được|thu|chi)(?!\w)")


def shared_change(folded: str, previous: Figure | None, start: int) -> Literal["up", "down"] | None:
    """In *tăng 5% về lượng và 8% về giá trị* the second number rises too."""
    if previous is None or previous.change is None or start - previous.end > 70:
        return None
    between = folded[previous.end:start]
    return previous.change if _SAME_CHANGE.fullmatch(between) and not _OWN_VERB.search(between) else None


def base_of(text: str, folded: str, begin: int, end: int, stop: int) -> str | None:
    """What a change or a share is measured against, in the text's words: *so với cùng kỳ*, *kế hoạch năm*.

    It stands between the number (``end``) and the next one (``stop``), or opens the sentence (``begin``).
    """
    found = (_BASE.match(folded, end, stop) or _PLAN_BASE.match(folded, end, stop) or _PART_OF.match(folded, end, stop)
             or _TIMES.match(folded, end, stop) or _OPENING_BASE.match(folded, begin, end))
    return text[found.start(1):found.end(1)].strip() if found else None


def base_before(text: str, folded: str, begin: int, start: int) -> str | None:
    """What a change at ``start`` is measured against, right before its verb: *so với năm 2017 tăng 36%*."""
    found = _BASE_BEFORE.search(folded, max(begin, start - 90), start)
    return text[found.start(1):found.end(1)] if found else None


def whole_behind(text: str, folded: str, end: int) -> str | None:
    """What a percentage that ends at ``end`` is a part of, when it is counted: *85% đại biểu*, *71% các vụ tấn công*."""
    found = _WHOLE.match(folded, end)
    noun = counted_at(folded, found.end() - 1) if found else None
    return text[end + 1:noun.end] if noun else None


_PART_OF = re.compile(
    r" (?:lần )?(?:của |trên |trong )?((?:tổng (?:số|diện tích|doanh thu|sản lượng|vốn|chi|thu|kim ngạch|giá trị)|diện tích|"
    r"sản lượng|cùng kỳ|giá khởi điểm|lãi suất|grdp|gdp|vốn đầu tư|doanh thu|doanh số|kim ngạch|tiêu chuẩn|tổng khoản|"
    r"số (?:người|hộ|phiếu|cử tri|học sinh|lao động|vụ|ca|đảng viên|đại biểu|xã|thôn|tiền|vốn)(?: được hỏi)?|phiếu bầu|khối lượng|dân số|"
    r"công suất|thị phần)(?: (?!(?:của|trên|khi|vẫn|không|và|chưa|đã|được|với|để|cho|nên|là|tại|ở|trong|vào|theo|về|do|so|cần|bị|"
    r"sẽ|từ|thì|có|đang)(?!\w))[^\W\d_]+(?: (?:19|20)\d\d)?){0,7})")
_TIMES = re.compile(r" lần ((?:quý|năm|tháng|cùng kỳ|giai đoạn|vụ)(?: (?!và|là|đạt|tăng|giảm|nên|nhưng|do)[\w/]+){1,4})")
_OPENING_BASE = re.compile(r"(?:[^,.;:\n]{0,20}, )?(?:nếu |tính )?(so với [^,.;:()\n]{2,60})(?=,)")
_BASE_BEFORE = re.compile(
    r"(?<!\w)(so (?:với )?[^,.;:()\n\d]{2,40}(?: \d{4})?) (?:tăng|giảm)(?: (?:thêm|mạnh|nhẹ|hơn|gần|khoảng|tới|đến|trên|được))* $")
_SHARE_LIST = re.compile(r"[^.:\n%]{0,70}")
_CHANGE_LIST = re.compile(r"[^.:;\n]{0,90}")
_WHOLE = re.compile(r" (?:(?:tổng )?số |các )?")


def share_bases(folded: str, figures: list[Figure]) -> list[Figure]:
    """In *nông nghiệp chiếm 41%; công nghiệp 16% và dịch vụ 43% GRDP* every share is of what stands behind the last,
    in *tăng 5% về lượng và 8% về giá trị so với năm trước* every change is against what the last is."""
    done = list(figures)
    for index in range(len(done) - 2, -1, -1):
        first, second = done[index], done[index + 1]
        alike = first.measure_type == second.measure_type == "share" and first.unit == second.unit == "%"
        part = alike and not first.base and second.base and not second.base.lower().startswith("so ")
        if part and _SHARE_LIST.fullmatch(folded, first.end, second.start):
            done[index] = replace(first, base=second.base)
        changes = first.change and second.change and not first.base and (second.base or "").lower().startswith("so ")
        if changes and _CHANGE_LIST.fullmatch(folded, first.end, second.start):
            done[index] = replace(first, base=second.base)
    return done
