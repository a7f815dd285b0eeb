"""What a page is that is no article, and how one can tell."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.sources.blocks import blocks_of, hidden
from pipeline.sources.pages import Page
from pipeline.text import clean, fold

SMALL_PAGE = 6000
"""Cookie walls and verification pages are tiny; an article page has ten times as many characters."""

_WALL = re.compile(
    r"xác minh|document\.cookie\s{0,3}=|location\.reload|cf-chl|challenge-platform|just a moment|captcha|verify you are", re.I)
_A_PAGE = "(?:trang|nội dung|bài viết|bài báo|tin|đường dẫn|liên kết|địa chỉ)"
_GONE = re.compile(
    rf"^(?:lỗi |error |http )?404(?:$|[ \t]*[-:|!.]| (?:not|page|error|không|lỗi|trang))|"
    rf"không tìm thấy {_A_PAGE}\b|page not found|^not found$|"
    rf"^{_A_PAGE}\b.{{0,40}}(?:không tồn tại|không tìm thấy|không còn|đã bị (?:xóa|gỡ)|đã được gỡ)")
"""Headings of a page that is gone; a headline may count *404 đảng viên* or tell that somebody was not found."""
_PATHS = (
    ("topic", re.compile(r"-event\d+|/(?:topic|chu-de|tu-khoa|tag|tags|su-kien|s)/", re.I)),
    ("video", re.compile(r"/(?:video|videos|truyen-hinh|tv|media)/", re.I)),
    ("e-paper", re.compile(r"/(?:bao-in|doc-bao-in|xem-bao|epaper|e-paper|an-pham)(?:/|$)", re.I)),
)


LONGEST_SAMPLE = 900
"""Letters that a newspaper lets one read for nothing before the wall."""

_PAYWALL = re.compile(
    r"(?:đăng nhập|đăng ký|mua gói|nâng cấp|trở thành)[^.<>]{0,60}để đọc (?:tiếp|toàn bộ|trọn|đầy đủ|hết bài)|"
    r"(?:bài viết|nội dung)(?: này)?(?: chỉ)? dành(?: riêng)? cho (?:thuê bao|hội viên|bạn đọc trả phí|người đọc trả phí)")
_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false', re.I)


def is_paid(page: Page, letters: int) -> bool:
    """True when only the beginning of an article is there: ``letters`` of it, and the page asks for a subscription."""
    if letters > LONGEST_SAMPLE:
        return False
    walls = page.all(["[class*=paywall]", "[id*=paywall]", ".premium-lock", ".subscribe-wall"])
    if _FREE.search(page.html) or any(wall.get_text(strip=True) and not hidden(wall) for wall in walls):
        return True
    if not _PAYWALL.search(fold(clean(page.soup.get_text(" ", strip=True)))):
        return False
    body = page.first(["body"])
    return body is not None and any(_PAYWALL.search(fold(clean(block.text))) for block in blocks_of(body))


def barrier(page: Page) -> tuple[str, str] | None:
    """Blocked or gone, with the reason, or None: a page that a server sent instead of an article, whatever its status."""
    if not page.html.strip():
        return "empty", "no text at all"
    if len(page.html) < SMALL_PAGE and _WALL.search(page.html):
        return "blocked", "a cookie wall or a check for robots"
    heading = page.first(["h1"]) or page.first(["title"])
    text = fold(clean(heading.get_text(" ", strip=True)))[:120] if heading else ""
    if len(text) < 80 and (found := _GONE.search(text)) and len(page.soup.get_text(" ", strip=True)) < SMALL_PAGE:
        return "gone", f"its heading says {found[0]!r}"
    return None


def instead(page: Page) -> tuple[str, str]:
    """What a page without a readable article is: topic, video, e-paper, listing or empty, with the reason."""
    path = urlsplit(page.url).path if page.url else ""
    for found, pattern in _PATHS:
        if pattern.search(path):
            return found, "its address says so, and no article stands on it"
    links = sum(len(tag.get_text(strip=True)) > 25 for tag in page.all(["a[href]"]))
    if links >= 2:
        return "listing", f"{links} links with a headline and no body"
    return "empty", "no body was found"
