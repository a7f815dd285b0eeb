"""The place a common noun stands for (*toàn tỉnh*, *xã này*, *ở đây*): the last one of its rank that was named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Figure
from pipeline.resolve.figure_spots import ASIDE, Spot
from pipeline.resolve.figure_words import LEVEL_WORDS
from pipeline.resolve.scenery import Scenery

_BEHIND = re.compile(
    rf"[^.;:,()\d]{{0,50}}?(?<!\w)(?:ở|tại|của|trên địa bàn|trong) (?:(?P<level>{LEVEL_WORDS}|địa phương) (?:này|đó|nhà)|"
    rf"(?P<here>đây))"
    r"(?!\w)")
_RANKS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A common noun that stands for a place: how it does (``word``), on which side of the figure, and for which place."""

    word: str
    side: str
    spot: Spot | None


def find_anchor(scenery: Scenery, figure: Figure, begin: int, end: int) -> Anchor | None:
    """What *tỉnh*, *huyện này*, *Ủy ban kiểm tra các cấp* before the figure or *ở tỉnh này* behind it stands for."""
    folded = scenery.doc.folded
    behind = _BEHIND.match(folded, figure.end, end)
    if behind:
        return Anchor("this", "behind", _last_named(scenery, behind["level"] or "đây", figure.start))
    for found in reversed(scenery.nouns_in(max(0, begin - 2, figure.start - 150), figure.start)):
        if _is_common(scenery, found):
            word, level = next((name, words) for name, words in found.groupdict().items() if words)
            return Anchor(word, "before", _last_named(scenery, level, found.start()))
    return None


def _last_named(scenery: Scenery, level: str, before: int) -> Spot | None:
    """The last spot of the rank that ``level`` tells; the paper's province for a *tỉnh* of which no name stands before."""
    for spot in scenery.spots_before(before, max(0, before - 1500), 30):
        if _fits(spot, level) and spot.lead not in ASIDE:
            return spot
    return scenery.paper if level == "tỉnh" else None


def _is_common(scenery: Scenery, found: re.Match[str]) -> bool:
    """Whether the level word is no part of a name: no capital and no place follows."""
    after = scenery.doc.text[found.end():found.end() + 2]
    return not scenery.places_in(found.start(), found.end() + 1) and not (after[:1] == " " and after[1:].isupper())


def _fits(spot: Spot, level: str) -> bool:
    if level == "thành phố":
        return spot.text.lower().startswith(("tp", "thành phố")) or spot.kind == "province"
    rank = _RANKS.get(level)
    return spot.kind == rank if rank else spot.kind in ("province", "district", "commune")
