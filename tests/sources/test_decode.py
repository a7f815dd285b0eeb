"""Bytes become the letters they stand for, times the moments they mean, and metadata what was meant by it."""

from __future__ import annotations

import codecs

import pytest

from pipeline.sources import parse
from pipeline.sources.dates import read_iso, read_printed, same_clock
from pipeline.sources.metadata import Metadata, unescape
from pipeline.sources.pages import Page, decode, json_ld_of, strip_silent

TEXT = "<p>Đảng bộ xã Pha Long, huyện Mường Khương</p>"
PAGE = ('<html><head><meta property="og:type" content="article">{meta}</head><body><h1 class="title-detail">Chợ Cán Cấu</h1>'
        '<article class="fck_detail"><p>Chợ họp sáng thứ bảy, bán trâu và vải.</p></article></body></html>')


@pytest.mark.parametrize("data", [
    TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be"),
    b"\xff\xfe" + TEXT.encode("utf-16-le"), TEXT, "\ufeff" + TEXT,
])
def test_every_unicode_encoding_is_read(data: bytes | str) -> None:
    assert decode(data) == TEXT


def test_an_old_charset_is_believed_only_where_utf_8_is_impossible() -> None:
    old = '<meta charset="windows-1258"><p>Đ</p>'
    assert decode(old.encode("windows-1258")) == old
    wrong = '<meta charset="windows-1252"><p>Đảng</p>'
    assert decode(wrong.encode()) == wrong


@pytest.mark.parametrize("charset", ["utf-8", "x-unknown", "utf-7", "hex", "idna"])
def test_a_wrong_charset_raises_nothing(charset: str) -> None:
    assert "x" in decode(f'<meta charset="{charset}">x'.encode() + b"\xff\xfe\x80")


def test_a_utf_16_page_is_an_article() -> None:
    assert parse(PAGE.format(meta="").encode("utf-16")).title == "Chợ Cán Cấu"


def test_letters_are_composed_and_invisible_ones_removed() -> None:
    article = parse(PAGE.format(meta="").replace("Chợ họp", "Cho\u031b\u0323\u200b ho\u0323p"))
    assert article.body == ("Chợ họp sáng thứ bảy, bán trâu và vải.",)


@pytest.mark.parametrize(("html", "kept"), [
    ("a<script>b</script>c", "ac"), ("a<!-- b -->c", "ac"), ("a<SCRIPT x='>'>b</script >c", "ac"), ("a<script>b", "a"),
    ("a<!--b", "a"),
    ("a<style>b</style><p>c</p><!--d--><svg><path/></svg>e", "a<p>c</p>e"), ("a<!-->b-->c", "ab-->c"), ("a<scripted>b",
    "a<scripted>b"),
])
def test_what_is_silent_is_taken_out(html: str, kept: str) -> None:
    assert strip_silent(html) == kept


def test_json_ld_is_found_whatever_the_case_of_its_tag() -> None:
    assert json_ld_of('<Script TYPE="application/ld+json" id=a>{"a":"</p>"}</SCRIPT><script>b</script>') == ['{"a":"</p>"}']


@pytest.mark.parametrize(("text", "time"), [
    ("2026-03-07T08:52:11.000 +07:00", "2026-03-07T08:52:11+07:00"), ("2026-03-07T08:52:11+0700", "2026-03-07T08:52:11+07:00"),
    ("2026-03-07T01:52:11Z", "2026-03-07T08:52:11+07:00"), ("2026-03-07 08:52", "2026-03-07T08:52:00+07:00"),
    ("2026-3-7T8:05:00", "2026-03-07T08:05:00+07:00"), ("2026-03-07", "2026-03-07"), ("0001-01-01T00:00:00", None),
    ("1970-01-01T00:00:00Z", None), ("2026-13-07T08:00:00", None), ("2026-02-30", None), ("", None), ("2026-03-07T25:00:00",
    None),
    ("2026-03-07T08:52:11.1234567+07:00", "2026-03-07T08:52:11+07:00"), ("9999-12-31T23:59:59-12:00", None),
])
def test_marked_times_are_read(text: str, time: str | None) -> None:
    assert read_iso(text) == time


