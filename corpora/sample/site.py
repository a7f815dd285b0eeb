"""The whole site of a paper on one night, rendered from the articles alone: path to :class:`Page`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from corpora.sample import family_a, family_b, feeds
from corpora.sample.articles import SampleArticle, load_articles, load_gone, load_reprints, read_settings
from corpora.sample.markup import PICTURE, WATERMARK, Edition, lines, link, shell

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of the site. ``status`` is 200, 301 (then ``location`` is set), 404 or 410; ``etag`` comes from the body."""

    path: str
    body: bytes
    content_type: str
    last_modified: datetime
    status: int = 200
    location: str | None = None
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.body).hexdigest()[:20]}"')


def pages(night: int = 1, base_url: str = "", paper: str = "baomau") -> Mapping[str, Page]:
    """Return every page of a paper on a night, by path.

    ``night`` is 1 or 2: on the second one article is changed, one gone (410), one new, and *Báo Bạn* (``paper``
    *baoban*) has one reprint more. ``base_url``, without a slash at its end, goes into canonical addresses,
    sitemaps and the feed. The same arguments always give the same bytes.
    """
    edition = make_edition(night, base_url, paper)
    return {page.path: page for page in _pages(edition)}


def make_edition(night: int, base_url: str, paper: str) -> Edition:
    """Return what a paper shows on a night; an unknown paper or night raises ``KeyError``."""
    settings = read_settings()
    own = paper == "baomau"
    return Edition(
        paper=paper, name=settings["papers"][paper], base_url=base_url.rstrip("/"), printed=settings["nights"][str(night)],
        sections={key: row["name"] for key, row in settings["sections"].items()},
        articles=load_articles(night) if own else load_reprints(night), gone=load_gone(night) if own else ())


def _pages(edition: Edition) -> Iterator[Page]:
    for article in edition.articles:
        yield _article_page(edition, article)
        yield _print_page(edition, article)
    yield from (_gone_page(edition, article) for article in edition.gone)
    yield _front_page(edition)
    for section in edition.sections:
        yield from _section_pages(edition, section)
    yield from _other_pages(edition)
    yield from _declared(edition)


def _article_page(edition: Edition, article: SampleArticle) -> Page:
    family = family_a if article.family == "A" else family_b
    return _html(article.path, shell(edition, article.title, family.main(edition, article), family.head(edition, article),
                                     body_class=f"page-detail section-{article.section}"), article.modified)


def _print_page(edition: Edition, article: SampleArticle) -> Page:
    text = lines(f"<p>{escape(paragraph)}</p>" for paragraph in (article.lead, *article.body))
    return _html(f"/in/{article.id}.html", shell(edition, article.title, f"<h1>{escape(article.title)}</h1>{text}",
                                                 '<meta name="robots" content="noindex">'), article.modified)


def _gone_page(edition: Edition, article: SampleArticle) -> Page:
    body = shell(edition, "Bài đã gỡ", "<h1>Bài viết không còn trên trang</h1><p>Mời bạn đọc xem các bài khác.</p>")
    return _html(article.path, body, edition.printed, status=410)


def _front_page(edition: Edition) -> Page:
    first = f"<section><h2>Tin mới</h2>{family_b.listing(edition.articles[:6])}</section>"
    rest = "".join(f'<section><h2><a href="/{key}">{escape(name)}</a></h2>{_listing(edition, _of(edition, key)[:2])}</section>'
                   for key, name in edition.sections.items() if _of(edition, key))
    return _html("/", shell(edition, "Trang chủ", first + rest, body_class="page-home"),
                 feeds.changed(edition, edition.articles, edition.gone))


def _of(edition: Edition, section: str) -> tuple[SampleArticle, ...]:
    return tuple(article for article in edition.articles if article.section == section)


def _listing(edition: Edition, articles: tuple[SampleArticle, ...]) -> str:
    family = family_a if articles and articles[0].family == "A" else family_b
    return family.listing(articles) or f"<p>{escape(edition.name)} chưa có bài trong mục này.</p>"


