"""The pages that extraction is measured on: our own, those of the sample newspaper, and the saved ones of the shared folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from corpora.sample.articles import SampleArticle, load_articles, read_settings
from corpora.sample.site import pages
from pipeline.measure.pages import PageGold, Reading, pages_of, real_pages
from pipeline.sources import paper_named, parse, parsing
from tests import other_systems

OWN = Path(__file__).parent / "papers"


def own_pages() -> list[PageGold]:
    """The pages of ``tests/papers``."""
    return [*pages_of(OWN)]


def sample_pages() -> Iterator[PageGold]:
    """The articles of *Báo Mẫu*, whose gold is what its authors gave in."""
    site = pages(1)
    for article in load_articles(1):
        yield _sample(article, site[article.path].body)


def _sample(article: SampleArticle, page: bytes) -> PageGold:
    section = read_settings()["sections"][article.section]["name"]
    return PageGold(
        name=f"sample/{article.id}", page=page, url=f"https://baomau.example{article.path}", lead=article.lead,
        text="\n".join((article.lead, *article.body)),
        fields=(("title", article.title), ("author", article.byline), ("published", article.published.isoformat()),
                ("section", section)))


def groups() -> dict[str, list[PageGold]]:
    """Every page by where it comes from; the saved pages only where the shared folder is."""
    return {"own test pages": own_pages(), "sample newspaper": [*sample_pages()], "sample, 10 systems": [*other_systems.pages()],
            "saved pages": [*real_pages()]}


def ours(gold: PageGold) -> Reading:
    """What our own reader finds."""
    paper = paper_named("baomau") if gold.name.startswith("sample/") else None
    return Reading.of(parse(gold.page, gold.url, fetched=gold.fetched, paper=paper))


def ours_without_families(gold: PageGold) -> Reading:
    """What our generic reader finds, as if the page's system were unknown: how a system that nobody described is read."""
    with mock.patch.object(parsing, "families_of", lambda page: ()):
        return ours(gold)
