"""What a person's mention means inside its article: the full name that a short form stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Person
from pipeline.text import fold

_MEN = frozenset(("ông", "anh", "chú", "cậu", "ngài"))
_WOMEN = frozenset(("bà", "chị", "cô", "dì", "mẹ"))


def resolve(persons: Sequence[Person]) -> list[Person]:
    """The same mentions with ``same_as``: the longest form of a name of which the mention is a part.

    Among several the nearest before it wins, then the nearest behind; *bà* never stands for a name that is called *ông*.
    """
    words = [tuple(fold(person.text).replace(".", " ").split()) for person in persons]
    sexes = _sexes(persons, words)
    return [replace(person, same_as=_full(index, persons, words, sexes)) for index, person in enumerate(persons)]


def _sexes(persons: Sequence[Person], words: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The sex that forms of address or *Thị* give each name."""
    found: dict[tuple[str, ...], str] = {}
    for person, name in zip(persons, words, strict=True):
        sex = _sex(person)
        if sex:
            found.setdefault(name, sex)
    for name in words:
        if "thị" in name[1:-1]:
            found[name] = "f"
    return found


def _sex(person: Person) -> str | None:
    word = fold(person.honorific or "")
    return "m" if word in _MEN else "f" if word in _WOMEN else None


def _full(
    index: int, persons: Sequence[Person], words: Sequence[tuple[str, ...]], sexes: dict[tuple[str, ...], str]
) -> str | None:
    """The text of the name that mention ``index`` is short for."""
    short, sex = words[index], _sex(persons[index])
    fits = [other for other in range(len(words)) if _stands_for(short, words[other]) and not _clash(sex, sexes.get(words[other]))]
    if not fits and len(short) == 1:
        fits = [other for other in range(len(words)) if len(words[other]) > 1 and words[other][0] == short[0]]
    if not fits:
        return None
    before = [other for other in fits if other < index]
    nearest = before[-1] if before else fits[0]
    longest = max(
        (other for other in fits if _stands_for(words[nearest], words[other]) or words[other] == words[nearest]),
        key=lambda other: (len(words[other]), -other),
    )
    return persons[longest].text


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` end or open the longer name, or stand in it together."""
    if len(short) >= len(full):
        return False
    size = len(short)
    if full[-size:] == short:
        return True
    if size == 1 and not _strange(short[0]):
        return False
    return any(full[at : at + size] == short for at in range(len(full) - size))


def _strange(word: str) -> bool:
    """Whether a word looks foreign, so that a first name alone may be its bearer's short form (*Kevin*)."""
    return any(letter in "fjwz" for letter in word) or (word.isascii() and len(word) > 4)
