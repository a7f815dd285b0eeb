"""What kind of amount a figure is: reported or hoped for, a stock or a flow, of what part, under which verb (CODEBOOK.md §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import tables
from pipeline.extract.figures.units import noun_at
from pipeline.model import MeasureType

Status = Literal["reported", "estimated", "target"]

_SYLLABLE = re.compile(r"[^\W_]+|[.;:!?]")
_AUXILIARY = frozenset("đã đang sẽ vừa mới cũng đều từng bị được phải cùng lần lượt đang".split())
_AVERAGE = re.compile(r"(?<!\w)(?:bình quân|trung bình|(?:mỗi|một) (?:năm|tháng|ngày|giờ|tuần|quý|vụ|hộ|người|xã|huyện|tỉnh|lớp|ca)|hằng (?:năm|tháng|ngày)|hàng (?:năm|tháng|ngày)|cứ)(?!\w)")
_EACH_AFTER = re.compile(r"[^,.;:()\d]{0,25}(?: (?:mỗi|một) (?:năm|tháng|ngày|giờ|tuần|vụ|hộ|người|xã)|/(?:năm|ngày|tháng|người|hộ|xã|ca))(?!\w)")
_RUNNING = re.compile(r"(?<!\w)(?:lũy kế|luỹ kế|từ đầu (?:năm|nhiệm kỳ|mùa|vụ|dịch|đợt)|tính đến|tính tới|đến nay|cho đến nay|tới nay|tổng cộng đã|cộng dồn|từ khi|kể từ|(?:đến|tới) (?:hết )?(?:ngày|cuối|tháng|thời điểm))(?!\w)")
_RATE = re.compile(r"(?<!\w)(?:lãi suất|thuế suất|thuế|tăng trưởng|lạm phát|cpi|xác suất|tốc độ|biên lợi nhuận|roe|roa|nồng độ|độ ẩm|chiết khấu|lãi|lợi suất|gấp|phạt|giá)(?!\w)")
_MONEY_STOCK = re.compile(r"(?<!\w)(?:nợ|dư nợ|vốn điều lệ|vốn chủ sở hữu|tổng tài sản|vốn hóa|vốn hoá|tiền gửi|tài sản|thiếu|quỹ|tồn kho|dự trữ)(?!\w)")
_PRICE = re.compile(r"(?<!\w)(?:giá|trị giá|vốn đầu tư|mức đầu tư|tổng vốn|tổng đầu tư|kinh phí|ngân sách|lương|thu nhập|phụ cấp|phí|phạt|mức|niêm yết|thuê|cước|thù lao|trợ cấp|học bổng|đóng|chi phí|thưởng|cọc)(?!\w)")
_NOT_GOAL = re.compile(r"(?:so với|vượt|đạt|bằng|hoàn thành|theo|của|bộ|sở|phòng|ban|vụ|cục|các|phó|giám đốc|thực hiện|phê duyệt|trong|\d%|\d|%) (?:chỉ tiêu|kế hoạch|mục tiêu|dự án|dự toán|quy hoạch)")
_DONE = re.compile(r"(?<!\w)(?:đã|vừa|hiện có|hiện nay|đến nay|hiện|trước đó|thực tế)(?!\w)")
_PARTS = frozenset("""lần điểm tiêu chí nội dung nhiệm vụ giải pháp chỉ tiêu nhóm bước tầng môn khâu mặt chiều lĩnh vực yếu tố nguyên tắc mục tiêu vấn đề giai đoạn hình thức
 cấp bậc loại hạng phần tiết câu trang chương điều khoản độ vòng lý do nguyên nhân nguyên tắc yêu cầu điều kiện phương án kịch bản chỗ""".split())
_PART_TERMS = frozenset(("nội dung", "nhiệm vụ", "giải pháp", "tiêu chí", "chỉ tiêu", "lĩnh vực", "yếu tố", "nguyên tắc", "mục tiêu", "vấn đề", "giai đoạn", "hình thức",
                         "lý do", "nguyên nhân", "yêu cầu", "điều kiện", "phương án", "kịch bản", "học kỳ", "nhóm nhiệm vụ", "nhóm giải pháp", "chỗ ngồi", "điểm", "lần"))


@dataclass(frozen=True, slots=True)
class Scene:
    """What surrounds a figure: the folded text of its sentence up to it, and behind its noun."""

    left: str
    right: str
    unit: str | None
    kind: str | None
    ratio: bool
    change: bool
    compound: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb that governs a figure: its words' place (counted from the figure: ``side`` left or right), its type."""

    words: str
    type: str
    weak: bool
    side: Literal["left", "right"]


