"""Whether an amount is reported, estimated or a goal (CODEBOOK.md §2: `status`)."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.extract.figures.scene import Scene
from pipeline.model import Status

_NOT_GOAL = re.compile(
    r"(?:so với|vượt|đạt|bằng|hoàn thành|theo|của|bộ|sở|phòng|ban|vụ|cục|các|phó|giám đốc|thực hiện|phê duyệt|trong|\d%|\d|"
    r"%) (?:chỉ tiêu|kế hoạch|mục tiêu|dự án|dự toán|quy hoạch)")
_DONE = re.compile(r"(?<!\w)(?:đã|vừa|hiện (?:có|nay|còn|tại|đang)|đến nay|trước đó|thực tế|cho biết|cho hay)(?!\w)")
_PLAN_WORDS = frozenset(("kế hoạch", "chỉ tiêu", "mục tiêu", "dự án", "dự toán", "quy hoạch"))
_AHEAD = re.compile(r"[^,.;:]{0,45}?(?<!\w)(?:sẽ|(?<!so với )(?<!hơn )dự kiến)(?!\w)")
_RULE = re.compile(r"(?<!\w)(?:phạt|phạt tiền|bảo hiểm tối đa|tối thiểu|đủ điều kiện)(?!\w)")
_THERE_ALREADY = re.compile(r"(?: [^\W\d_]+){0,2}? (?:vừa|đã|từng)(?!\w)")
"""What the counted things have behind them: *sẽ thông tin về 2 cán bộ vừa bị khởi tố*."""
_DEGREES = frozenset(("độ C", "độ", "°C", "oC"))
_RAIN_AHEAD = re.compile(r"(?<!\w)(?:sẽ|dự báo) .{0,40}mưa(?!\w)")
_FORECAST = re.compile(
    r"(?<!\w)mưa(?!\w).{0,60}(?:phổ biến|có nơi|cục bộ|từ|dự kiến|khoảng)|(?:có nơi|phổ biến|cục bộ)(?: [^\W\d_]+){0,3} $")
_FELL = re.compile(
    r"(?<!\w)(?:đo được|ghi nhận|quan trắc|đêm qua|hôm qua|sáng nay|giờ qua|ngày qua|đã (?:có )?mưa|tính từ|"
    r"lượng mưa từ)(?!\w)")
_ABLE = re.compile(
    r"(?:đề nghị|kiến nghị|yêu cầu)[^.;]{0,90}(?:kỷ luật|điều tra|làm rõ|hình thức xử lý)|chủ trương đầu tư|"
    r"khả năng (?:chứa|dự trữ|cung cấp|chịu|sản xuất|"
    r"tiếp nhận|hoạt động)|có thể (?:chứa|chở|bị phạt)")
_FORETOLD = frozenset(("dự báo", "ước", "ước tính", "dự đoán", "dự tính", "tiên lượng", "nguy cơ"))
_MEANT = frozenset(("sẽ", "có thể", "khả năng"))
_SAME_CLAUSE = re.compile(r"[^;:]*")
"""*dự báo … sẽ tăng 13%* stays a forecast."""
_NEED = re.compile(
    r"(?<!\w)(?:(?:cần|phải)(?: phải)? (?:đạt|khắc phục|hoàn thành|bảo đảm|đảm bảo|giảm|tăng|trồng|kết nạp|nâng|giải ngân)"
    r"(?: [^\W\d_]+){0,6}|cần thêm|(?:bảo|đảm) (?:đảm|bảo)(?: [^\W\d_]+){0,8} (?:đạt|trên|ít nhất|tối thiểu|không dưới|từ)|"
    r"xin (?:hỗ trợ|cấp|thêm|vay)(?: [^\W\d_]+){0,4}|"
    r"quyết tâm(?: [^\W\d_]+){0,6}|đến năm 20[3-9]\d[^.;:]{0,60})"
    r" (?:khoảng |hơn |trên |gần |ít nhất |tối thiểu |từ |đạt |lên |thêm |số tiền )*$")
"""What must be or is asked for, right before the number: *phải đạt 90%*, *cần thêm 20 tỷ đồng*, *đến năm 2030 đạt 95%*."""
_GOAL_AFTER = re.compile(r"(?: [^\W\d_]+){0,4} (?:là|đạt|phải|có|trồng|giảm|tăng|kết nạp|đến|từ|trên|ít nhất)(?!\w)|[^,]{0,25}$")


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
    if scene.unit in ("kV", "V"):
        return "reported"
    if scene.unit in ("mm", "cm") and not _FELL.search(scene.left) and (_FORECAST.search(left) or _RAIN_AHEAD.search(left)):
        return "estimated"
    if scene.unit in _DEGREES and scene.foretold and not _FELL.search(scene.left):
        return "estimated"
    found: Status = "target" if future or (scene.timed is False and _AHEAD.match(scene.right)) else "reported"
    if scene.goals or scene.designed or _NEED.search(left):
        found = "target"
    if scene.between is not None and scene.hope and not _DONE.search(scene.between) and ". " not in scene.between:
        found = scene.hope
    foretold, ahead = False, 0
    for match in pattern.finditer(left):
        if (match[1] in _PLAN_WORDS and not _is_goal(left, match)) or _ABLE.match(left, match.start()) or _than(left, match):
            continue
        if foretold and match[1] in _MEANT and _SAME_CLAUSE.fullmatch(left, ahead, match.start()):
            continue
        foretold, ahead = match[1] in _FORETOLD, match.end()
        found = "reported" if _DONE.search(left, match.end()) else values[match[1]]
    return "reported" if found == "target" and scene.kind and _THERE_ALREADY.match(scene.right) else found


def _than(left: str, match: re.Match[str]) -> bool:
    """*cao hơn so với dự kiến* compares with a plan and is none."""
    return left.endswith(("so với ", "hơn ", "như ", "đúng "), 0, match.start())


def _is_goal(left: str, match: re.Match[str]) -> bool:
    """*chỉ tiêu là 12* sets a goal; *vượt kế hoạch* and *dự án* as a noun do not."""
    if match[1] in ("dự án", "quy hoạch", "dự toán"):
        return False
    if _NOT_GOAL.search(left, max(0, match.start() - 12), match.end()) and not left[:match.start()].endswith("theo "):
        return False
    return _GOAL_AFTER.match(left, match.end()) is not None
