"""The sample newspaper is whole, says of itself what it is, and keeps to the calendar of the reform."""

from __future__ import annotations

import http.client
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest

from corpora.sample.articles import SampleArticle, load_articles, load_gone, load_reprints, read_settings
from corpora.sample.markup import PICTURE, WATERMARK
from corpora.sample.server import Address, format_http_date, serve
from corpora.sample.site import HTML, Page, pages

BASE = "http://127.0.0.1:1"
REFORM = datetime(2025, 6, 30, 17, tzinfo=UTC)
FORMER_UNIT = re.compile(r"(?:[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|thành phố Lào Cai|(?:thành phố|tỉnh) Yên Bái) [A-ZĐ][^.;]*")
ENDED_BODY = re.compile(r"Huyện ủy|Thị ủy|(?:UBND|HĐND|Đảng bộ) huyện|/HU\b|Ban Dân vận|Nông nghiệp và Phát triển nông thôn")
WRITTEN = sorted((*load_articles(1), *(a for a in load_articles(2) if a not in load_articles(1))), key=lambda a: a.id)
SITES = [(night, paper) for night in (1, 2) for paper in ("baomau", "baoban")]
articles = pytest.mark.parametrize("article", WRITTEN, ids=lambda article: f"{article.id}-{article.modified:%d%H}")
sites = pytest.mark.parametrize(("night", "paper"), SITES)


