"""What speaks for and against each place a figure may be about, as names that a table of weights can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.model import Figure
from pipeline.resolve.figure_anchors import find_anchor
from pipeline.resolve.figure_spots import ASIDE, RANKS, Spot, named_spot
from pipeline.resolve.figure_words import unit_class
from pipeline.resolve.ranking import Candidate
from pipeline.resolve.scenery import Scenery

_TOUCHES = re.compile(r"\)?(?: ?:| ?\()?(?: (?:là|có|còn|hơn|gần|khoảng|với|được|đạt|bị|chết|mất|cả|hiện|đã|trên|thêm|các))* ?")
"""What stands between a place and its own number: *Kon Tum 2 người*, *Đắk Lắk (hơn 5 ha)*."""
_LEFT, _RIGHT, _EARLIER, _OPENING = 4, 3, 3, 2
"""How many spots are looked at before and behind a figure in its sentence, before its sentence, and at the head of the text."""
_GOES_ON = re.compile(r"(?:có|trong (?:số )?(?:đó|này)|cụ thể|ngoài ra|bên cạnh|hiện|theo|sau|đến nay|tổng|hậu quả)(?!\w)")
_SIDES = ("left", "right", "back", "above", "head")
_SIZES = (1, 12, 30, 70, 150)
_CLASSES = {"flow": "count", "stock": "count", "cumulative": "count", "age": "time", "duration": "time"}


Seen = tuple[str, Spot, tuple[str, ...]]
"""A side, a spot that stands there, and what it shows."""


@dataclass(slots=True)
class Located(Candidate):
    """A place that a figure may be about: the mention that gives its words and the sides where it stands. None as spot means *about no
    place*. A trait may come from several mentions and then counts as often."""

    spot: Spot | None = None
    sides: set[str] = field(default_factory=set)


def of_spot(spot: Spot) -> Located:
    """A candidate without traits."""
    return Located(spot.key, spot=spot)


def candidates_of(scenery: Scenery, figure: Figure, begin: int, end: int, line: int) -> list[Located]:
    """The candidates for a figure whose sentence goes from ``begin`` to ``end`` and its paragraph from ``line``; none comes first."""
    none, found = Located(None), dict[str, Located]()
    for side, spot, traits in _seen(scenery, figure, begin, end, line):
        candidate = found.get(spot.key)
        if candidate is None:
            candidate = found[spot.key] = of_spot(spot)
        candidate.sides.add(side)
        candidate.traits += traits
    _add_anchor(scenery, figure, begin, end, found)
    if not found:
        return [none]
    ranks = sorted(RANKS.get(candidate.spot.kind, 0) for candidate in found.values() if candidate.spot)
    seen = _class(figure), figure.part
    for key, candidate in found.items():
        candidate.traits += _whole(scenery, seen, key, candidate, ranks)
    none.traits += _nothing(scenery, figure, begin, found)
    return [none, *found.values()]


def _seen(scenery: Scenery, figure: Figure, begin: int, end: int, line: int) -> Iterator[Seen]:
    """The spots around a figure, the nearest of each side first, each with the traits of its side; each place once per side."""
    left = scenery.spots_before(figure.start, begin, _LEFT)
    yield from _beside(scenery, figure, "left", left)
    yield from _beside(scenery, figure, "right", scenery.spots_behind(figure.end, min(end, figure.end + 250), _RIGHT))
    if begin not in scenery.far_spots:
        scenery.far_spots[begin] = _far(scenery, begin, line)
    back, above, head = scenery.far_spots[begin]
    yield from back
    if not (left and back):
        yield from above
    if not left and figure.start <= 8000:
        yield from head


def _beside(scenery: Scenery, figure: Figure, side: str, spots: Sequence[Spot]) -> Iterator[Seen]:
    """The spots of a figure's own sentence."""
    met: set[str] = set()
    for index, spot in enumerate(spots):
        if spot.key not in met:
            met.add(spot.key)
            yield side, spot, (*_own(side, spot), *(f"{side} {word}" for word in _between(scenery, figure, spot, spots[:index])))


