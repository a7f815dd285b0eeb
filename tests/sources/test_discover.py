"""Sitemaps, feeds and section pages name their candidates, whatever their encoding and however they page."""

from __future__ import annotations

import gzip

import pytest

from pipeline.sources import Paper, Response
from pipeline.sources.discover import Found, Source, first_sources, read_source

PAPER = Paper(key="baomau", name="Báo Mẫu", domain="baomau.example", sections=("/chinh-tri",), feeds=("/rss/home.rss",))
HOME = "https://baomau.example"


def found(body: bytes | str, kind: str = "sitemap", page: int = 1, url: str = HOME + "/x") -> Found:
    data = body.encode() if isinstance(body, str) else body
    response = Response(url=url, final_url=url, status=200, headers={}, body=data, fetched="2026-11-24T02:00:00+07:00")
    section = url if kind == "section" else None
    return read_source(response, Source(url=url, kind=kind, page=page, section=section), PAPER)  # type: ignore[arg-type]


def urls(got: Found) -> list[str]:
    return [candidate.url.removeprefix(HOME) for candidate in got.candidates]


SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> {HOME}/cho-phien-post1001.html?utm_source=a </loc><lastmod>2026-03-07T08:52:11.000 +07:00</lastmod>
<news:news><news:title>Chợ phiên</news:title></news:news></url>
<url><loc>{HOME}/chinh-tri</loc></url><url><loc>https://khac.example/x-post1002.html</loc></url>
<url><loc>{HOME}/anh/x-12345.jpg</loc></url><url><loc>{HOME}/mo-duong-post1003.html</loc><lastmod>bad</lastmod></url></urlset>"""


@pytest.mark.parametrize("body", [SITEMAP.encode(), gzip.compress(SITEMAP.encode()), ("\n" + SITEMAP).encode()])
def test_a_sitemap_names_its_articles(body: bytes) -> None:
    got = found(body)
    assert urls(got) == ["/cho-phien-post1001.html", "/mo-duong-post1003.html"]
    assert [candidate.lastmod for candidate in got.candidates] == ["2026-03-07T08:52:11+07:00", None]


def test_an_index_names_sitemaps_of_its_own_host() -> None:
    got = found(f"<sitemapindex><sitemap><loc>{HOME}/s/2026-03.xml.gz</loc><lastmod>2026-03-31</lastmod></sitemap>"
                "<sitemap><loc>https://khac.example/s.xml</loc></sitemap></sitemapindex>")
    [source] = got.sources
    assert (source.url, source.kind, source.lastmod) == (HOME + "/s/2026-03.xml.gz", "sitemap", "2026-03-31")


RSS = f"""<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>x</title><link>{HOME}/</link>
<item><title>Cho\u031b\u0323 phie\u0302n</title><link>/cho-phien-post1001.html</link>
<pubDate>Sat, 07 Mar 2026 01:52:11 GMT</pubDate></item>
<item><guid>{HOME}/mo-duong-post1003.html</guid></item><item><title>no link</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{HOME}/atom"/>
<entry><link rel="replies" href="{HOME}/binh-luan"/>
<link rel="alternate" href="{HOME}/cho-phien-post1001.html"/><updated>2026-03-07T08:52:11+07:00</updated></entry></feed>"""


def test_feeds_in_utf_16_and_atom_name_their_articles() -> None:
    rss, atom = found(RSS.encode("utf-16"), "feed"), found(ATOM, "feed")
    assert urls(rss) == ["/cho-phien-post1001.html", "/mo-duong-post1003.html"]
    assert urls(atom) == ["/cho-phien-post1001.html"]
    assert rss.candidates[0].lastmod == atom.candidates[0].lastmod == "2026-03-07T08:52:11+07:00"


SECTION = """<html><head><base href="{base}"></head><body>
<nav><a href="/kinh-te">Kinh tế</a><a href="/van-hoa/">Văn hóa</a></nav>
<h3><a href="cho-phien-post1001.html">Chợ phiên</a></h3><h3><a href="//baomau.example/mo-duong-post1003.html#bl">Mở đường</a></h3>
<a href="/video/cho-phien-1001.html">Video</a><a href="https://khac.example/x-post1.html">Khác</a>
<a href="javascript:void(0)">x</a>
<div class="pages"><a href="{one}">1</a> <a href="{two}">2</a> <a href="{three}">Sau</a></div></body></html>"""


@pytest.mark.parametrize(("one", "two", "three"), [
    ("?page=1", "?page=2", "?page=2"), ("?p=1", "?p=2&d=", "?p=9"),
    ("/chinh-tri/trang-1.html", "/chinh-tri/trang-2.html", "/chinh-tri/trang-2.html"),
])
def test_a_section_page_names_articles_and_its_next_page(one: str, two: str, three: str) -> None:
    got = found(SECTION.format(base=HOME + "/", one=one, two=two, three=three), "section", url=HOME + "/chinh-tri")
    assert urls(got) == ["/cho-phien-post1001.html", "/mo-duong-post1003.html"]
    [next_page] = got.sources
    assert (next_page.page, next_page.section) == (2, HOME + "/chinh-tri")
    assert "2" in next_page.url


def test_a_base_on_another_host_is_where_links_lead() -> None:
    page = SECTION.format(base="https://khac.example/", one="", two="", three="")
    assert urls(found(page, "section")) == ["/mo-duong-post1003.html"]


def test_the_front_page_names_feeds_and_the_sections_of_its_menu() -> None:
    feeds = '<link rel="alternate" type="application/rss+xml" href="/rss/moi.rss"><link rel="alternate" href="/en/">'
    page = SECTION.format(base=HOME + "/", one="", two="", three="").replace("<head>", "<head>" + feeds)
    got = found(page, "home", url=HOME + "/")
    assert [(source.url.removeprefix(HOME), source.kind) for source in got.sources] == [
        ("/rss/moi.rss", "feed"), ("/kinh-te", "section"), ("/van-hoa/", "section")]


@pytest.mark.parametrize("body", [
    b"", b"\x00\xff\xfe", b"<urlset><url><loc>", b"\x1f\x8bbroken", b"<html><body>404</body></html>",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&a;</loc></url></urlset>",
])
@pytest.mark.parametrize("kind", ["sitemap", "feed", "section", "home"])
def test_garbage_names_nothing_and_raises_nothing(body: bytes, kind: str) -> None:
    assert found(body, kind) == Found()


def test_the_crawl_begins_at_what_is_declared_and_known() -> None:
    known = [source.url.removeprefix(HOME) for source in first_sources(PAPER, [])]
    assert known == ["/", "/sitemap.xml", "/rss/home.rss", "/chinh-tri"]
    assert HOME + "/news.xml" in [source.url for source in first_sources(PAPER, [HOME + "/news.xml"])]
