"""What the sample declares to crawlers: robots.txt, an index of monthly sitemaps, and the RSS feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape

from corpora.sample.articles import SampleArticle
from corpora.sample.markup import NOTICE, WATERMARK, Edition

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAP_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(edition: Edition) -> str:
    """Return robots.txt: the print copies and the search are closed to everyone."""
    return (f"# {NOTICE}\nUser-agent: *\nDisallow: /in/\nDisallow: /tim-kiem\n\n"
            f"Sitemap: {edition.base_url}/sitemap.xml\n")


def months(edition: Edition) -> list[str]:
    """Return the months that have a sitemap, newest first: *2026-11*."""
    shown = (*edition.articles, *edition.gone)
    return sorted({f"{article.published:%Y-%m}" for article in shown}, reverse=True)


def of_month(edition: Edition, month: str) -> tuple[SampleArticle, ...]:
    """Return the living articles of one month."""
    return tuple(article for article in edition.articles if f"{article.published:%Y-%m}" == month)


def changed(edition: Edition, articles: Iterable[SampleArticle], gone: Iterable[SampleArticle]) -> datetime:
    """Return when a list of articles last changed: at its latest edit, or this night if something was taken off."""
    return edition.printed if any(gone) else max((article.modified for article in articles), default=edition.printed)


def month_changed(edition: Edition, month: str) -> datetime:
    """Return when the sitemap of one month last changed."""
    gone = [article for article in edition.gone if f"{article.published:%Y-%m}" == month]
    return changed(edition, of_month(edition, month), gone)


def sitemap_index(edition: Edition) -> str:
    """Return the index: one sitemap a month, and one of the sections."""
    rows = "".join(f"<sitemap><loc>{edition.base_url}/sitemaps/{month}.xml</loc>"
                   f"<lastmod>{month_changed(edition, month).isoformat()}</lastmod></sitemap>\n" for month in months(edition))
    sections = f"<sitemap><loc>{edition.base_url}/sitemaps/chuyen-muc.xml</loc></sitemap>"
    return f"{_XML}\n<!-- {WATERMARK} -->\n<sitemapindex {_SITEMAP_SPACE}>\n{rows}{sections}\n</sitemapindex>\n"


def sitemap(edition: Edition, articles: Iterable[SampleArticle]) -> str:
    """Return one sitemap of articles; ``lastmod`` is the last edit, not the publication."""
    rows = "".join(f"<url><loc>{escape(edition.base_url + article.path)}</loc>"
                   f"<lastmod>{article.modified.isoformat()}</lastmod></url>\n" for article in articles)
    return f"{_XML}\n<!-- {WATERMARK} -->\n<urlset {_SITEMAP_SPACE}>\n{rows}</urlset>\n"


def section_sitemap(edition: Edition) -> str:
    """Return the sitemap of the section pages, which are no articles."""
    rows = "".join(f"<url><loc>{edition.base_url}/{key}</loc></url>\n" for key in edition.sections)
    return f"{_XML}\n<!-- {WATERMARK} -->\n<urlset {_SITEMAP_SPACE}>\n{rows}</urlset>\n"


def feed(edition: Edition, count: int = 10) -> str:
    """Return the RSS feed of the newest articles."""
    items = "".join(
        f"<item><title>{escape(article.title)}</title><link>{escape(edition.base_url + article.path)}</link>"
        f'<guid isPermaLink="false">{article.id}</guid><category>{escape(edition.sections[article.section])}</category>'
        f"<pubDate>{format_datetime(article.published)}</pubDate><description>{escape(article.lead)}</description></item>\n"
        for article in edition.articles[:count])
    return (f'{_XML}\n<rss version="2.0"><channel><title>{escape(edition.name)} - Trang chủ</title>'
            f"<link>{edition.base_url}/</link><description>{escape(NOTICE)}</description><language>vi</language>\n"
            f"{items}</channel></rss>\n")
