"""What a person's name looks like: surnames and middle names of the country's peoples, foreign given names, from TSV lists."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.errors import TableError
from pipeline.extract.persons.tokens import Tokens, vietnamese
from pipeline.extract.persons.words import listed
from pipeline.gazetteer import load, name_key
from pipeline.tables import FOLDER
from pipeline.text import fold

_PEOPLES = frozenset(("mông", "tày", "thái"))
_CLAN_LETTERS = ("h'", "h’", "k'", "k’", "n'", "n’", "m'", "r'", "bh'", "bh’")


@cache
def _weights(name: str) -> dict[str, int]:
    """The weight of each entry of a list: 1 says a name by itself, 2 only with other evidence."""
    path = FOLDER / "persons" / f"{name}.tsv"
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
        return {fold(row[0]): int(row[2]) if len(row) > 2 else 1 for row in rows}
    except (OSError, ValueError, IndexError) as problem:
        raise TableError(f"{path}: {problem}") from problem


@cache
def _foreign(use: str) -> frozenset[str]:
    path = FOLDER / "persons" / "foreign.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    return frozenset(fold(row[0]) for row in rows if row[1] == use)


def surname(form: str) -> int:
    """1 for a surname that is seldom anything else, 2 for one that is also a word or a place, 0 for none.

    >>> surname("nguyễn"), surname("giang"), surname("được")
    (1, 2, 0)
    """
    return _weights("surnames").get(form, 0)


def middle(form: str) -> int:
    """1 for a middle name that says a name by itself (*thị*, *văn*), 2 for another one, 0 for none."""
    return _weights("middles").get(form, 0)


def clan(form: str) -> bool:
    """Whether the word is a clan or a name of the Central Highlands' peoples (*niê*, *kđăm*, *h'yim*)."""
    return form in _weights("elements") or (form.startswith(_CLAN_LETTERS) and form not in listed("sets", "peoples"))


def given(form: str) -> bool:
    """Whether the word is a foreign given name (*donald*)."""
    return form in _foreign("given")


def alone(form: str) -> bool:
    """Whether the word alone names one well-known person (*lênin*)."""
    return form in _foreign("alone")


@lru_cache(maxsize=16384)
def place_rank(key: str) -> int:
    """How much of a place the folded words name: 3 province, country or region, 2 district, 1 commune or other, 0 none.

    >>> place_rank("lào cai"), place_rank("nguyễn văn sáu")
    (3, 0)
    """
    gazetteer, name = load(), name_key(key)
    world = gazetteer.world_named(name)
    if world:
        return 3 if world.level in ("country", "region", "tỉnh") else 2
    units = gazetteer.named(name)
    if not units or (" " not in key and not any(unit.rank == "province" for unit in units)):
        return 0
    return max({"province": 3, "district": 2}.get(unit.rank, 1) for unit in units)


def foreign(tokens: Tokens, first: int, last: int) -> bool:
    """Whether one of the words cannot be a Vietnamese syllable and none is a clan name."""
    return any(not vietnamese(form) for form in tokens.form[first:last] if len(form) > 1 and form[0].isalpha())


def speaks_for_itself(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the capitalised words are a name without further evidence: surname and two more, or a form of the highlands."""
    form, length = tokens.form, last - first
    weight = surname(form[first])
    if 3 <= length <= 4 and form[first + 1] in ("thị", "văn") and not tokens.acronym[first]:
        return True
    if 3 <= length <= 4 and weight:
        second = middle(form[first + 1])
        return (weight == 1 and not foreign(tokens, first, last)) or second == 1 or (length == 4 and second > 0)
    if length >= 2 and clan(form[first]) and form[first][:2] in ("h'", "h’", "k'", "k’"):
        return True
    return (
        length >= 2
        and form[first] == "y"
        and (clan(form[last - 1]) or any(mark in word for word in form[first:last] for mark in "'’"))
    )
