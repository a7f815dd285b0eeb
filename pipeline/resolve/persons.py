"""What a person's mention means inside its article: the full name that a short form stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.language import Doc
from pipeline.model import Person
from pipeline.text import fold

_ALIAS = re.compile(
    r"(?: ?\([^()\n]{0,20}\))? ?[,(]? ?(?:\d{1,3} tuổi, |sinh năm \d{4}, |sn \d{4}, )?"
    r"(?:tức|hay còn gọi là|còn gọi là|tên thường gọi là|thường gọi là|tên thật là|tên thật|tên khai sinh là|bí danh|biệt danh"
    r"|bút danh|nghệ danh|pháp danh|[^()\n]{0,12}đặt tên là):? [\"“'‘]?"
)
_MEN = frozenset(("ông", "anh", "chú", "cậu", "ngài"))
_WOMEN = frozenset(("bà", "chị", "cô", "dì", "mẹ"))
_WINDOW = 60
"""How many mentions that share a word are looked at on either side: the time stays linear whatever the text."""

Name = tuple[str, ...]


def resolve(doc: Doc, persons: Sequence[Person]) -> list[Person]:
    """The same mentions, in order, with ``same_as``: the longest form of a name of which the mention is a part.

    Among several the nearest before it wins, then the nearest behind; *bà* never stands for a name that is called *ông*.
    An alias stands for the name before it, too (*Lò Văn Tính (tức Lò Khằm)*).
    """
    names = _Names(persons)
    resolved = [replace(person, same_as=names.full(index)) for index, person in enumerate(persons)]
    for index in range(1, len(resolved)):
        before, here = resolved[index - 1], resolved[index]
        if here.same_as is None and here.text != before.text and _ALIAS.fullmatch(doc.folded, before.end, here.start):
            resolved[index] = replace(here, same_as=before.same_as or before.text)
    return resolved


class _Names:
    """The names of one article, by their words."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self.persons = persons
        self.words: list[Name] = [tuple(fold(person.text).replace(".", " . ").split()) for person in persons]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self.words):
            if len(name) > 1 and "." not in name:
                for word in dict.fromkeys(name):
                    self._by_word[word].append(index)
        self._sexes = dict(self._told_sexes())

    def _told_sexes(self) -> Iterator[tuple[Name, str]]:
        """The sex that forms of address or *Thị* give each name; the first address and *Thị* win."""
        for person, name in reversed(list(zip(self.persons, self.words, strict=True))):
            if sex := _sex(person):
                yield name, sex
        yield from ((name, "f") for name in self.words if "thị" in name[1:-1])

    def full(self, index: int) -> str | None:
        """The text of the name that mention ``index`` is short for, None for a full name or a name of its own."""
        short, sex = self.words[index], _sex(self.persons[index])
        fits = [other for other in self._near(index, short[-1]) if _stands_for(short, self.words[other])
                and not _clash(sex, self._sexes.get(self.words[other]))]
        if not fits and len(short) == 1:
            fits = [other for other in self._near(index, short[0]) if self.words[other][0] == short[0]]
        if not fits:
            return None
        before = [other for other in fits if other < index]
        nearest = before[-1] if before else fits[0]
        found = self.words[nearest]
        longer = [other for other in self._near(nearest, found[-1]) if _stands_for(found, self.words[other])]
        return self.persons[max(longer, key=lambda other: (len(self.words[other]), -other), default=nearest)].text

    def _near(self, index: int, word: str) -> list[int]:
        """The mentions around ``index`` that hold a word, in order."""
        holders = self._by_word.get(word, [])
        at = bisect_left(holders, index)
        return holders[max(0, at - _WINDOW):at + _WINDOW]


def _sex(person: Person) -> str | None:
    word = fold(person.honorific or "")
    return "m" if word in _MEN else "f" if word in _WOMEN else None


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _stands_for(short: Name, full: Name) -> bool:
    """Whether the words of ``short`` end or open the longer name, or stand in it together."""
    if len(short) >= len(full):
        return False
    size = len(short)
    if full[-size:] == short:
        return True
    if size == 1 and not _strange(short[0]):
        return False
    return any(full[at:at + size] == short for at in range(len(full) - size))


def _strange(word: str) -> bool:
    """Whether a word looks foreign, so that a first name alone may be its bearer's short form (*Kevin*)."""
    return any(letter in "fjwz" for letter in word) or (word.isascii() and len(word) > 4)
