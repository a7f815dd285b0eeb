"""Pages as Hemera makes them: ``cms-`` classes, boxes and hidden nodes inside the body, escaped headlines in the JSON-LD.

Some articles stand in bare ``<div>`` paragraphs, some pictures in layout tables, as seen on real papers of this family.
The names of classes are facts gathered from public crawlers; the markup around them is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from corpora.sample.articles import Caption, SampleArticle
from corpora.sample.markup import Edition, json_ld, lines, link, meta, picture, with_dateline


def head(edition: Edition, article: SampleArticle) -> str:
    """Return the metadata of an article's page."""
    url = edition.base_url + article.path
    published = article.published.isoformat()
    # Older pages print a time that is not ISO 8601: milliseconds and a blank before the offset.
    written = published if article.published.year > 2022 else f"{article.published:%Y-%m-%dT%H:%M:%S}.000 +07:00"
    return "\n".join((
        f'<link rel="canonical" href="{escape(url)}">', meta("og:type", "article"), meta("og:title", article.title),
        meta("og:description", article.lead), meta("og:url", url), meta("og:site_name", edition.name),
        meta("description", article.lead, key="name"), meta("article:published_time", published),
        meta("article:modified_time", article.modified.isoformat()), meta("article:section", edition.sections[article.section]),
        *(meta("article:tag", tag) for tag in article.tags),
        json_ld({"@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": url},
                 "headline": _escaped(article.title, times=1 + article.id % 2), "description": _escaped(article.lead, times=1),
                 "datePublished": written, "dateModified": article.modified.isoformat(),
                 "author": {"@type": "Person", "name": article.byline},
                 "publisher": {"@type": "Organization", "name": edition.name}})))


def _escaped(text: str, times: int) -> str:
    """Return the text with its marked letters as numbered entities, then escaped again, as the wild has it."""
    written = "".join(letter if ord(letter) < 0x100 else f"&#{ord(letter)};" for letter in text)
    return escape(written) if times > 1 else written


def main(edition: Edition, article: SampleArticle) -> str:
    """Return the middle of an article's page."""
    return f"""{_breadcrumb(edition, article)}
<div class="article" itemscope itemtype="https://schema.org/NewsArticle">
<h1 class="article__title cms-title">{escape(article.title)}</h1>
<div class="article__meta"><time class="time" datetime="{article.published.isoformat()}">{article.published:%d/%m/%Y %H:%M}</time>
<meta class="cms-date" itemprop="datePublished" content="{article.published.isoformat()}"></div>
{_share(article)}
<div class="article__sapo cms-desc">{escape(with_dateline(article, "lead", article.lead))}</div>
<div class="article__body zce-content-body cms-body" itemprop="articleBody">
{lines(_blocks(edition, article))}
</div>
{_author(article)}
{_tags(article)}
</div>
{listing(edition.older(article), "Có thể bạn quan tâm")}
{listing(edition.neighbours(article), "Tin cùng chuyên mục")}
<div class="comment"><h3>Bình luận</h3><p>Bạn đọc vui lòng nhập tiếng Việt có dấu.</p></div>"""


def listing(articles: Iterable[SampleArticle], heading: str = "") -> str:
    """Return a list of teasers."""
    rows = "".join(f'<article class="story"><h2 class="story__heading">{link(article, "cms-link", "?utm_source=box")}</h2>'
                   f'<div class="story__summary">{escape(article.lead)}</div></article>' for article in articles)
    title = f'<h3 class="box-heading">{escape(heading)}</h3>' if heading else ""
    return f'<div class="box-content">{title}{rows}</div>' if rows else ""


def _breadcrumb(edition: Edition, article: SampleArticle) -> str:
    return (f'<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>'
            f'<li class="main-cate"><a href="/{article.section}">{escape(edition.sections[article.section])}</a></li></ul>')


def _blocks(edition: Edition, article: SampleArticle) -> Iterator[str]:
    tag = "div" if article.id % 3 == 0 else "p"
    for count, text in enumerate(article.body):
        yield from (_figure(article, caption) for caption in article.captions if caption.after == count)
        yield f'<{tag}>{escape(with_dateline(article, "body", text) if count == 0 else text)}</{tag}>'
        yield from _furniture(edition, article, count)
    yield from (_figure(article, caption) for caption in article.captions if caption.after >= len(article.body))


def _furniture(edition: Edition, article: SampleArticle, count: int) -> Iterator[str]:
    """Yield what the system puts behind a paragraph: related boxes, advertisements, hidden nodes."""
    near = edition.named(article.related)
    if count == 1 and near:
        yield (f'<article class="story article__related-inline"><figure>{picture()}</figure><h4>{link(near[0], "cms-link")}</h4>'
               f'<p class="story__summary">{escape(near[0].lead)}</p></article>')
    if count == 2:
        yield '<div class="ads_middle"><div id="adsWeb_AdsArticleMiddle"><p>Quảng cáo</p></div></div><!-- hết --><p></p>'
    if count == 4 and len(near) > 1:
        yield f'<p>{link(near[1], "cms-relate")}</p>'
    if count == 5:
        yield ('<div class="notification" style="display:none">Bạn có 1 thông báo mới</div>'
               '<div class="hidden" style="display:none"><p>Đọc tiếp</p></div>')


def _figure(article: SampleArticle, caption: Caption) -> str:
    words = escape(caption.line)
    if article.id % 2:
        return (f'<table class="picture"><tbody><tr><td>{picture("cms-photo")}</td></tr>'
                f'<tr><td class="caption">{words}</td></tr></tbody></table>')
    return f'<figure>{picture("cms-photo")}<figcaption class="cms-photo-caption">{words}</figcaption></figure>'


def _author(article: SampleArticle) -> str:
    if article.id % 2:
        return f'<div class="article__author"><a class="cms-author" href="/tim-kiem?q=tac-gia">{escape(article.byline)}</a></div>'
    return f'<p class="author">{escape(article.byline)}</p>'


def _share(article: SampleArticle) -> str:
    return (f'<div class="article__social tools"><a href="#fb">fb</a> <a href="#zl">zl</a> <a href="#tw">tw</a> '
            f'<a href="/in/{article.id}.html" rel="nofollow">Bản in</a></div>')


def _tags(article: SampleArticle) -> str:
    rows = "".join(f'<li><a href="/tim-kiem?q={number}">#{escape(tag)}</a></li>' for number, tag in enumerate(article.tags))
    return f'<div class="article__tag"><h3 class="box-heading">Từ khóa</h3><ul>{rows}</ul></div>'
