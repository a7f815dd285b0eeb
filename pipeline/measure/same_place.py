"""When two ways of writing a place mean the same one, for the score of ``about_place``.

A place that a figure is about is a reader's choice of words: *tỉnh Sơn La* in one sentence and *Sơn La* in the next are one
answer. So this field alone is compared by meaning, and every other one letter for letter:

- letters as :func:`pipeline.gazetteer.name_key` folds them (*Hoà Bình* and *Hòa Bình*, *Ia H'Drai* and *Ia H’Drai*);
- the level word in front does not count (*TP. Đà Nẵng* and *Đà Nẵng*), unless both have one, of two ranks (*xã X*, *huyện X*);
- another name of the same unit counts (*TPHCM*, *TP Hồ Chí Minh*): our ``unit_id`` is one that the gold's words can mean;
- of a gold list (*Long An và Thái Bình*) any of them counts, or the same set in any order; several of ours must all be in it.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.gazetteer import load, name_key
from pipeline.gazetteer.levels import split_level

_JOINT = re.compile(r",| và | - (?=[^\W\d_])|;")
_LOOSE = re.compile(r"^(?:vùng|khu vực|toàn|các|các tỉnh|địa bàn|trên địa bàn) (?=\S)")
_NATION = frozenset(("cả nước", "toàn quốc", "nước ta", "việt nam"))


def same_place(gold: str, ours: str, unit_id: str | None = None) -> bool:
    """Whether ``ours``, with its ``unit_id`` if it is one known unit, is the place that the ``gold`` names.

    >>> same_place("tỉnh Sơn La", "Sơn La"), same_place("xã Pha Long", "huyện Pha Long")
    (True, False)
    >>> same_place("Long An và Thái Bình", "Thái Bình")
    True
    """
    if unit_id and unit_id in _units(gold):
        return True
    wanted, given = _names(gold), _names(ours)
    return bool(given) and all(any(_one(name, other) for other in wanted) for name in given)


@cache
def _names(words: str) -> tuple[tuple[str | None, str], ...]:
    """The places in ``words``, each with the rank its level word tells and the key of its name; the whole first if it is one."""
    pieces = [piece.strip() for piece in _JOINT.split(words) if piece.strip()]
    return tuple(_name(piece) for piece in ([words] if load().named(name_key(split_level(words)[1])) else pieces))


def _name(words: str) -> tuple[str | None, str]:
    level, name = split_level(_LOOSE.sub("", words))
    key = name_key(name)
    return (level.rank if level else None), "việt nam" if key in _NATION else key


def _one(gold: tuple[str | None, str], ours: tuple[str | None, str]) -> bool:
    return gold[1] == ours[1] and (gold[0] is None or ours[0] is None or gold[0] == ours[0])


@cache
def _units(words: str) -> frozenset[str]:
    """The ids of the units that the gold's words, if they name one place, can mean."""
    level, name = split_level(words)
    rank = level.rank if level else None
    return frozenset(unit.unit_id for unit in load().named(name_key(name)) if rank in (None, unit.rank))