def _section_pages(edition: Edition, section: str) -> Iterator[Page]:
    articles, size = _of(edition, section), read_settings()["page_size"]
    gone = [article for article in edition.gone if article.section == section]
    last = max(1, -(-len(articles) // size))
    for number in range(1, last + 1):
        shown = _listing(edition, articles[(number - 1) * size:number * size])
        main = f"<h1>{escape(edition.sections[section])}</h1>{shown}{_paging(section, last)}"
        yield _html(_section_path(section, number), shell(edition, edition.sections[section], main, body_class="page-list"),
                    feeds.changed(edition, articles, gone))


def _section_path(section: str, number: int) -> str:
    return f"/{section}" if number == 1 else f"/{section}/trang-{number}.html"


def _paging(section: str, last: int) -> str:
    rows = "".join(f'<li><a href="{_section_path(section, number)}">{number}</a></li>' for number in range(1, last + 1))
    return f'<ul class="pagination">{rows}</ul>' if last > 1 else ""


def _other_pages(edition: Edition) -> Iterator[Page]:
    settings = read_settings()
    twin = "/" + next(iter(edition.sections)).capitalize()
    yield Page(path=twin, body=b"", content_type=HTML, last_modified=edition.printed, status=301, location=twin.lower())
    yield _html("/404.html", shell(edition, "Không tìm thấy trang", f"<h1>Không tìm thấy trang</h1><p>{WATERMARK}</p>"),
                edition.printed, status=404)
    search = '<h1>Tìm kiếm</h1><form action="/tim-kiem"><input name="q"></form>'
    yield _html("/tim-kiem", shell(edition, "Tìm kiếm", search), edition.printed)
    if edition.paper == "baomau":
        yield _topic_page(edition, settings["topic_page"])
        yield from (_video_page(edition, article) for article in edition.named([settings["video"]["article"]]))


def _topic_page(edition: Edition, topic: Mapping[str, Any]) -> Page:
    articles = tuple(article for article in edition.articles if topic["tag"] in article.tags)
    main = f'<h1 class="event-title">{escape(topic["title"])}</h1>{family_b.listing(articles)}'
    return _html(topic["path"], shell(edition, topic["title"], main, body_class="page-event"),
                 feeds.changed(edition, articles, ()))


def _video_page(edition: Edition, article: SampleArticle) -> Page:
    main = (f'<h1 class="video__title">{escape(article.title)}</h1><div class="video-player" data-src="{PICTURE}"></div>'
            f"<p>Xem bài viết: {link(article)}</p>")
    return _html(f"/video{article.path}", shell(edition, article.title, main, '<meta property="og:type" content="video.other">',
                                                body_class="page-video"), article.modified)


def _declared(edition: Edition) -> Iterator[Page]:
    for month in feeds.months(edition):
        yield _page(f"/sitemaps/{month}.xml", feeds.sitemap(edition, feeds.of_month(edition, month)), XML,
                    feeds.month_changed(edition, month))
    newest = feeds.changed(edition, edition.articles, edition.gone)
    yield _page("/sitemaps/chuyen-muc.xml", feeds.section_sitemap(edition), XML, edition.printed)
    yield _page("/sitemap.xml", feeds.sitemap_index(edition), XML, newest)
    yield _page("/rss/home.rss", feeds.feed(edition), "application/rss+xml; charset=utf-8", newest)
    yield _page("/robots.txt", feeds.robots(edition), "text/plain; charset=utf-8", edition.printed)
    yield _page(PICTURE, _drawing(), "image/svg+xml", edition.articles[-1].published)


def _drawing() -> str:
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#dfe8df"/>'
            '<path d="M0 360 200 120 330 260 450 90 640 360z" fill="#7d9c86"/>'
            f'<text x="320" y="190" font-size="30" text-anchor="middle" fill="#3c5a45">{WATERMARK}</text></svg>')


def _html(path: str, text: str, last_modified: datetime, status: int = 200) -> Page:
    return _page(path, text, HTML, last_modified, status)


def _page(path: str, text: str, content_type: str, last_modified: datetime, status: int = 200) -> Page:
    return Page(path=path, body=text.encode(), content_type=content_type, last_modified=last_modified, status=status)
