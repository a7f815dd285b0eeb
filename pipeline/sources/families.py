"""The page systems of ``tables/families.toml``, and which of them a page belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from pipeline.sources.pages import Page
from pipeline.tables import load


@dataclass(frozen=True, slots=True)
class Family:
    """One row of the table: where the parts of a page stand. Every tuple holds selectors, tried in order."""

    name: str
    markers: tuple[str, ...] = ()
    enough: int = 1
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    lead_first: bool = False
    false_zone: bool = False

    def source(self, selector: str) -> str:
        """How a field that ``selector`` found says where it came from."""
        return f"family:{self.name} {selector}"


@cache
def families() -> tuple[Family, ...]:
    """Every family of the table, in its order; the last is ``generic``."""
    table = load("families")
    common = table["common"]
    return tuple(_family(row, common) for row in table["family"])


def _family(row: dict[str, object], common: dict[str, list[str]]) -> Family:
    known = {field.name for field in fields(Family)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in known}
    for name, shared in common.items():
        values[name] = (*values.get(name, ()), *shared)  # type: ignore[misc]
    return Family(**values)  # type: ignore[arg-type]


def families_of(page: Page) -> Iterator[Family]:
    """The families whose markers stand in the page and whose title and body are found, likeliest first; never ``generic``.

    Markers are looked for in the HTML itself, so a page of a changed system is read by what it is now.
    """
    html = page.html.replace("'", '"')
    counted = [(sum(marker in html for marker in family.markers), family) for family in families() if family.markers]
    for count, family in sorted(counted, key=lambda pair: -pair[0]):
        if count >= family.enough and page.first(family.body) is not None and page.first(family.title) is not None:
            yield family


def generic() -> Family:
    """The row for pages of no known system."""
    return families()[-1]
