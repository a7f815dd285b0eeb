"""What speaks for and against each place a figure may be about, as names that a table of weights can hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Figure
from pipeline.resolve.figure_anchors import find_anchor
from pipeline.resolve.figure_spots import Spot
from pipeline.resolve.scenery import Scenery

_LEFT, _RIGHT, _EARLIER, _OPENING = 8, 5, 8, 4
"""How many spots are looked at before and behind a figure in its sentence, before its sentence, and at the head of the text."""
_BREAK = re.compile(r"[,;:.()\n]|(?<!\w)(?:so với|và|nhưng|để|trong khi|khi|khiến|làm)(?!\w)")
_LAW = re.compile(r"(?<!\w)(?:luật|nghị định|quy định|thông tư|theo đó|nếu|mức phạt|người việt|mỗi)(?!\w)")
_GOES_ON = re.compile(r"(?:có|trong (?:số )?(?:đó|này)|cụ thể|ngoài ra|bên cạnh|hiện|theo|sau|đến nay|tổng|hậu quả)(?!\w)")
_MONEY = re.compile(r"đồng|usd|đô")
_SIZES = (1, 12, 30, 70, 150)
_CLASSES = {"flow": "count", "stock": "count", "cumulative": "count", "age": "time", "duration": "time"}


@dataclass(slots=True)
class Candidate:
    """A place that a figure may be about: the mention that gives its words, and its traits. None as spot means *about no place*."""

    spot: Spot | None
    traits: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Told:
    """The figure before, with the key of its place (None: about none)."""

    figure: Figure
    key: str | None


def candidates_of(scenery: Scenery, figure: Figure, begin: int, end: int, line: int, last: Told | None) -> list[Candidate]:
    """The candidates for a figure whose sentence goes from ``begin`` to ``end`` and its paragraph from ``line``; none comes first."""
    found: dict[str, Candidate] = {}
    for spot, traits in _seen(scenery, figure, begin, end, line):
        candidate = found.setdefault(spot.key, Candidate(spot))
        candidate.traits.update(traits)
    _add_anchor(scenery, figure, begin, end, found)
    if scenery.paper and scenery.paper.key not in found:
        found[scenery.paper.key] = Candidate(scenery.paper, {"only the paper's"})
    for key, candidate in found.items():
        candidate.traits.update(_whole(scenery, figure, key, candidate, begin, last))
    none = Candidate(None, set(_nothing(scenery, figure, begin, found, last)))
    return [none, *found.values()]


def _seen(scenery: Scenery, figure: Figure, begin: int, end: int, line: int) -> Iterator[tuple[Spot, list[str]]]:
    """The spots around a figure, the nearest of each side first, each with the traits of its side; each place once per side."""
    sides = (
        ("left", scenery.spots_before(figure.start, begin, _LEFT)),
        ("right", scenery.spots_behind(figure.end, min(end, figure.end + 250), _RIGHT)),
        ("back", scenery.spots_before(begin, max(line, begin - 1000), _EARLIER)),
        ("above", scenery.spots_before(line, max(0, line - 2000), _EARLIER)),
        ("head", scenery.spots_behind(0, min(line, 300), _OPENING) if figure.start < 8000 else []),
    )
    for side, spots in sides:
        met: set[str] = set()
        for index, spot in enumerate(spots):
            if spot.key in met:
                continue
            met.add(spot.key)
            traits = [f"{side} {word}" for word in _own(spot)]
            if side in ("left", "right"):
                traits += [f"{side} {word}" for word in _between(scenery, figure, spot, spots[:index])]
            else:
                traits += [f"{side} {word}" for word in _away(scenery, spot, spots[:index], begin, line)]
            yield spot, traits


def _own(spot: Spot) -> Iterator[str]:
    yield f"lead {spot.lead}"
    yield f"follow {spot.follow}"
    yield f"chain {spot.chain}"
    yield f"kind {spot.kind}"
    if not spot.literal:
        yield "in a name"
    if spot.post:
        yield "post"
    if spot.start < spot.sentence + 40:
        yield "opens"


def _between(scenery: Scenery, figure: Figure, spot: Spot, nearer: Sequence[Spot]) -> Iterator[str]:
    """What lies between a figure and a place of its own sentence."""
    folded = scenery.doc.folded
    start, end = (spot.end, figure.start) if spot.start < figure.start else (figure.end, spot.start)
    yield f"near {sum(end - start > size for size in _SIZES)}"
    words = folded[start:end]
    breaks = _BREAK.findall(words)
    yield f"breaks {min(3, len(breaks))}"
    if ";" in breaks:
        yield "semicolon"
    if ":" in breaks:
        yield "colon"
    figures = scenery.figures_between(start, end)
    yield f"figures {min(2, figures)}"
    if not figures and len(breaks) < 1:
        yield f"bound lead {spot.lead}"
        yield f"bound kind {spot.kind}"
    rivals = [other for other in nearer if other.chain != "wide" and (spot.chain == "wide" or other.lead not in ("origin", "road"))]
    yield f"rivals {min(2, len(rivals))}"
    if spot.start < figure.start and scenery.is_owned(spot, figure):
        yield "owned"


def _away(scenery: Scenery, spot: Spot, nearer: Sequence[Spot], begin: int, line: int) -> Iterator[str]:
    """How far away a place of an earlier sentence is."""
    yield f"order {min(3, len([other for other in nearer if other.chain != 'wide']))}"
    if spot.start < line:
        yield f"paragraphs {min(3, 1 + scenery.doc.text.count(chr(10) * 2, spot.end, line - 2))}" if line - spot.end < 2000 else "paragraphs 3"
    else:
        yield "sentence before" if spot.sentence >= scenery.sentence_before(begin) else "sentences before"


def _add_anchor(scenery: Scenery, figure: Figure, begin: int, end: int, found: dict[str, Candidate]) -> None:
    """Tell the place that *toàn tỉnh*, *huyện này* before the figure or *ở đây* behind it stands for."""
    anchor = find_anchor(scenery, figure, begin, end)
    if anchor is None or anchor.spot is None:
        return
    candidate = found.setdefault(anchor.spot.key, Candidate(anchor.spot))
    candidate.traits.add(f"meant by {anchor.word}")
    candidate.traits.add(f"meant {anchor.side}")


def _whole(scenery: Scenery, figure: Figure, key: str, candidate: Candidate, begin: int, last: Told | None) -> Iterator[str]:
    """What holds for a place as a whole: how often it is named, whether the figure before has it, what is counted."""
    times = scenery.times[key]
    yield f"named {min(4, times)}"
    if times >= scenery.most:
        yield "named most"
    sides = {trait.split()[0] for trait in candidate.traits}
    first = next((side for side in ("left", "right", "back", "above", "head") if side in sides), "elsewhere")
    yield f"first {first}"
    kind = _class(figure)
    yield f"{kind} {first}"
    if figure.part == "title":
        yield f"title {first}"
    if "head" in sides:
        yield f"head and {first}"
    if scenery.paper and key == scenery.paper.key:
        yield "paper's"
    if last and last.key == key:
        where = "sentence" if last.figure.start >= begin else "further"
        yield f"before {where}"
        yield f"before {where} {'alike' if _class(last.figure) == kind else 'unlike'}"
        yield f"before {where} {first}"


def _nothing(scenery: Scenery, figure: Figure, begin: int, found: dict[str, Candidate], last: Told | None) -> Iterator[str]:
    """What speaks for no place at all: the kind of number, and what the sentence is about."""
    folded = scenery.doc.folded
    yield "none"
    yield f"type {figure.measure_type}"
    yield f"status {figure.status}"
    yield f"unit {_unit(figure)}"
    if figure.part == "title":
        yield "in title"
    if figure.unit == "lần":
        yield "times"
    if _LAW.search(folded, begin, figure.start):
        yield "law"
    if _GOES_ON.match(folded, begin):
        yield "goes on"
    if figure.change:
        yield "change"
    if figure.total:
        yield "of a total"
    if figure.qualifier == "about":
        yield "about"
    if not found:
        yield "no candidate"
    sides = {trait.split()[0] for candidate in found.values() for trait in candidate.traits}
    for side in ("left", "right", "back", "above", "head"):
        if side not in sides:
            yield f"nothing {side}"
    if last:
        where = "sentence" if last.figure.start >= begin else "further"
        alike = "alike" if _class(last.figure) == _class(figure) else "unlike"
        yield f"{'none' if last.key is None else 'some'} before {where} {alike}"
    else:
        yield "first figure"


def _class(figure: Figure) -> str:
    kind = figure.measure_type or "other"
    return _CLASSES.get(kind, kind)


def _unit(figure: Figure) -> str:
    unit = (figure.unit or "").lower()
    if not unit:
        return "missing"
    if "/" in unit:
        return "rate"
    if unit.startswith("%") or unit == "điểm %":
        return "percent"
    return "money" if _MONEY.search(unit) else "measure" if figure.measure else "noun"
