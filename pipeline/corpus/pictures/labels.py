"""Short names for documents, papers and days, as they stand on pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.model import vietnamese_day

if TYPE_CHECKING:
    import pandas as pd


def document_label(row: Mapping[str, Any], width: int = 60) -> str:
    """A document in few words: genre, number and code, else its title cut to ``width`` letters; then who issued it.

    >>> document_label({"genre": "kế hoạch", "number": "61", "code": "KH/TU", "issuer": "Tỉnh ủy Lào Cai", "id": "x"})
    'Kế hoạch 61-KH/TU · Tỉnh ủy Lào Cai'
    """
    genre, number, code, title, issuer = (_text(row.get(name)) for name in ("genre", "number", "code", "title", "issuer"))
    named = _text(row.get("named"))
    head = named or f"{genre} {_number(number, code, row.get('year')) if number else title}".strip() or _text(row.get("id"))
    head = textwrap.shorten(head[:1].upper() + head[1:], width, placeholder="…")
    return f"{head} · {textwrap.shorten(issuer, width, placeholder='…')}" if issuer and not named else head


def labels(documents: pd.DataFrame, plans: pd.DataFrame) -> dict[str, str]:
    """The label of every document by its id; one known by its name (*Luật Đất đai năm 2024*) is called as the press calls it."""
    called = plans.loc[plans["form"] == "named"] if "form" in plans.columns else plans.iloc[:0]
    names = dict(zip(called["document_id"], called["text"], strict=True))
    return {str(row["id"]): document_label({**row, "named": names.get(row["id"])}) for row in documents.to_dict("records")}


def days(column: pd.Series) -> pd.Series:
    """The days in Vietnam of a column of moments (parsed, or ISO text), as timestamps; those without a time are missing."""
    import pandas as pd

    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return column.dt.tz_convert("UTC+07:00").dt.tz_localize(None).dt.normalize()
    kept = column.dropna().astype(str).map(vietnamese_day)
    return pd.to_datetime(kept.reindex(column.index), errors="coerce")


def count(number: int, noun: str) -> str:
    """A number with its noun: *1 article*, *30 articles*.

    >>> count(1, "article"), count(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _text(value: object) -> str:
    return str(value) if value is not None and value == value else ""


def _number(number: str, code: str, year: object) -> str:
    """A number as it is printed: *61-KH/TU*, *116/2016/NĐ-CP*."""
    if "/" in code:
        return f"{number}-{code}"
    years = f"/{int(year)}" if isinstance(year, int | float) and year == year else ""
    return f"{number}{years}/{code}" if code else number