def _far(scenery: Scenery, begin: int, line: int) -> tuple[list[Seen], list[Seen], list[Seen]]:
    """The spots of the sentences before one that begins at ``begin``, of the paragraphs above and at the head of the text: they show the
    same to all figures of the sentence."""
    before = scenery.sentence_before(begin)
    sides = (scenery.spots_before(begin, max(line, begin - 1000), _EARLIER), scenery.spots_before(line, max(0, line - 2000), _EARLIER),
             scenery.spots_behind(0, min(line, 300), _OPENING))
    back, above, head = (_afar(side, spots, before, line) for side, spots in zip(_SIDES[2:], sides, strict=True))
    return back, above, head


def _afar(side: str, spots: Sequence[Spot], before: int, line: int) -> list[Seen]:
    """The spots of one side, each place once, in their order (wide ones do not count)."""
    found: dict[str, Seen] = {}
    order = 0
    for spot in spots:
        if spot.key not in found:
            found[spot.key] = side, spot, (*_own(side, spot), f"{side} order {min(3, order)}", f"{side} {_away(spot, before, line)}")
        order += spot.chain != "wide"
    return [*found.values()]


def _away(spot: Spot, before: int, line: int) -> str:
    """How far away a place of an earlier sentence is."""
    if spot.start >= line:
        return "sentence before" if spot.sentence >= before else "sentences before"
    return "paragraph near" if line - spot.end < 300 else "paragraph far"


def _own(side: str, spot: Spot) -> tuple[str, ...]:
    """What a place shows by itself."""
    return _shown(side, spot.lead, spot.chain, spot.kind, not spot.literal, spot.post, spot.start < spot.sentence + 40)


@cache
def _shown(side: str, lead: str, chain: str, kind: str, named: bool, post: bool, opens: bool) -> tuple[str, ...]:
    words = [f"lead {lead}", f"chain {chain}", f"kind {kind}"]
    words += [word for word, holds in (("in a name", named), ("post", post), ("opens", opens)) if holds]
    return tuple(f"{side} {word}" for word in words)


def _between(scenery: Scenery, figure: Figure, spot: Spot, nearer: Sequence[Spot]) -> Iterator[str]:
    """What lies between a figure and a place of its own sentence."""
    start, end = (spot.end, figure.start) if spot.start < figure.start else (figure.end, spot.start)
    breaks = scenery.marks["break"].between(start, end)
    figures = min(2, scenery.figures_between(start, end))
    agents = scenery.marks["agent"].between(start, end)
    rivals = [other for other in nearer if other.chain != "wide" and (spot.chain == "wide" or other.lead not in ASIDE)]
    yield f"near {sum(end - start > size for size in _SIZES)}"
    yield f"breaks {min(3, len(breaks))}"
    yield f"figures {figures}"
    yield f"figures {figures} breaks {min(2, len(breaks))}"
    yield f"rivals {min(2, len(rivals))}"
    yield f"agent {agents[-1] if agents else 'none'}"
    if ";" in breaks:
        yield "semicolon"
    if ":" in breaks:
        yield "colon"
    if not figures and not breaks:
        yield f"bound lead {spot.lead}"
        yield f"bound kind {spot.kind}"
        yield f"bound {_class(figure)}"
    if _TOUCHES.fullmatch(scenery.doc.folded, start, min(end, start + 30)) and end - start < 30:
        yield from ("touches", f"touches lead {spot.lead}", f"touches {_class(figure)}")
    if spot.start < figure.start and scenery.is_owned(spot, figure):
        yield "owned"


_SURE = ("ground", "subject")
"""*toàn tỉnh* and *Xã* at the beginning of a clause are right 93 times of 101 in the gold: their trait counts thrice."""