@cache
def _verbs() -> dict[str, tuple[str, bool]]:
    verbs: dict[str, tuple[str, bool]] = {}
    for row in tables.load("predicates")["verb"]:
        for words in row["words"]:
            verbs.setdefault(words, (row["type"], bool(row.get("weak"))))
    return verbs


HOLLOW = frozenset("là ở tại thuộc của với trên từ trong về giữa cho cùng bị được vì trong đó".split()) | {"trong đó", "trong đó có", "đến từ"}
"""They tell the type, but are no predicate."""


def predicate_of(scene: Scene) -> Predicate | None:
    """The nearest verb before the figure in its sentence, or the one behind its noun where that is weak or missing."""
    left = _left_verb(scene.left[-140:])
    right = _right_verb(scene.right)
    if right and (left is None or left.weak or left.type == "stock" and left.words in (*HOLLOW, "có") or right.words.startswith(("bị ", "tử vong", "chết", "thiệt mạng"))):
        return right
    return left


def _left_verb(left: str) -> Predicate | None:
    words: list[str] = []
    for token in reversed(_SYLLABLE.findall(left)):
        if token in ".;!?":
            break
        words.append(token)
    verbs = _verbs()
    for at in range(min(len(words), 24)):
        for size in (4, 3, 2, 1):
            phrase = " ".join(reversed(words[at:at + size]))
            if at + size <= len(words) and phrase in verbs:
                return Predicate(phrase, *verbs[phrase], "left")
    return None


def _right_verb(right: str) -> Predicate | None:
    words = []
    for token in _SYLLABLE.findall(right[:50]):
        if token in ".;:!?":
            break
        words.append(token)
    start = 0
    while start < len(words) and start < 3 and words[start] in _AUXILIARY:
        start += 1
    verbs = _verbs()
    for size in (4, 3, 2, 1):
        begin = start - 1 if start and words[start - 1] == "bị" else start
        for first in (begin, start):
            phrase = " ".join(words[first:first + size])
            if len(words) >= first + size and phrase in verbs and verbs[phrase][0] == "flow" and phrase not in ("bị", "được", "cho"):
                return Predicate(phrase, *verbs[phrase], "right")
    return None


@cache
def _status_words() -> tuple[re.Pattern[str], dict[str, Status]]:
    values: dict[str, Status] = {}
    for row in tables.load("predicates")["status"]:
        values.update(dict.fromkeys(row["words"], row["value"]))
    longest = sorted(values, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest)})(?!\w)"), values


def status_of(scene: Scene, future: bool = False) -> Status:
    """Whether the amount is reported, estimated or a goal; ``future`` says that its period lies ahead."""
    pattern, values = _status_words()
    left = scene.left[-120:]
    left = left[max(left.rfind(". "), left.rfind("; ")) + 1:]
    found: Status = "target" if future else "reported"
    for match in pattern.finditer(left):
        word = match[1]
        if word in ("kế hoạch", "chỉ tiêu", "mục tiêu", "dự án", "dự toán", "quy hoạch") and not _is_goal(left, match):
            continue
        found = values[word]
        if _DONE.search(left, match.end()):
            found = "reported"
    return found


_GOAL_AFTER = re.compile(r"(?: [^\W\d_]+){0,4} (?:là|đạt|phải|có|trồng|giảm|tăng|kết nạp|đến|từ|trên|ít nhất)(?!\w)|[^,]{0,25}$")


def _is_goal(left: str, match: re.Match[str]) -> bool:
    """*chỉ tiêu là 12* sets a goal; *vượt kế hoạch* and *dự án* as a noun do not."""
    if match[1] in ("dự án", "quy hoạch", "dự toán"):
        return False
    if _NOT_GOAL.search(left, max(0, match.start() - 12), match.end()) and not left[:match.start()].endswith("theo "):
        return False
    return _GOAL_AFTER.match(left, match.end()) is not None


def type_of(scene: Scene, predicate: Predicate | None, measure_type: str | None, money: bool) -> MeasureType:
    """Stock, flow, average, share …: the strongest sign wins, as the codebook ranks them."""
    if measure_type in ("age", "duration"):
        return measure_type  # type: ignore[return-value]
    priced = money and (scene.compound or _is_priced(scene, predicate))
    if not priced and _is_average(scene):
        return "average"
    if scene.ratio:
        return "share"
    if scene.unit in ("%", "‰", "điểm %"):
        return "other" if scene.change or scene.compound or _RATE.search(scene.left[-45:]) else "share"
    if money:
        return _money_type(scene, predicate, priced)
    return _count_type(scene, predicate)


