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
_AVERAGE = re.compile(r"(?<!\w)(?:bình quân|(?<!điểm )trung bình|mỗi (?:năm|tháng|ngày|giờ|tuần|quý|vụ|hộ|người|xã|huyện|tỉnh|lớp|ca)|hằng (?:năm|tháng|ngày)|hàng (?:năm|tháng|ngày)|cứ)(?!\w)")
_EACH_AFTER = re.compile(r"[^,.;:()\d]{0,25}(?: (?:mỗi|một) (?:năm|tháng|ngày|giờ|tuần|vụ|hộ|người|xã)|/(?:năm|ngày|tháng|người|hộ|xã|ca))(?!\w)")
_RUNNING = re.compile(r"(?<!\w)(?:lũy kế|luỹ kế|từ đầu (?:năm|nhiệm kỳ|mùa|vụ|dịch|đợt)|tính đến|tính tới|đến nay|tới nay|tổng cộng đã|cộng dồn|(?:đến|tới) hết (?:ngày|tháng))(?!\w)")
_RATE = re.compile(r"(?<!\w)(?:lãi suất|thuế suất|thuế|tăng trưởng|lạm phát|cpi|tốc độ tăng|tốc độ|biên lợi nhuận|roe|roa|nồng độ|độ ẩm|chiết khấu|lợi suất|gấp)(?!\w)")
_NOT_GOAL = re.compile(r"(?:so với|vượt|đạt|bằng|hoàn thành|theo|của|bộ|sở|phòng|ban|vụ|cục|các|phó|giám đốc|thực hiện|phê duyệt|trong|\d%|\d|%) (?:chỉ tiêu|kế hoạch|mục tiêu|dự án|dự toán|quy hoạch)")
_DONE = re.compile(r"(?<!\w)(?:đã|vừa|hiện (?:có|nay|còn|tại|đang)|đến nay|trước đó|thực tế|cho biết|cho hay)(?!\w)")
_PART_TERMS = frozenset(("nội dung", "nhiệm vụ", "giải pháp", "tiêu chí", "chỉ tiêu", "lĩnh vực", "yếu tố", "nguyên tắc", "mục tiêu", "vấn đề", "giai đoạn", "hình thức",
                         "lý do", "nguyên nhân", "yêu cầu", "tầng", "môn", "môn học", "bước", "khâu", "mặt", "chiều", "điều kiện", "phương án", "kịch bản", "học kỳ", "nhóm nhiệm vụ", "nhóm giải pháp", "chỗ ngồi", "điểm", "lần"))


@dataclass(frozen=True, slots=True)
class Scene:
    """What surrounds a figure: the folded text of its sentence up to it, and behind its noun.

    ``between`` is what stands between it and the figure before in the same sentence, ``before`` the type of that one,
    ``hope`` its status when it is no report; ``timed`` says that this one is a duration.
    """

    left: str
    right: str
    unit: str | None
    kind: str | None
    ratio: bool
    change: bool
    compound: bool
    between: str | None = None
    before: MeasureType | None = None
    hope: Status | None = None
    timed: bool = False


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


HOLLOW = frozenset("là ở tại thuộc của với trên từ trong về giữa cho cùng bị được vì".split()) | {"trong đó", "trong đó có", "đến từ"}
"""They tell the type, but are no predicate."""


_GIVES_WAY = HOLLOW | {"có", "còn có", "chỉ có"}


def predicate_of(scene: Scene) -> Predicate | None:
    """The nearest verb before the figure in its sentence, or the one behind its noun where that is weak or missing."""
    left = _left_verb(scene.left[-140:])
    right = _right_verb(scene.right)
    if right and (left is None or left.weak or left.type == "stock" and left.words in (*HOLLOW, "có", "còn có", "hiện có") or right.words.startswith(("bị ", "tử vong", "chết", "thiệt mạng"))):
        return right
    return left


def _left_verb(left: str, reach: int = 24) -> Predicate | None:
    """The nearest verb to the left in the sentence; it lies within ``reach`` words."""
    words: list[str] = []
    for token in reversed(_SYLLABLE.findall(left)):
        if token in ".;!?":
            break
        words.append(token)
    verbs = _verbs()
    hollow = None
    for at in range(min(len(words), reach)):
        for size in (4, 3, 2, 1):
            phrase = " ".join(reversed(words[at:at + size]))
            if at + size > len(words) or phrase not in verbs:
                continue
            if at and _is_part_of_noun(" ".join(reversed(words[max(0, at - 4):at + size])), phrase):
                break
            found = Predicate(phrase, *verbs[phrase], "left")
            if phrase not in HOLLOW:
                return found
            hollow = hollow or found
            break
    return hollow