class Links(HTMLParser):
    """The addresses a page points to."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "data-src") and value and tag != "base"]


def shown(night: int, paper: str) -> tuple[SampleArticle, ...]:
    return load_articles(night) if paper == "baomau" else load_reprints(night)


def locations(page: Page) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(page.body).iter() if node.tag.endswith("}loc")]


def test_the_paper_is_rich_enough() -> None:
    night = load_articles(1)
    before = [article for article in night if article.published < REFORM]
    assert len(night) >= 20 and len(before) >= 7 and len(night) - len(before) >= 9
    assert {article.section for article in night} == set(read_settings()["sections"])
    assert {article.published.year for article in night} == set(range(2021, 2027))
    assert {article.family for article in before} == {article.family for article in night} == {"A", "B"}


def test_ids_are_unique_and_paths_too() -> None:
    for night in (1, 2):
        assert max(Counter(article.id for article in load_articles(night)).values()) == 1
        assert max(Counter(article.path for article in load_articles(night)).values()) == 1


@articles
def test_an_article_is_fully_written(article: SampleArticle) -> None:
    assert 8 <= len(article.body) <= 14
    assert all(len(paragraph) > 40 for paragraph in (article.lead, *article.body))
    assert article.family == read_settings()["sections"][article.section]["family"]
    assert article.published.utcoffset() == article.modified.utcoffset() == timedelta(hours=7)
    assert timedelta(0) <= article.published.date() - article.event < timedelta(days=30)
    assert article.modified >= article.published and article.author and article.tags and article.topics
    known = {other.id for other in WRITTEN}
    assert set(article.related) <= known - {article.id}


@articles
def test_no_unit_of_the_old_map_lives_on_after_the_reform(article: SampleArticle) -> None:
    if article.published < REFORM:
        return
    assert [found for found in FORMER_UNIT.findall(article.text) if "(cũ)" not in found] == []
    assert ENDED_BODY.findall(article.text) == []


@articles
def test_nothing_is_cited_before_it_was_issued(article: SampleArticle) -> None:
    for day, month, year in re.findall(r"số \d[^.;]{2,30}? ngày (\d{1,2})/(\d{1,2})/(\d{4})", article.text):
        assert date(int(year), int(month), int(day)) <= article.published.date()
    if article.published < datetime(2025, 2, 1, tzinfo=UTC):
        assert "Ban Tuyên giáo và Dân vận" not in article.text and "hai cấp" not in article.text


@sites
def test_every_article_renders_every_paragraph(night: int, paper: str) -> None:
    site = pages(night, BASE, paper)
    for article in shown(night, paper):
        text = unescape(site[article.path].body.decode())
        lines = [caption.line for caption in article.captions]
        assert all(part in text for part in (article.title, article.lead, *article.body, *lines, article.byline, *article.tags))


@sites
def test_every_internal_link_resolves(night: int, paper: str) -> None:
    site = pages(night, BASE, paper)
    for page in site.values():
        targets = Links(page).found if page.content_type == HTML else locations(page) if page.path.endswith(".xml") else []
        for target in targets:
            parts = urlsplit(urljoin(BASE + page.path, target))
            if parts.scheme == "http" and urlsplit(BASE).netloc == parts.netloc:
                assert site[parts.path].status in (200, 301), (page.path, target)


@sites
def test_every_page_says_that_it_is_an_illustration(night: int, paper: str) -> None:
    for page in pages(night, BASE, paper).values():
        assert WATERMARK in page.body.decode() or page.status == 301, page.path


@sites
def test_the_sitemaps_list_every_article_with_its_last_edit(night: int, paper: str) -> None:
    site = pages(night, BASE, paper)
    listed: dict[str, str] = {}
    for address in locations(site["/sitemap.xml"]):
        for entry in ElementTree.fromstring(site[address.removeprefix(BASE)].body):
            values = [child.text or "" for child in entry]
            if len(values) == 2:
                listed[values[0].removeprefix(BASE)] = values[1]
    assert listed == {article.path: article.modified.isoformat() for article in shown(night, paper)}


def test_section_pages_reach_every_article() -> None:
    site = pages(1, BASE)
    listing = re.compile(r"/[a-z-]+(?:/trang-\d+\.html)?$")
    lists = [page for page in site.values() if listing.match(page.path) and page.content_type == HTML]
    found = {urlsplit(target).path for page in lists for target in Links(page).found}
    assert {article.path for article in load_articles(1)} <= found


def test_the_second_night_changes_one_removes_one_and_adds_one() -> None:
    first, second = ({article.id: article for article in load_articles(night)} for night in (1, 2))
    assert len(second.keys() - first.keys()) == 1 and first.keys() - second.keys() == {a.id for a in load_gone(2)}
    edited = [number for number in first.keys() & second.keys() if first[number] != second[number]]
    assert len(edited) == 1 and first[edited[0]].text != second[edited[0]].text
    assert second[edited[0]].modified > first[edited[0]].modified and second[edited[0]].path == first[edited[0]].path
    assert pages(2, BASE)[load_gone(2)[0].path].status == 410
    assert len(load_reprints(2)) == len(load_reprints(1)) + 1


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert pages(2, BASE) == pages(2, BASE)


@pytest.fixture(scope="module")
def url() -> Iterator[Address]:
    with serve() as address:
        yield address


def ask(url: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_a_page_known_by_its_tag_or_time_is_not_sent_again(url: Address) -> None:
    path = load_articles(1)[0].path
    status, headers, body = ask(url, path)
    assert status == 200 and len(body) == int(headers["Content-Length"])
    assert ask(url, path, If_None_Match=headers["ETag"])[::2] == (304, b"")
    assert ask(url, path, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert ask(url, path, If_None_Match='"another"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert ask(url, path, If_Modified_Since=format_http_date(datetime(2000, 1, 1, tzinfo=UTC)))[0] == 200
    assert ask(url, path, If_Modified_Since="no date")[0] == 200
    assert url.answered(status=304, path=path) == 2


def test_head_missing_moved_and_squeezed_answers(url: Address) -> None:
    assert ask(url, "/", "HEAD")[::2] == (200, b"")
    assert ask(url, "/no-such-page.html")[0] == 404
    status, headers, _ = ask(url, "/Xay-dung-dang?a=1")
    assert (status, headers["Location"]) == (301, f"{url}/xay-dung-dang")
    assert ask(url, "/", Accept_Encoding="gzip")[1]["Content-Encoding"] == "gzip"
    assert ask(url, PICTURE)[1]["Content-Type"] == "image/svg+xml"


def test_a_removed_article_answers_gone_and_each_paper_has_its_host() -> None:
    with serve(night=2) as mau, serve(night=2, paper="baoban") as ban:
        assert ask(mau, load_gone(2)[0].path)[0] == 410
        with urlopen(Request(ban + load_reprints(2)[0].path)) as answer:
            assert "Báo Bạn" in answer.read().decode()
        assert f"Sitemap: {ban}/sitemap.xml" in ask(ban, "/robots.txt")[2].decode()
