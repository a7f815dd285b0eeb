"""What kind of amount a figure is: a stock or a flow, an average, a share, a price (CODEBOOK.md §2: `measure_type`)."""

from __future__ import annotations

import re

from pipeline.extract.figures.predicates import HOLLOW, Predicate, left_verb, predicate_of
from pipeline.extract.figures.scene import Scene
from pipeline.model import MeasureType

_AVERAGE = re.compile(
    r"(?<!\w)(?:bình quân|(?<!điểm )trung bình|mỗi (?:năm|tháng|ngày|giờ|tuần|quý|vụ|hộ|người|xã|huyện|tỉnh|lớp|ca)|"
    r"hằng (?:năm|tháng|ngày)|hàng (?:năm|tháng|ngày)|(?<!chứng )(?<!căn )cứ)(?!\w)")
_SAME_LIST = re.compile(r"(?: [^\W\d_]+){0,8}(?:;|,| và)(?: (?:hơn|gần|khoảng|trên|và))* $")
_EACH_AFTER = re.compile(
    r"[^,.;:()\d]{0,25}(?: (?:mỗi|một) (?:năm|tháng|ngày|giờ|tuần|vụ|hộ|người|xã)|/(?:năm|ngày|tháng|người|hộ|xã|ca))(?!\w)")
_RUNNING = re.compile(
    r"(?<!\w)(?:lũy kế|luỹ kế|từ đầu (?:năm|nhiệm kỳ|mùa|vụ|dịch|đợt)|tính (?:đến|tới)|đến nay|"
    r"tới nay|tổng cộng đã|cộng dồn|"
    r"(?:đến|tới) hết (?:ngày|tháng)|đến thời điểm)(?!\w)")
_RATE = re.compile(
    r"(?<!\w)(?:lãi suất|thuế suất|thuế|tăng trưởng|lạm phát|cpi|tốc độ tăng|tốc độ|biên lợi nhuận|roe|roa|nồng độ|độ ẩm|"
    r"chiết khấu|lợi suất|gấp)(?!\w)")
_PART_TERMS = frozenset((
    "nội dung", "nhiệm vụ", "giải pháp", "tiêu chí", "chỉ tiêu", "lĩnh vực", "yếu tố", "nguyên tắc", "mục tiêu", "vấn đề",
    "giai đoạn", "hình thức", "lý do", "nguyên nhân", "yêu cầu", "tầng", "môn", "môn học", "bước", "khâu", "mặt", "chiều",
    "điều kiện", "phương án", "kịch bản", "học kỳ", "nhóm nhiệm vụ", "nhóm giải pháp", "chỗ ngồi", "điểm", "lần",
))
_PARTS_OF = re.compile(r"(?<!\w)(?:chiếm|tỷ lệ|tỉ lệ|tỷ trọng|hoàn thành|trong đó)(?!\w)")
_HIGHER = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn[^,.;]{0,25}$")
_WAGE = re.compile(r"(?<!\w)(?:lương|thu|thưởng|thu nhập|chi|bán|lãi|doanh thu|kiếm|được)(?!\w)")
_MONEY_CUE = re.compile(
    r"(?<!\w)(?:(?P<price>giá(?! trị gia tăng| vốn)|trị giá|vốn đầu tư|đầu tư(?! công| nước)|mức đầu tư|tổng vốn|"
    r"tổng đầu tư|kinh phí|ngân sách|"
    r"lương|thu nhập|phụ cấp|phí|phạt|niêm yết|thuê|cước|thù lao|trợ cấp"
    r"|học bổng|đóng|chi phí|tiền thưởng|cọc|mức (?:thu|phạt|lương|đóng|hỗ trợ|thưởng|giá)|đấu giá khởi điểm)"
    r"|(?P<stock>nợ lãi|nợ|dư nợ|"
    r"vốn điều lệ|vốn chủ sở hữu|tổng tài sản|vốn hóa|vốn hoá|tiền gửi|tài sản|thiếu|quỹ|tồn kho|dự trữ|vay)"
    r"|(?P<flow>thu về|thu|lãi|doanh số|tạm ứng|dành|giao (?:thêm|trước)|lợi nhuận|doanh thu|kim ngạch|huy động|thiệt hại|"
    r"chi trả|hỗ trợ|bồi thường|giải ngân|đạt|"
    r"thất thoát|chiếm đoạt|nộp|trao|tặng|ủng hộ|đóng góp|xuất khẩu|nhập khẩu|chi|trả|cấp|nhận|lỗ|thu hồi|chuyển|"
    r"truy thu))(?!\w)")
