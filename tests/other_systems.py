"""The sample newspaper's articles in the markup of systems it does not use: each family at the length of real articles.

The traps in a page differ from article to article: bare text and bare ``<div>`` paragraphs, layout tables, boxes without a
heading, advertisements, hidden nodes, a video player, the clock of the request.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from corpora.sample.articles import SampleArticle, load_articles
from corpora.sample.markup import with_dateline
from pipeline.measure.pages import PageGold

TABLE = Path(__file__).parent / "cases" / "page_systems.toml"
FETCHED = "2026-11-24T10:45:20+07:00"
CLOCK = ("<div class='top'><ul class='menu'><li><a href='/kinh-te'>Kinh tế</a></li></ul>"
         "<span class='now time'>Thứ ba, 24/11/2026 10:45</span></div>")
BOX = ("<div><p><a href='/bai-khac-mot-a{n}1.html'>Chuyện khác ở thôn bên kia suối</a></p>"
       "<p><a href='/bai-khac-hai-a{n}2.html'>Một con đường nữa vừa trải đá</a></p></div>")
NOISE = ("<div class='ads'><p>Quảng cáo của một cửa hàng</p></div><p style='display:none'>Đọc tiếp</p><!-- <p>nháp</p> -->"
         "<div class='video-js'><p>This is a modal window.</p></div>")


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One page system: templates for the page and its pieces. ``lead`` None: it is the first bold paragraph of the body."""

    name: str
    url: str
    page: str
    clock: str
    caption: str
    author: str
    lead: str | None = None


def systems() -> list[System]:
    """The rows of ``tests/cases/page_systems.toml``."""
    return [System(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["system"]]


def pages() -> Iterator[PageGold]:
    """Every article in every system."""
    return (_page(system, article) for system in systems() for article in load_articles(1))


def _page(system: System, article: SampleArticle) -> PageGold:
    lead = escape(with_dateline(article, "lead", article.lead))
    body = "\n".join(_body(system, article, lead))
    author = system.author.format(escape(article.byline))
    html = system.page.format(
        top=CLOCK, section="Nông thôn mới", title=escape(article.title), date=article.published.strftime(system.clock),
        lead=system.lead.format(lead) if system.lead else "", body=body, author=author,
        script=json.dumps(body + author).replace("</", "<\\/"),
        tags=" ".join(f"<a href='/tag/{n}'>{escape(tag)}</a>" for n, tag in enumerate(article.tags)))
    head = "<head><meta charset='utf-8'><title>Báo</title><meta property='og:type' content='article'></head>"
    return PageGold(
        name=f"{system.name}/{article.id}", page=f"<html>{head}<body>{html}</body></html>".encode(),
        url=system.url.format(n=article.id, month=f"{article.published:%Y%m}"), fetched=FETCHED, lead=article.lead,
        text="\n".join((article.lead, *article.body)),
        fields=(("title", article.title), ("author", article.byline), ("published", f"{article.published:%Y-%m-%dT%H:%M}"),
                ("section", "Nông thôn mới")))


def _body(system: System, article: SampleArticle, lead: str) -> Iterator[str]:
    """The pieces of a body; which traps stand in it depends on the article's number."""
    if system.lead is None:
        yield f"<p><strong>{lead}</strong></p>"
    for count, text in enumerate(article.body):
        yield from (system.caption.format(escape(caption.line)) for caption in article.captions if caption.after == count)
        written = escape(with_dateline(article, "body", text) if count == 0 else text)
        bare = f"{written}<br><br>" if count % 2 else f"<p>{written}</p>"
        yield (f"<div>{written}</div>", bare, f"<p>{written}</p>")[article.id % 3]
        if count == 1:
            yield NOISE
        if count == 2 + article.id % 3:
            yield BOX.format(n=article.id)
    yield from (system.caption.format(escape(caption.line)) for caption in article.captions if caption.after >= len(article.body))
