"""Our reader beside the general extractors, on the same pages: ``python -m tests.compare_extractors`` (development only).

For the others: ``pip install trafilatura newspaper4k lxml-html-clean``; whatever is missing is left out. ``--pages`` lists
every page that is not read perfectly by ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.measure.pages import FIELDS, PageGold, PagesReport, Reading, score_pages
from tests.page_gold import groups, ours, ours_without_families

Reader = Callable[[PageGold], Reading]


def readers() -> Iterator[tuple[str, Reader]]:
    """Ours, and those of the others that are installed."""
    yield "baotinh", ours
    yield "baotinh, generic", ours_without_families
    try:
        import trafilatura
        yield f"trafilatura {trafilatura.__version__}", _by_trafilatura
    except ImportError:
        print("trafilatura is not installed", file=sys.stderr)
    try:
        import newspaper
        yield f"newspaper4k {newspaper.__version__}", _by_newspaper
    except ImportError:
        print("newspaper4k is not installed", file=sys.stderr)


def _by_trafilatura(gold: PageGold) -> Reading:
    import trafilatura

    found: Any = trafilatura.bare_extraction(gold.page, url=gold.url or None, with_metadata=True, include_comments=False)
    if found is None:
        return Reading()
    section = (found.categories or [None])[0]
    return Reading(title=found.title, text=found.text or "", author=found.author, published=found.date, section=section)


def _by_newspaper(gold: PageGold) -> Reading:
    import newspaper

    found: Any = newspaper.Article(gold.url or "https://example.vn/a-1.html", language="vi", fetch_images=False)
    found.download(input_html=gold.page.decode("utf-8", "replace"))
    found.parse()
    published = found.publish_date.isoformat() if found.publish_date else None
    section = (found.meta_data.get("article") or {}).get("section") if found.meta_data else None
    return Reading(title=found.title or None, text=found.text, author=", ".join(found.authors) or None, published=published,
                   section=section if isinstance(section, str) else None)


def row(name: str, report: PagesReport) -> str:
    """One line of the table."""
    shares = "".join(f"{report.share(field):>8.3f}" for field in FIELDS)
    return f"{name:<20}{len(report.scores):>6}{report.f1:>8.3f}{report.deviation:>8.3f}{report.leads:>8.3f}{shares}"


def imperfect(report: PagesReport) -> Iterator[str]:
    """Every page with a word or a field wrong."""
    for score in report.scores:
        wrong = [field for field, right in score.right if not right]
        if score.f1 < 1 or wrong or score.lead is False:
            yield f"  {score.name}: P {score.precision:.3f} R {score.recall:.3f} lead {score.lead} wrong {wrong}"


def by_the_day(golds: Sequence[PageGold]) -> list[PageGold]:
    """The same gold with days for times: a reader that gives no clock is not counted wrong for it."""
    from dataclasses import replace

    return [replace(gold, fields=tuple((name, value[:10] if name == "published" and value else value)
                                       for name, value in gold.fields)) for gold in golds]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", action="store_true", help="list the pages that ours does not read perfectly")
    given = asked.parse_args(arguments)
    for group, golds in groups().items():
        if not golds:
            print(f"\n{group}: not here")
            continue
        print(f"\n{group:<20}{'pages':>6}{'F1':>8}{'sd':>8}{'lead':>8}" + "".join(f"{field:>8.7}" for field in FIELDS))
        for name, read in readers():
            own = name.startswith("baotinh")
            report = score_pages(golds if own else by_the_day(golds), read if own else _by_day(read))
            print(row(name, report))
            if given.pages and own:
                print("\n".join(imperfect(report)))
    print("\nF1 is of the words of lead and body; the others' dates are compared by the day, ours to the minute.")
    return 0


def _by_day(read: Reader) -> Reader:
    from dataclasses import replace

    def by_day(gold: PageGold) -> Reading:
        reading = read(gold)
        return replace(reading, published=reading.published[:10]) if reading.published else reading

    return by_day


if __name__ == "__main__":
    sys.exit(main())