def _is_part_of_noun(words: str, phrase: str) -> bool:
    """Whether ``words``, which begin with a verb, rather begin with a noun: *tổ chức đảng*, *chi bộ*."""
    noun = noun_at(" " + words, 0)
    return noun is not None and noun.end > len(phrase) + 1


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
    if _RULE.search(left[-40:]):
        return "reported"
    if scene.unit in ("mm", "cm") and _FORECAST.search(left):
        return "estimated"
    found: Status = "target" if future or scene.timed is False and _AHEAD.match(scene.right) else "reported"
    if scene.between is not None and scene.hope and not _DONE.search(scene.between) and ". " not in scene.between:
        found = scene.hope
    for match in pattern.finditer(left):
        if match[1] in _PLAN_WORDS and not _is_goal(left, match) or _ABLE.match(left, match.start()):
            continue
        found = "reported" if _DONE.search(left, match.end()) else values[match[1]]
    return found


_PLAN_WORDS = frozenset(("kế hoạch", "chỉ tiêu", "mục tiêu", "dự án", "dự toán", "quy hoạch"))
_AHEAD = re.compile(r"[^,.;:]{0,45}?(?<!\w)(?:sẽ|dự kiến)(?!\w)")
_RULE = re.compile(r"(?<!\w)(?:phạt|phạt tiền|bảo hiểm tối đa|tối thiểu|đủ điều kiện)(?!\w)")
_FORECAST = re.compile(r"(?<!\w)mưa(?!\w).{0,60}(?:phổ biến|có nơi|cục bộ|từ|dự kiến|khoảng)|(?:có nơi|phổ biến|cục bộ)(?: [^\W\d_]+){0,3} $")
_ABLE = re.compile(r"khả năng (?:chứa|dự trữ|cung cấp|chịu|sản xuất|tiếp nhận|hoạt động)|có thể (?:chứa|chở|bị phạt)")


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
    if _is_average(scene, money):
        return "average"
    if scene.ratio:
        return "share"
    if scene.unit and scene.unit.startswith(("%", "‰", "điểm %")):
        return "other" if scene.change or scene.compound or _is_rate(scene.left[-70:]) else "share"
    if money:
        return _money_type(scene, predicate)
    return _count_type(scene, predicate)


_PARTS_OF = re.compile(r"(?<!\w)(?:chiếm|tỷ lệ|tỉ lệ|tỷ trọng|hoàn thành|trong đó)(?!\w)")
_HIGHER = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn[^,.;]{0,25}$")


def _is_rate(left: str) -> bool:
    """Growth, interest and tax rates are no shares."""
    found = None
    for found in _RATE.finditer(left):
        pass
    return found is not None and not _PARTS_OF.search(left, found.end()) or bool(_HIGHER.search(left))


def _is_average(scene: Scene, money: bool) -> bool:
    left = scene.left[max(0, len(scene.left) - 70):]
    left = left[max(left.rfind("; "), left.rfind(" trong đó "), left.rfind(". ")) + 1:]
    found = None
    for found in _AVERAGE.finditer(left):
        pass
    if found is not None and len(left) - found.end() < 45 and ", nâng" not in left[found.end():]:
        return True
    return bool(_EACH_AFTER.match(scene.right)) and not (money and not _WAGE.search(scene.left[-50:]))


_WAGE = re.compile(r"(?<!\w)(?:lương|thu|thưởng|thu nhập|chi|bán|lãi|doanh thu|kiếm|được)(?!\w)")
_MONEY_CUE = re.compile(
    r"(?<!\w)(?:(?P<price>giá(?! trị gia tăng| vốn)|trị giá|vốn đầu tư|mức đầu tư|tổng vốn|tổng đầu tư|kinh phí|ngân sách|lương|thu nhập|phụ cấp|phí|phạt|niêm yết|thuê|cước|thù lao|trợ cấp"
    r"|học bổng|đóng|chi phí|tiền thưởng|cọc|mức (?:thu|phạt|lương|đóng|hỗ trợ|thưởng|giá)|đấu giá khởi điểm)"
    r"|(?P<stock>nợ|dư nợ|vốn điều lệ|vốn chủ sở hữu|tổng tài sản|vốn hóa|vốn hoá|tiền gửi|tài sản|thiếu|quỹ|tồn kho|dự trữ|vay)"
    r"|(?P<flow>thu về|thu|lãi|lợi nhuận|doanh thu|kim ngạch|huy động|thiệt hại|chi trả|hỗ trợ|bồi thường|giải ngân|đạt|thất thoát|chiếm đoạt|nộp|trao|tặng|ủng hộ|đóng góp|xuất khẩu|nhập khẩu|chi|trả|cấp|nhận|lỗ|thu hồi|chuyển|truy thu))(?!\w)")


