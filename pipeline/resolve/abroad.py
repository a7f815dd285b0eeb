"""Whether an office holder belongs to another country: by the country in a role, and by a name of no people of Vietnam."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.gazetteer import load, name_key
from pipeline.model import Person
from pipeline.tables import FOLDER
from pipeline.text import fold

_CLANS = ("h'", "h’", "k'", "k’", "n'", "n’")


def foreigners(persons: Iterable[Person]) -> frozenset[str]:
    """The full names in an article whose bearers hold office abroad."""
    return frozenset(name for person in persons for name in [person.same_as or person.text]
                     if _foreign_name(name) or (person.role and _foreign_role(person.role)))


def _foreign_role(role: str) -> bool:
    """Whether a role names another country, as *Thủ tướng Anh* does and *Đại sứ Việt Nam tại Anh* does not."""
    if "việt nam" in fold(role):
        return False
    words = role.split()
    capital = [word[0].isupper() for word in words]
    for at in range(len(words)):
        before = fold(words[at - 1]) if at else ""
        for size in (3, 2, 1):
            name = " ".join(words[at:at + size]).strip(",.;()")
            goes_on = capital[at + size:at + size + 1] == [True] and words[at + size - 1][-1].isalpha()
            if capital[at] and not goes_on and before not in ("tại", "với") and _country(name_key(name)):
                return True
    return False


@cache
def _country(key: str) -> bool:
    place = load().world_named(key)
    return place is not None and place.level == "country" and key != "việt nam"


def _foreign_name(name: str) -> bool:
    """Whether a name begins like none of a people of Vietnam (*Keir Starmer*)."""
    first = fold(name).replace(".", " ").split()[0]
    return first not in _surnames() and not first.startswith(_CLANS)


@cache
def _surnames() -> frozenset[str]:
    """The folded surnames and first words of names of the country's peoples, from ``tables/persons``."""
    known: set[str] = set()
    for line in (FOLDER / "persons" / "surnames.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        word, peoples, _ = line.split("\t")
        if peoples != "foreign":
            known.update((fold(word), fold(word).split()[0]))
    clans = (FOLDER / "persons" / "elements.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(known | {fold(line.split("\t")[0]) for line in clans})