_PASSED_ON = ("price", "flow", "stock", "cumulative", "other")
_WORTH = re.compile(r"tổng (?:trị giá|giá trị)")
_PER_TIME = ("/ngày", "/tháng", "/năm", "/tuần", "/ngày đêm", "/quý")
_SIZE = frozenset((
    "m", "km", "cm", "mm", "m2", "km2", "m²", "kg", "g", "độ", "độ C", "MW", "kV", "kW", "mét", "km²", "hải lý", "inch",
    "GB",
))
_PHYSICAL = _SIZE | {"ha", "tấn", "tạ", "lít", "m3", "m³", "kwh", "kw", "mw", "gw", "yến", "hecta", "sào", "mẫu", "tr", "đô"}
_THERE_IS = frozenset(("có", "hiện có", "còn", "còn có", "chỉ có", "gồm", "bao gồm", "sở hữu", "tổng số", "tổng cộng", "với"))
_EVENTS = ("vụ", "ca", "trường hợp", "lượt", "cuộc", "trận", "đơn", "ý kiến", "phiếu")
_ACCUSED = ("bị cáo", "bị can", "nghi phạm", "nạn nhân", "đối tượng", "đồng phạm")
_THERE = re.compile(r"(?<!\w)(?:gồm|từ) (?:hơn |gần |khoảng |trên |tổng số |cả )?$")
_NOW = re.compile(
    r"(?<!\w)hiện(?: nay| tại| vẫn| đang| chỉ| mới){0,2} (?:có|còn)"
    r"(?: tới| đến| hơn| gần| khoảng| trên| tổng số| tổng cộng){0,2} $")
_WITH = re.compile(r"(?<!đối )với (?:hơn |gần |khoảng |trên |tổng số )?$")
_AMONG = re.compile(r"(?<!\w)(?:tại|của|từ|ở|trong số|cho|trên|thuộc) (?:hơn |gần |khoảng |trên |cả )*$")
_FROM_TO = re.compile(
    r"(?:tăng|giảm)[^,.;]{0,12} (?:từ|lên|xuống|xuống còn|lên đến|lên tới) (?:khoảng |hơn |gần )?$|số [^,.;]{3,40} từ $")


_MAKING = frozenset((
    "làm", "làm mới", "xây", "xây dựng", "xây mới", "mở", "nâng cấp", "sửa chữa", "bê tông hóa", "hoàn thành",
    "khởi công", "khánh thành",
    "kiên cố hóa", "cứng hóa", "trồng", "trồng mới", "di dời", "lắp đặt", "giải tỏa",
))


def type_of(scene: Scene, measure_type: str | None, money: bool) -> MeasureType:
    """Stock, flow, average, share …: the strongest sign wins, as the codebook ranks them."""
    if measure_type == "duration" and scene.right.startswith(" lương"):
        return "other"
    if measure_type in ("age", "duration"):
        return measure_type  # type: ignore[return-value]
    if _is_average(scene, money):
        return "average"
    if scene.ratio:
        return "share"
    if scene.unit and scene.unit.startswith(("%", "‰", "điểm %")):
        return "other" if scene.change or scene.compound or _is_rate(scene.left[-70:]) else "share"
    if money:
        return _money_type(scene)
    if scene.unit and scene.unit.endswith(_PER_TIME):
        return "average"
    return _count_type(scene)


def _is_rate(left: str) -> bool:
    """Growth, interest and tax rates are no shares."""
    rates = list(_RATE.finditer(left))
    return (bool(rates) and not _PARTS_OF.search(left, rates[-1].end())) or bool(_HIGHER.search(left))


def _is_average(scene: Scene, money: bool) -> bool:
    left = scene.left[max(0, len(scene.left) - 70):]
    left = left[max(left.rfind("; "), left.rfind(" trong đó "), left.rfind(". ")) + 1:]
    signs = list(_AVERAGE.finditer(left))
    reach = 20 if scene.unit and scene.unit.startswith("%") else 45
    if scene.before == "average" and scene.between and _SAME_LIST.fullmatch(scene.between):
        return True
    if signs and len(left) - signs[-1].end() < reach and ", nâng" not in left[signs[-1].end():]:
        return True
    return bool(_EACH_AFTER.match(scene.right)) and not (money and not _WAGE.search(scene.left[-50:]))


