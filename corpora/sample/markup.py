"""What every page shares: escaping, the head with its metadata, navigation, the footer, and the watermark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from corpora.sample.articles import SampleArticle

WATERMARK = "dữ liệu minh họa"
NOTICE = (f"Báo hư cấu – {WATERMARK}: nhân vật, sự kiện và số liệu do người viết đặt ra, "
          "địa danh và cơ quan là có thật; không phải kết quả của cơ quan nào.")
PICTURE = "/anh/mau.svg"
_STYLE = ("body{font:16px/1.6 'Noto Serif',Georgia,serif;max-width:46rem;margin:auto;padding:0 1rem;color:#222}"
          "nav a,.tools a{margin-right:.8rem}nav{font:14px sans-serif}a{color:#0b4f8a;text-decoration:none}"
          ".watermark{background:#fff3c4;border:1px solid #d9b94a;padding:.3rem .6rem;font:13px sans-serif}"
          "figure{margin:1rem 0}figcaption,.caption{font-size:14px;color:#555}table.picture{width:100%}"
          f"img.lazy{{width:100%;height:17rem;background:url({PICTURE}) center/cover}}"
          ".menu ul,.breadcrumb,.pagination{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0}"
          ".logo{font-size:1.8rem;font-weight:700;color:#a3191f}.cms-desc,.desc,.sc-longform-header-sapo{font-weight:700;font-size:1rem}"
          "h1{line-height:1.25}.hidden{display:none}footer{border-top:1px solid #ccc;margin-top:2rem;font-size:14px}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One paper on one night: everything a renderer asks for. ``articles`` are newest first; ``sections`` map slug to name."""

    paper: str
    name: str
    base_url: str
    printed: datetime
    sections: Mapping[str, str]
    articles: tuple[SampleArticle, ...]
    gone: tuple[SampleArticle, ...]

    def named(self, ids: Iterable[int]) -> tuple[SampleArticle, ...]:
        """Return the living articles with these ids, in the order of the ids."""
        living = {article.id: article for article in self.articles}
        return tuple(living[number] for number in ids if number in living)

    def neighbours(self, article: SampleArticle, count: int = 3) -> tuple[SampleArticle, ...]:
        """Return the older articles of the same section, newest first."""
        return tuple(other for other in self.articles
                     if other.section == article.section and other.published < article.published)[:count]

    def older(self, article: SampleArticle, count: int = 2) -> tuple[SampleArticle, ...]:
        """Return the articles of other sections that came before this one, newest first."""
        return tuple(other for other in self.articles
                     if other.section != article.section and other.published < article.published)[:count]


def lines(blocks: Iterable[str]) -> str:
    """Return pieces of markup, one a line."""
    return "\n".join(blocks)


def link(article: SampleArticle, css: str = "", query: str = "") -> str:
    """Return a link to an article, its title as the words."""
    title = escape(article.title)
    return f'<a class="{escape(css)}" href="{escape(article.path + query)}" title="{title}">{title}</a>'


def meta(name: str, content: str, key: str = "property") -> str:
    """Return one ``<meta>`` of the head."""
    return f'<meta {key}="{escape(name)}" content="{escape(content)}">'


def json_ld(fields: Mapping[str, Any]) -> str:
    """Return a JSON-LD block; ``</`` is broken up so that the script cannot end early."""
    written = json.dumps({"@context": "https://schema.org", **fields}, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return f'<script type="application/ld+json">{written}</script>'


def picture(css: str = "") -> str:
    """Return a lazy image: an empty pixel, the true address in ``data-src``."""
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
    return f'<img class="lazy {escape(css)}" src="{pixel}" data-src="{PICTURE}" alt="Ảnh mẫu">'


def with_dateline(article: SampleArticle, place: str, text: str) -> str:
    """Return a lead or first paragraph as printed, the dateline before it where the article has it there."""
    return f"{article.dateline} {text}" if article.dateline and article.dateline_at == place else text


def shell(edition: Edition, title: str, main: str, head: str = "", body_class: str = "") -> str:
    """Return a whole HTML page; ``main`` and ``head`` are markup already escaped, ``title`` is text."""
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} | {escape(edition.name)}</title>
<link rel="alternate" type="application/rss+xml" title="{escape(edition.name)} RSS" href="/rss/home.rss">
{head}
<style>{_STYLE}</style>
</head>
<body class="{escape(body_class)}">
<header class="site-header"><a class="logo" href="/">{escape(edition.name)}</a>
<p class="watermark" data-nosnippet>{escape(NOTICE)}</p></header>
{_navigation(edition)}
<main class="site-content">
{main}
</main>
<footer class="site-footer"><p>{escape(edition.name)} – {WATERMARK}. Trang thử của dự án baotinh.</p>
<p>Đường dây nóng: 0214.000.0000</p><a href="/rss/home.rss">RSS</a> <a href="/sitemap.xml">Sơ đồ trang</a></footer>
</body>
</html>
"""


def _navigation(edition: Edition) -> str:
    # The capital letter is a trap met in the wild: the same section under an address that differs in case.
    links = [f'<li><a href="/{key}">{escape(name)}</a></li>' for key, name in edition.sections.items()]
    twin = next(iter(edition.sections))
    return (f'<nav class="menu"><ul>{"".join(links)}<li><a href="/{twin.capitalize()}">Mới nhất</a></li>'
            '<li><a href="/tim-kiem?q=">Tìm kiếm</a></li></ul></nav>')
