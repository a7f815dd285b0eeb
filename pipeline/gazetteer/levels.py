"""Level words in front of a name (*xã*, *TP.*, *huyện đảo*), from ``tables/places.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import tables
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Level:
    """One level word: what it stands for, the rank it tells (None where it hides two or none), how its name may look."""

    level: str
    rank: str | None
    name: str


@cache
def levels() -> Mapping[str, Level]:
    """Every written form of a level word, folded."""
    found = {}
    for row in tables.load("places")["level"]:
        for form in row["forms"]:
            found[fold(form)] = Level(row["level"], row.get("rank"), row["name"])
    return found


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(levels(), key=len, reverse=True))


@lru_cache(4096)
def split_level(text: str) -> tuple[Level | None, str]:
    """Split a place as written into its level word, if it has one, and its name.

    >>> level, name = split_level("TP.Thủ Đức")
    >>> level.level, name
    ('thành phố', 'Thủ Đức')
    >>> split_level("Mường Khương")
    (None, 'Mường Khương')
    """
    folded = fold(text)
    for form in _longest_first():
        if folded.startswith(form):
            rest = text[len(form):]
            if rest[:1] in (" ", "\u00a0", "\t") or (rest and form.endswith(".")) or rest[:1].isdigit() or rest[:1].isupper():
                return levels()[form], rest.strip()
    return None, text