def _money_type(scene: Scene) -> MeasureType:
    """The nearest word that tells: a price or budget, a debt or capital, or money that moved."""
    if scene.compound or (scene.change and re.search(r"(?<!\w)(?:giá|phí|lương)(?!\w)", scene.left[-80:])):
        return "price"
    reach = scene.left[-60:]
    cues = list(_MONEY_CUE.finditer(reach))
    if cues and cues[-1][0] == "đạt":
        cues = [cue for cue in _MONEY_CUE.finditer(scene.left[-120:]) if cue[0] != "đạt"] or cues
    if scene.before in _PASSED_ON and scene.between is not None and not _MONEY_CUE.search(scene.between[-60:]):
        return scene.before
    kind = cues[-1].lastgroup if cues else "flow" if left_verb(scene.left[-60:], 4) else "price"
    if kind == "price" and cues and cues[-1][0] in ("trị giá", "giá", "giá trị") and any(cue.lastgroup == "flow" for cue in cues):
        kind = "flow" if _WORTH.search(reach, cues[-1].start() - 8) else kind
    if kind == "flow" and _is_running(scene):
        return "cumulative"
    return kind  # type: ignore[return-value]


def _is_running(scene: Scene) -> bool:
    """Whether it is a running total: *từ đầu năm đến nay*, also when a figure before it, in its sentence or the last, was."""
    return bool(_RUNNING.search(scene.left[-150:])) or (scene.before == "cumulative" and (scene.between is not None or scene.near))


def _count_type(scene: Scene) -> MeasureType:
    unit = (scene.unit or "").lower()
    if unit in _PART_TERMS and not (scene.change and unit not in ("lần", "điểm")):
        return "other"
    if scene.change:
        return "flow" if scene.kind else "other"
    if unit.startswith(_ACCUSED):
        return "cumulative" if _is_running(scene) else "flow"
    if _FROM_TO.search(scene.left[-60:]):
        return "stock"
    predicate = predicate_of(scene)
    if (predicate is None or predicate.side == "left") and scene.before in _PASSED_ON and _passes_on(scene.between):
        return scene.before
    if scene.kind is None and unit:
        return _size_type(scene, predicate, unit)
    if _NOW.search(scene.left[-24:]):
        return "stock"
    if scene.kind in ("q", "p") or unit.startswith(_EVENTS):
        return _people_type(scene, predicate)
    return _thing_type(scene, predicate)


def _thing_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    """Institutions, places and things are there, unless a verb says what happened to them."""
    if scene.kind in ("n", "h") and _AMONG.search(scene.left[-24:]):
        return "stock"
    if scene.kind == "a":
        predicate = left_verb(scene.left[-140:], reach=2)
    if predicate is None or predicate.type in ("stock", "price", "other"):
        return "stock"
    return "cumulative" if _is_running(scene) else "flow"


def _passes_on(between: str | None) -> bool:
    """Whether nothing between two figures of a sentence says anything new: *khoa Văn 9 sinh viên, khoa Du lịch 16 sinh viên*."""
    if between is None:
        return False
    verb = left_verb(between[-90:])
    return len(between) < 90 and (verb is None or verb.words in HOLLOW) and "." not in between.rstrip(".")


def _size_type(scene: Scene, predicate: Predicate | None, unit: str) -> MeasureType:
    """Lengths and the like are sizes; tonnes, litres and hectares are flows under a verb that moves them."""
    near = left_verb(scene.left[-60:], 6)
    if near and near.words in _MAKING:
        return "cumulative" if _is_running(scene) else "flow"
    if near is None or predicate is None or unit in _SIZE or predicate.type in ("other", "price"):
        return "other"
    if predicate.type == "stock":
        if predicate.words in _THERE_IS and unit not in _PHYSICAL:
            return "stock"
        return "stock" if unit == "ha" and predicate.words not in HOLLOW else "other"
    return "cumulative" if _is_running(scene) else "flow"


def _people_type(scene: Scene, predicate: Predicate | None) -> MeasureType:
    """People and events are what happened, unless the clause says that they are there (*hiện có 6 đảng viên*)."""
    if _THERE.search(scene.left[-24:]) or (_WITH.search(scene.left[-24:]) and scene.before == "stock" and scene.between):
        return "stock"
    if predicate and predicate.type in ("stock", "price") and predicate.words not in HOLLOW:
        return "stock"
    return "cumulative" if _is_running(scene) and predicate and predicate.type == "flow" else "flow"