def _money_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    """The nearest word that tells: a price or budget, a debt or capital, or money that moved."""
    if scene.compound or scene.change and re.search(r"(?<!\w)(?:giá|phí|lương)(?!\w)", scene.left[-80:]):
        return "price"
    reach = scene.left[-60:]
    cues = list(_MONEY_CUE.finditer(reach))
    if scene.before in _PASSED_ON and scene.between is not None and not _MONEY_CUE.search(scene.between[-60:]):
        return scene.before
    kind = cues[-1].lastgroup if cues else "flow" if predicate and _left_verb(scene.left[-60:], 4) else "price"
    if kind == "price" and cues and cues[-1][0] in ("trị giá", "giá", "giá trị") and any(cue.lastgroup == "flow" for cue in cues):
        kind = "flow" if _WORTH.search(reach, cues[-1].start() - 8) else kind
    if kind == "flow" and _is_running(scene):
        return "cumulative"
    return kind  # type: ignore[return-value]


_PASSED_ON = ("price", "flow", "stock", "cumulative", "other")
_WORTH = re.compile(r"tổng (?:trị giá|giá trị)")


def _is_running(scene: Scene) -> bool:
    return bool(_RUNNING.search(scene.left[-90:]))


_SIZE = frozenset(("m", "km", "cm", "mm", "m2", "km2", "m²", "kg", "g", "độ", "độ C", "MW", "kV", "kW", "mét", "km²", "hải lý", "inch", "GB"))
_EVENTS = ("vụ", "ca", "trường hợp", "lượt", "cuộc", "trận", "đơn", "ý kiến", "phiếu")


def _count_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    unit = (scene.unit or "").lower()
    if unit in _PART_TERMS and not (scene.change and unit not in ("lần", "điểm")):
        return "other"
    if scene.change:
        return "flow" if scene.kind else "other"
    if scene.before in _PASSED_ON and scene.between is not None and _passes_on(scene.between):
        return scene.before
    if scene.kind is None and unit:
        return _size_type(scene, predicate, unit)
    if scene.kind in ("q", "p") or unit.startswith(_EVENTS):
        return _people_type(scene, predicate)
    if scene.kind == "a":
        predicate = _left_verb(scene.left[-140:], reach=2)
    if predicate is None or predicate.type in ("stock", "price", "other"):
        return "stock"
    return "cumulative" if _is_running(scene) else "flow"


def _passes_on(between: str) -> bool:
    """Whether nothing between two figures of a sentence says anything new: *khoa Nhân văn 9 sinh viên, khoa Du lịch 16 sinh viên*."""
    verb = _left_verb(between[-90:])
    return len(between) < 90 and (verb is None or verb.words in HOLLOW) and "." not in between.rstrip(".")


def _size_type(scene: Scene, predicate: Predicate | None, unit: str) -> MeasureType:
    """Lengths and the like are sizes; tonnes, litres and hectares are flows under a verb that moves them."""
    near = _left_verb(scene.left[-60:], 6)
    if near is None or predicate is None or unit in _SIZE or predicate.type in ("other", "price"):
        return "other"
    if predicate.type == "stock":
        return "stock" if unit == "ha" and predicate.words not in HOLLOW else "other"
    return "cumulative" if _is_running(scene) else "flow"


_THERE = re.compile(r"(?<!\w)(?:với|gồm|từ) (?:hơn |gần |khoảng |trên |tổng số |cả )?$")


def _people_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    """People and events are what happened, unless the clause says that they are there (*hiện có 6 đảng viên*)."""
    if _THERE.search(scene.left[-24:]) or predicate and predicate.type in ("stock", "price") and predicate.words not in HOLLOW:
        return "stock"
    return "cumulative" if _is_running(scene) and predicate and predicate.type == "flow" else "flow"


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
