"""What stands beside every export: a README that says what it is, and a citation file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

from pipeline import tables
from pipeline.errors import TableError
from pipeline.model import VIETNAM
from pipeline.stores.selecting import Filter, articles_where

_FORMS = {
    "parquet": "One Parquet file a table; `pipeline.open_corpus` opens this folder. Decimals are exact.",
    "csv": """One CSV file a table: UTF-8 with a byte order mark, so that a spreadsheet shows Vietnamese; commas; lists as JSON.
An empty cell is an unknown value. So that no cell is taken for a formula, an apostrophe stands before `=`, `+`, `-` and `@`
at the start of a cell, of a line, or after a semicolon or tab; `pipeline.corpus.export.read_csv` takes it off again.""",
    "jsonl": "`articles.jsonl`: one JSON object a line, an article with everything read from it.",
    "docbin": """spaCy `DocBin` files: underthesea's words as tokens, sentences, mentions in `doc.spans` (plan, figure, place,
person), topics in `doc.cats`, the whole article as JSON in `doc.user_data["baotinh"]`. Read them with the vocabulary of
`spacy.blank("xx")`.""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an export holds: ``papers`` maps each newspaper to its number of articles, ``first`` and ``last`` are days of
    publication, ``origin`` is the store it was made from, ``state`` its count of changes, ``chosen`` the filters in words."""

    papers: Mapping[str, int]
    first: str | None
    last: str | None
    watermark: str | None
    origin: str
    chosen: str = ""
    state: str = ""

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return sum(self.papers.values())


def describe(db: sqlite3.Connection, origin: Path, wanted: Filter) -> Description:
    """The description of the articles wanted of a store."""
    condition, values = articles_where(wanted)
    papers = {row[0] or "": row[1] for row in db.execute(
        f"SELECT paper, count(*) FROM article WHERE {condition} GROUP BY paper ORDER BY paper", values)}
    day = "date(published, '+7 hours')"
    first, last = db.execute(f"SELECT min({day}), max({day}) FROM article WHERE {condition}", values).fetchone()
    facts = {row[0]: row[1] for row in db.execute("SELECT name, value FROM fact")}
    return Description(
        papers=papers, first=first, last=last, watermark=facts.get("watermark"), origin=origin.name, chosen=told(wanted),
        state=facts.get("changes", ""),
    )


def told(wanted: Filter) -> str:
    """The filters in words; empty when there is none."""
    given = ((name, getattr(wanted, name)) for name in Filter.__slots__)
    words = ((name, " ".join(value) if isinstance(value, tuple) else value) for name, value in given if value is not None)
    return ", ".join(f"{name} {value}" for name, value in words)


def write_description(folder: Path, description: Description, form: str) -> None:
    """Write ``README.md`` and ``CITATION.cff`` into an export folder; ``form`` is *parquet*, *csv*, *jsonl* or *docbin*."""
    today = datetime.now(UTC).astimezone(VIETNAM).date()
    (folder / "README.md").write_text(_readme(description, form, today), encoding="utf-8")
    (folder / "CITATION.cff").write_text(_citation(description, today), encoding="utf-8")


def version() -> str:
    """The version of the program, as installed."""
    try:
        return metadata.version("baotinh")
    except metadata.PackageNotFoundError:
        return "0.1.0"  # run from its folder


def _readme(about: Description, form: str, today: date) -> str:
    papers = "\n".join(f"- {_name(key)}: {count} articles" for key, count in about.papers.items()) or "- none"
    warning = f"**{about.watermark}**: all this was made of demonstration data. Do not cite it as fact.\n\n"
    mark = warning if about.watermark else ""
    chosen = f"Only these articles: {about.chosen}.\n\n" if about.chosen else ""
    return f"""# {_title(about)}

{mark}{about.articles} articles, published {about.first or "?"} to {about.last or "?"}, with what baotinh {version()} read
from them; written on {today.isoformat()} from `{about.origin}`{f", state {about.state}" if about.state else ""}.

{chosen}## Newspapers
{papers}

## Form
{_FORMS[form]}

## Meaning
Every column is described in `DATA.md` of baotinh. Offsets count code points of the article's `text`. The figures are what
newspapers wrote, found by a program that errs: go back to the sentence before you rely on one. The texts belong to the
newspapers.

## Citing
See `CITATION.cff`.
"""


def _citation(about: Description, today: date) -> str:
    names = [_name(key) for key in about.papers]
    when = f"published {about.first or '?'} to {about.last or '?'}"
    abstract = f"{about.articles} articles of {', '.join(names) or 'no newspaper'}, {when}."
    if about.watermark:
        abstract = f"{about.watermark}: demonstration data. {abstract}"
    lines = {
        "cff-version": "1.2.0", "message": "Please cite this data with its version and the newspapers it was read from.",
        "type": "dataset", "title": _title(about), "version": f"{version()}+{about.state}" if about.state else version(),
        "date-released": today.isoformat(), "abstract": abstract,
    }
    written = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())
    keywords = "\n".join(f"  - {json.dumps(word, ensure_ascii=False)}" for word in ("Vietnamese newspapers", "baotinh", *names))
    return f'{written}\nauthors:\n  - name: "The baotinh founders"\nkeywords:\n{keywords}\n'


def _title(about: Description) -> str:
    return "Tables of Vietnam's provincial press" + (f" ({about.watermark})" if about.watermark else "")


def _name(key: str) -> str:
    try:
        name = tables.load(f"papers/{key}").get("name") if key else None
    except TableError:
        name = None
    return f"{name} ({key})" if name else key or "no newspaper told"
