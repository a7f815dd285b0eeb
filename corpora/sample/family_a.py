"""Pages as OneCMS (``1cdn.vn``) makes them: the header block inside the body, boxes among the paragraphs, a false ``Z``.

Articles before July 2025 have the older layout (``c-detail-head``, ``c-news-detail``), later ones the *longform* one.
The names of classes are facts gathered from public crawlers; the markup around them is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape

from corpora.sample.articles import Caption, SampleArticle
from corpora.sample.markup import PICTURE, Edition, json_ld, lines, link, meta, picture, with_dateline

_NEW_LAYOUT = datetime(2025, 7, 1, tzinfo=UTC)


def head(edition: Edition, article: SampleArticle) -> str:
    """Return the metadata of an article's page."""
    url = edition.base_url + article.path
    local = article.published.replace(tzinfo=None).isoformat(timespec="milliseconds")
    return "\n".join((
        f'<link rel="canonical" href="{escape(url)}">',
        f'<link rel="preload" as="image" href="{PICTURE}" data-cdn="asset.1cdn.vn/onecms">',
        meta("og:type", "article"), meta("og:title", article.title), meta("og:description", article.lead),
        meta("og:url", url), meta("og:site_name", edition.name), meta("description", article.lead, key="name"),
        meta("article:section", edition.sections[article.section]),
        # OneCMS prints local time and calls it UTC.
        meta("article:published_time", f"{local}Z"),
        json_ld({"@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": url}, "headline": article.title,
                 "description": article.lead, "datePublished": f"{local}Z",
                 "dateModified": article.modified.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z",
                 "author": {"@type": "Person", "name": edition.name},
                 "publisher": {"@type": "Organization", "name": edition.name}})))


def main(edition: Edition, article: SampleArticle) -> str:
    """Return the middle of an article's page."""
    body = _longform(edition, article) if article.published >= _NEW_LAYOUT else _detail(edition, article)
    return (f"{_breadcrumb(edition, article)}\n{body}\n{_share(article)}\n{_tags(article)}\n"
            f"{listing(edition.neighbours(article), 'Tin cùng chuyên mục')}\n"
            f"{listing(edition.older(article), 'Có thể bạn quan tâm')}\n"
            '<div class="c-comment"><h4>Ý kiến bạn đọc</h4><p>Hãy là người đầu tiên bình luận về bài này.</p></div>')


def listing(articles: Iterable[SampleArticle], heading: str = "") -> str:
    """Return a list of teasers."""
    rows = "".join(f'<div class="b-grid"><h3 class="b-grid__title">{link(article)}</h3>'
                   f'<div class="b-grid__desc">{escape(article.lead)}</div></div>' for article in articles)
    title = f'<h4 class="c-template-title">{escape(heading)}</h4>' if heading else ""
    return f'<div class="c-template-grid">{title}{rows}</div>' if rows else ""


def _breadcrumb(edition: Edition, article: SampleArticle) -> str:
    section = f'<li class="breadcrumb-item"><a href="/{article.section}">{escape(edition.sections[article.section])}</a></li>'
    return f'<ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a></li>{section}</ol>'


def _longform(edition: Edition, article: SampleArticle) -> str:
    return f"""<div class="b-maincontent"><article class="entry">
<div class="sc-longform-header"><h1 class="sc-longform-header-title block-sc-title">{escape(article.title)}</h1>
<p class="sc-longform-header-meta"><span class="sc-longform-header-author">{escape(article.byline)}</span>
<span class="sc-longform-header-date">{article.published:%d/%m/%Y - %H:%M}</span></p>
<p class="sc-longform-header-sapo">{escape(with_dateline(article, "lead", article.lead))}</p>
<div class="sc-longform-header-media">{picture()}</div></div>
{lines(_blocks(edition, article))}
<p style="text-align:right"><strong>{escape(article.byline)}</strong></p>
<div class="sc-empty-layer">&nbsp;</div></article></div>"""


def _detail(edition: Edition, article: SampleArticle) -> str:
    return f"""<div class="c-detail-head"><h1 class="c-detail-head__title">{escape(article.title)}</h1>
<span class="c-detail-head__time">{article.published:%d/%m/%Y - %H:%M}</span></div>
<h2 class="desc">{escape(with_dateline(article, "lead", article.lead))}</h2>
<div class="b-maincontent"><div class="c-news-detail entry">
{lines(_blocks(edition, article))}
<p><strong>({escape(article.byline)})</strong></p></div></div>"""


def _blocks(edition: Edition, article: SampleArticle) -> Iterator[str]:
    for count, text in enumerate(article.body):
        yield from (_figure(caption) for caption in article.captions if caption.after == count)
        yield f'<p>{escape(with_dateline(article, "body", text) if count == 0 else text)}</p>'
        if count == 1:
            yield _related_box(edition, article)
        if count == 3:
            yield '<div class="ads ads_inpage"><!-- quảng cáo --><p>Quảng cáo</p></div>'
            yield '<div class="sc-empty-layer"></div><p>&nbsp;</p>'
    yield from (_figure(caption) for caption in article.captions if caption.after >= len(article.body))


def _figure(caption: Caption) -> str:
    return f'<figure class="image align-center">{picture()}<figcaption>{escape(caption.line)}</figcaption></figure>'


def _related_box(edition: Edition, article: SampleArticle) -> str:
    rows = "".join(f"<li>{link(other)}</li>" for other in edition.named(article.related))
    name = '<div class="c-box__title"><span class="c-box__title__name">Bài liên quan</span></div>'
    return f'<div class="c-box">{name}<ul>{rows}</ul></div>' if rows else ""


def _share(article: SampleArticle) -> str:
    return (f'<div class="c-share-detail tools"><span>Chia sẻ</span> <a href="#facebook">Facebook</a> <a href="#zalo">Zalo</a> '
            f'<a href="/in/{article.id}.html" rel="nofollow">Bản in</a> <span>Theo dõi Báo Mẫu trên Google News</span></div>')


def _tags(article: SampleArticle) -> str:
    rows = "".join(f'<li><a href="/tim-kiem?q={number}">{escape(tag)}</a></li>' for number, tag in enumerate(article.tags))
    return f'<div class="onecms__tags"><span>Từ khóa</span><ul>{rows}</ul></div>'