def _is_average(scene: Scene) -> bool:
    left = scene.left[max(0, len(scene.left) - 70):]
    left = left[max(left.rfind("; "), left.rfind(" trong đó "), left.rfind(". "), left.rfind(", nâng ")) + 1:]
    found = None
    for found in _AVERAGE.finditer(left):
        pass
    return found is not None and len(left) - found.end() < 45 and ", nâng" not in left[found.end():] or bool(_EACH_AFTER.match(scene.right))


def _is_priced(scene: Scene, predicate: Predicate | None) -> bool:
    return predicate is not None and predicate.type == "price" or bool(_PRICE.search(scene.left[-32:]))


def _money_type(scene: Scene, predicate: Predicate | None, priced: bool) -> MeasureType:
    if priced:
        return "price"
    if _MONEY_STOCK.search(scene.left[-40:]):
        return "stock"
    return "cumulative" if _is_running(scene) else "flow"


def _is_running(scene: Scene) -> bool:
    return bool(_RUNNING.search(scene.left[-90:]))


_SIZE = frozenset(("m", "km", "cm", "mm", "m2", "km2", "m²", "kg", "g", "tấn", "tạ", "độ", "độ C", "MW", "kV", "kW", "lít", "m3", "m³", "mét", "km²", "hải lý", "inch", "GB"))
_BULK = frozenset(("tấn", "tạ", "lít", "m3", "m³", "kg", "ha"))


def _count_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    unit = scene.unit or ""
    if scene.kind is None and unit and unit not in ("ha", *_BULK):
        return "other" if predicate is None or predicate.type in ("other", "stock") or unit in _SIZE else _verb_type(scene, predicate)
    if unit.lower() in _PART_TERMS or unit.lower() in _PARTS:
        return "other"
    if predicate and predicate.type == "other" and scene.kind is None:
        return "other"
    return _verb_type(scene, predicate)


def _verb_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    if predicate is None or predicate.type == "price":
        return "stock" if predicate is None else "flow"
    if predicate.type == "other":
        return "flow" if scene.change else "other" if scene.kind is None else "stock"
    if predicate.type == "flow" and _is_running(scene) and not scene.change:
        return "cumulative"
    return "flow" if predicate.type == "flow" else "stock"


_SUBSET = re.compile(r" ((?:nữ|nam|mới|khác|dự bị|chính thức|trẻ|còn lại|cao tuổi|trực thuộc(?: [^\W\d_]+){0,2}|tiêu biểu|trọng điểm|cơ hữu|ưu tiên|tự ứng cử)(?= |[,.;)]|$)"
                     r"|(?:là|thuộc diện|diện|khi có|có khuyết điểm|trong diện|vi phạm về|liên quan)(?= )[^,.;:()\n]{2,50})")
_SUBSET_END = re.compile(r"(?: (?:và|bị|được|đã|sẽ|đang|để|với|cho|nhưng|do|tại|ở|từ|trong|theo|nên|thì|phải|chiếm|đạt|vào|trên|nhằm)(?!\w)).*$")


def subset_of(text: str, folded: str, end: int, stop: int) -> str | None:
    """The words behind the noun that narrow it: *nữ*, *dự bị*, *là nông dân*; ``end`` is where the noun ends."""
    found = _SUBSET.match(folded, end, stop)
    if found is None:
        return None
    words = _SUBSET_END.sub("", found[1])
    return text[found.start(1):found.start(1) + len(words)].strip() if len(words.split()) > 1 or words == found[1] else None


_NUMBER_OF = re.compile(r"(?<!\w)(?:tổng số|số lượng|số)(?= )")
_STANDINS = frozenset(("người", "đồng chí", "con", "em", "cháu", "cái", "chiếc", "trường hợp", "đơn vị"))


def counted_of(text: str, folded: str, begin: int, start: int, unit: str | None) -> str | None:
    """The noun the clause counts when the unit only stands in for it: *nâng tổng số đảng viên … lên gần 51.000 người*."""
    if unit is not None and unit.lower() not in _STANDINS:
        return None
    for found in reversed(list(_NUMBER_OF.finditer(folded, max(begin, start - 90), start))):
        noun = noun_at(folded, found.end())
        if noun and text[noun.start:noun.end].lower() != (unit or ""):
            return text[noun.start:noun.end]
    return None