def _add_anchor(scenery: Scenery, figure: Figure, begin: int, end: int, found: dict[str, Located]) -> None:
    """Tell the place that *toàn tỉnh*, *huyện này* before the figure or *ở đây* behind it stands for."""
    anchor = find_anchor(scenery, figure, begin, end)
    if anchor is not None and anchor.spot is not None:
        candidate = found.setdefault(anchor.spot.key, of_spot(anchor.spot))
        candidate.traits += ("meant", f"meant by {anchor.word}", f"meant {anchor.side}", *["meant surely"] * (3 * (anchor.word in _SURE)))


def _whole(scenery: Scenery, seen: tuple[str, str], key: str, candidate: Located, ranks: Sequence[int]) -> Iterator[str]:
    """What holds for a place as a whole: how often it is named, on which sides, what is counted (``seen``: the class of the figure and
    its part of the article), its rank among the ``ranks``."""
    sides, times, spot = candidate.sides, scenery.times[key], candidate.spot or named_spot("", None, "other")
    first = next((side for side in _SIDES if side in sides), "elsewhere")
    yield from _placed(first, *seen, min(4, times), min(4, len(ranks)))
    yield from _joined(first, seen[0], spot.lead, spot.kind)
    rank = RANKS.get(spot.kind, 0)
    if rank:
        yield "narrowest" if rank == ranks[-1] else "not narrowest"
    if times >= scenery.most:
        yield "named most"
    if len(scenery.times) == 1:
        yield "only place"
    if key == scenery.scene_key:
        yield "at the scene"
    if "head" in sides:
        yield f"head and {first}"
    if scenery.paper and key == scenery.paper.key:
        yield "paper's"


@cache
def _placed(first: str, kind: str, part: str, times: int, rivals: int) -> tuple[str, ...]:
    return (f"first {first}", f"{kind} {first}", f"{part} {first}", f"named {times}", f"candidates {rivals}")


@cache
def _joined(first: str, kind: str, lead: str, level: str) -> tuple[str, ...]:
    return f"{first}: lead {lead}, {kind}", f"{first}: kind {level}, {kind}"


def _nothing(scenery: Scenery, figure: Figure, begin: int, found: dict[str, Located]) -> Iterator[str]:
    """What speaks for no place at all: the kind of number, what the sentence is about, and where no place stands."""
    yield from _counted(figure.measure_type, figure.status, unit_class(figure), figure.part, figure.change, figure.qualifier)
    if figure.total:
        yield "of a total"
    yield from _worded(scenery, figure, begin)
    sides = set[str]().union(*(candidate.sides for candidate in found.values()))
    yield from (f"nothing {side}" for side in _SIDES if side not in sides)


@cache
def _counted(kind: str | None, status: str | None, unit: str, part: str, change: str | None, qualifier: str) -> tuple[str, ...]:
    return ("none", f"type {kind}", f"status {status}", f"unit {unit}", f"part {part}", f"change {change}", f"qualifier {qualifier}")


def _worded(scenery: Scenery, figure: Figure, begin: int) -> Iterator[str]:
    """The words of a figure and of its sentence before it: verb, noun, who acts, a law, a beginning that goes on."""
    yield from (f"verb {word}" for word in (figure.predicate or "").lower().split()[:2])
    yield from (f"noun {word}" for word in (figure.unit or "").lower().split()[:2])
    agents = scenery.marks["agent"].between(begin, figure.start)
    yield f"agent {agents[-1] if agents else 'none'}"
    yield from (f"agents {agent}" for agent in sorted(set(agents[:-1])))
    if scenery.marks["law"].between(begin, figure.start):
        yield "law"
    if _GOES_ON.match(scenery.doc.folded, begin):
        yield "goes on"


def _class(figure: Figure) -> str:
    kind = figure.measure_type or "other"
    return _CLASSES.get(kind, kind)
