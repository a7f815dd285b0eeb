"""Chains of places (*thôn Nì Xỉ 4, xã Pha Long (Mường Khương)*): what stands above each mention, and what stands near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Place

_LINK = re.compile(
    r"(?: ?\((?:cũ|mới|trước đây)\))?(?: (?:cũ|mới))?"
    r"(?: ?, ?| ?\((?:(?:thuộc|ở|tại|nay thuộc) )?| ?[-–] ?| (?:thuộc|của|ở|tại|thuộc địa bàn) |, ?(?:thuộc|nay thuộc|nay là) | )"
    r"(?:địa bàn )?")
_SENTENCE = re.compile(r"[.!?…\n;]")
_ORDER = {"village": 0, "commune": 1, "district": 2, "province": 3}


@dataclass(frozen=True, slots=True)
class Chain:
    """For one mention: the indexes of those that follow it as its upper units, and of those in its sentence, the nearest first.

    The units above it come in the order of the text.
    """

    above: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


def chains(text: str, places: Sequence[Place]) -> list[Chain]:
    """The chain of every place, in order."""
    return [Chain(tuple(_above(text, places, index)), tuple(_near(text, places, index))) for index in range(len(places))]


def _above(text: str, places: Sequence[Place], index: int) -> list[int]:
    """The mentions that follow directly, linked by a comma or bracket, each of a higher rank as far as its level word tells."""
    found, last = [], index
    rank = _rank(places[index])
    for other in range(index + 1, min(len(places), index + 4)):
        between = text[places[last].end:places[other].start]
        if len(between) > 24 or not _LINK.fullmatch(between):
            break
        higher = _rank(places[other])
        if higher is not None and rank is not None and higher <= rank:
            break
        if "-" in between or "–" in between:
            break
        found.append(other)
        rank, last = higher if higher is not None else rank, other
    return found


def _rank(place: Place) -> int | None:
    return _ORDER.get(place.rank) if place.rank else None


def _near(text: str, places: Sequence[Place], index: int) -> list[int]:
    """The other mentions of the same sentence, those after it before those in front, each by distance."""
    place, after, front = places[index], [], []
    for other in range(index + 1, min(len(places), index + 8)):
        if _SENTENCE.search(text, place.end, places[other].start) or places[other].start - place.end > 160:
            break
        after.append(other)
    for other in range(index - 1, max(-1, index - 8), -1):
        if _SENTENCE.search(text, places[other].end, place.start) or place.start - places[other].end > 160:
            break
        front.append(other)
    return after + front