@pytest.mark.parametrize(("text", "time"), [
    ("14/08/2026 - 21:20", "2026-08-14T21:20:00+07:00"), ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", "2026-03-07T00:05:00+07:00"),
    ("Thứ sáu: 15:00 ngày 09/02/2024", "2024-02-09T15:00:00+07:00"), ("09:47, 15/03/2021", "2021-03-15T09:47:00+07:00"),
    ("14:33 02/11/2020", "2020-11-02T14:33:00+07:00"), ("06-03-2026 - 17:09 PM", "2026-03-06T17:09:00+07:00"),
    ("07-03-2026 - 00:01 AM", "2026-03-07T00:01:00+07:00"), ("07/03/2026 05:09 PM", "2026-03-07T17:09:00+07:00"),
    ("07/03/2026 12:05 AM", "2026-03-07T00:05:00+07:00"), ("Thứ sáu, 13-3-26 18:37:51", "2026-03-13T18:37:51+07:00"),
    ("Cập nhật 08h30 ngày 2.9.2025", "2025-09-02T08:30:00+07:00"), ("Ngày 2 tháng 9 năm 2025", "2025-09-02"), ("9/2025", None),
    ("31/02/2025", None), ("Hotline 0912.345.678", None), ("2026-03-07T08:00:00+07:00", "2026-03-07T08:00:00+07:00"), ("", None),
    ("192.168.1.10", None), ("5 phút trước", None), ("32/13/2025 99:99", None),
])
def test_printed_times_are_read_day_first(text: str, time: str | None) -> None:
    assert (read_printed(text) or "")[:16] == (time or "")[:16]


def test_a_false_z_is_known_by_the_time_on_the_page() -> None:
    assert same_clock("2026-08-14T21:20:31Z", "2026-08-14T21:20:00+07:00")
    assert not same_clock("2026-08-14T14:20:31Z", "2026-08-14T21:20:00+07:00")
    assert not same_clock("2026-08-14T21:20:31Z", None)


@pytest.mark.parametrize("text", ["Đại hội", "&#272;&#7841;i h&#7897;i", "&amp;#272;&amp;#7841;i h&amp;#7897;i",
    "&amp;amp;#272;ại hội"])
def test_entities_are_undone_however_often_they_were_escaped(text: str) -> None:
    assert unescape(text) == "Đại hội"


@pytest.mark.parametrize("block", [
    '{"@type":"NewsArticle","headline":"A"}', '[{"@type":"WebSite"},{"@type":["Article"],"headline":"A"}]',
    '{"@graph":[{"@type":"NewsArticle","headline":"A"}]}', '{"@type":"NewsArticle","headline":"A",}',
    '{"@type":"NewsArticle","headline":"A"};',
    '{"@type":"NewsArticle","headline":"A","description":"two\nlines"}',
    '{"@type":"NewsArticle",\n"headline" : "A", "x": "bro"ken"}',
])
def test_json_ld_is_read_with_its_mistakes(block: str) -> None:
    metadata = Metadata(Page(f'<script type="application/ld+json">{block}</script>'))
    assert metadata.field("headline") == ("A", "json-ld headline")
    assert metadata.says_article


@pytest.mark.parametrize("author", ['""', "null", '{"name":null}', '"https://www.facebook.com/bao"', '{"name":"Báo Mẫu"}',
    '"Theo TTXVN"', "[]", "7"])
def test_a_newspaper_or_an_address_is_no_author(author: str) -> None:
    article = '{"@type":"NewsArticle","publisher":{"name":"Báo Mẫu"},"author":' + author + "}"
    meta = f'<script type="application/ld+json">{article}</script>'
    assert parse(PAGE.format(meta=meta), "https://baomau.example/x-12345.html").author is None
