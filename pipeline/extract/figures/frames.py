"""The frame a line or a sentence stands in: a heading that sets goals, a project that is still to be built (CODEBOOK.md §2: `status`)."""

from __future__ import annotations

import re

_GOALS = re.compile(
    r"(?:[\divx]{1,4}[.)/]? ?[-–]? ?)?(?:các |một số |về |những )?(?:mục tiêu|chỉ tiêu|phấn đấu)(?!\w)|"
    r".*(?<!\w)(?:mục tiêu|chỉ tiêu|phấn đấu)[^.]*:$")
_RESULTS = re.compile(r"(?<!\w)(?:kết quả|thực hiện (?:các )?(?:chỉ tiêu|mục tiêu)|đạt được|hoàn thành|vượt)(?!\w)")
_BULLET = re.compile(r"(?:[-+•*·]|\d{1,2}(?:\.\d)?[.)]|[a-zđ][.)]) ?")
_PROPOSED = re.compile(
    r"(?<!\w)(?:(?:sẽ|dự kiến|chuẩn bị|muốn|xin|kêu gọi|mời gọi|kế hoạch|nghiên cứu|lập)(?: sẽ| được| cho| các){0,2} "
    r"(?:đầu tư|xây|xây dựng|khởi công|triển khai|mở rộng|thi công|làm|lấn biển|nâng cấp|dự án)|đề xuất|chủ trương đầu tư|"
    r"(?:phê duyệt|chấp thuận|thông qua|quyết định) (?:chủ trương|dự án|đầu tư|phương án|đề án|thiết kế|nhà đầu tư)|"
    r"(?<!đã )khởi công(?! (?:xây dựng )?(?:từ|năm|vào|ngày))|động thổ|khả thi)(?!\w)")
_PROJECT = re.compile(
    r"(?:[^,.;:\n]{0,30}, |[^.;:\n]{0,120}(?:cho biết|cho hay|rằng|theo đó),? )?"
    r"(?:toàn bộ |giai đoạn \w+ |các |tổng thể )?(?:dự án|công trình|tuyến|cầu|nhà máy|khu(?! vực)|hầm|"
    r"cảng|sân bay|đường|tổng (?:mức|vốn)|quy mô|nguồn vốn|kinh phí|thời gian (?:thực|thi|xây|hoàn)|tiến độ|hạng mục|"
    r"sau khi hoàn)(?!\w)")
_SIZE = re.compile(
    r"(?<!\w)(?:quy mô|tổng mức đầu tư|tổng vốn|vốn đầu tư|tổng đầu tư|kinh phí|diện tích|chiều dài|dài|rộng|cao|công suất|"
    r"sức chứa|mặt cắt|vận tốc|tốc độ|thiết kế|gồm|bao gồm|chia thành|thời gian|tiến độ|nguồn vốn|chi phí|mức đầu tư|làn xe|"
    r"hạng mục|có)(?!\w)")
_STANDS = re.compile(
    r"(?<!dự kiến )(?<!sẽ )(?<!\w)(?:khánh thành|hoàn thành|đưa vào (?:sử dụng|khai thác|vận hành|hoạt động)|thông xe|"
    r"đi vào hoạt động|nghiệm thu|sai phạm|chậm tiến độ|chậm trễ|dở dang|bỏ hoang|thanh tra|kiểm toán|khởi tố|bị can|bị cáo|"
    r"đội vốn|vi phạm|xuống cấp|sập|tai nạn|thu hồi|tính đến)(?!\w)")
"""What is told of works that stand already, or of affairs about them: their sizes are facts."""
_DONE = re.compile(
    r"(?<!\w)(?:đã|đang|hiện|hiện nay|vừa|từng|đến nay|trước đây|trước đó|năm ngoái|so với|tính đến|mỗi|bình quân)(?!\w)")


def designed(folded: str, sentence: int, start: int) -> bool:
    """Whether the number at ``start`` is a size of works not yet built: *Dự án có tổng mức đầu tư …* after *đề xuất xây dựng …*.

    ``sentence`` is where its sentence begins. The sentence tells of the project or its cost, a sentence shortly before of the
    proposal or the start of the works, and nothing around says that they stand.
    """
    left = folded[sentence:start]
    if not _PROJECT.match(left) or not _SIZE.search(left) or _DONE.search(left):
        return False
    around = folded[max(0, sentence - 500):start]
    return _PROPOSED.search(around) is not None and not _STANDS.search(around) and not _STANDS.search(folded, 0, 200)


def under_goals(folded: str, start: int) -> bool:
    """Whether the line at ``start`` is an item under a heading that sets goals (*Chỉ tiêu đến năm 2030:*, *Mục tiêu cụ thể*)."""
    before = folded[max(0, start - 1500):start]
    if not any(word in before for word in ("mục tiêu", "chỉ tiêu", "phấn đấu")):
        return False
    lines = before.split("\n")
    listed = bool(_BULLET.match(lines.pop()))
    for line in reversed([line for line in lines if line][-12:]):
        if _BULLET.match(line) and line.endswith((".", ";", ",")):
            continue
        if line.endswith(":") or (len(line) < 100 and not line.endswith((".", "!", "?", "…", ";", '"', "”"))):
            return bool(_GOALS.match(line[:300])) and not _RESULTS.search(line)
        if listed:
            return False
    return False


_FORECAST = re.compile(
    r"(?<!\w)(?:dự báo|cảnh báo|nhiệt độ (?:thấp|cao) nhất (?:trong|phổ biến|từ|dao động)|(?:trời|đêm|sáng|ngày|trở|chuyển) rét|ngày nắng|"
    r"trời (?:nắng|lạnh)|đêm (?:có|không) mưa|không khí lạnh|nắng nóng)(?!\w)")
_MEASURED = re.compile(r"(?<!\w)(?:ghi nhận|đo được|quan trắc|hôm qua|đêm qua|đã (?:xuống|giảm|xuất hiện)|xuống còn|kỷ lục)(?!\w)")


def foretold(folded: str, start: int) -> bool:
    """Whether the weather is foretold before ``start``, and nothing there says that it was measured."""
    before = folded[max(0, start - 400):start]
    return _FORECAST.search(before) is not None and not _MEASURED.search(before)
