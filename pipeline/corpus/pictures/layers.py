"""Where the documents of a network stand: in columns by level, each group that hangs together in a band of rows of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

LEVELS = ("central", "province", "district", "commune", "")
"""The columns from left to right; the last is for documents whose level is not told."""

Spot = tuple[float, float]
"""Column and row."""

Edge = tuple[str, str]

_SWEEPS = 4
_LOWER = 0.8
"""How much lower columns between two others stand, in rows, so that fewer lines pass behind their boxes."""


def places(levels: Mapping[str, str], edges: Iterable[Edge]) -> dict[str, Spot]:
    """Column and row of every document of ``levels`` (id → level); those that no edge touches stand last.

    >>> places({"plan": "commune", "resolution": "central"}, [("plan", "resolution")])
    {'resolution': (0.0, 0.0), 'plan': (1.0, 0.0)}
    """
    near = _neighbours(levels, edges)
    columns = [level for level in LEVELS if level in levels.values()]
    spots: dict[str, Spot] = {}
    top = 0.0
    for group in _groups(near):
        order = _ordered({level: [id for id in group if levels[id] == level] for level in columns}, near)
        used = [level for level in columns if order[level]]
        height = max(map(len, order.values())) + (_LOWER if len(used) > 2 else 0)
        for level in used:
            first = top + (height - len(order[level])) / 2 + (_LOWER / 2 if level in used[1:-1] else 0)
            spots.update({id: (float(columns.index(level)), first + row) for row, id in enumerate(order[level])})
        top += height
    return spots


def _neighbours(ids: Iterable[str], edges: Iterable[Edge]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {id: [] for id in ids}
    for source, target in edges:
        near[source].append(target)
        near[target].append(source)
    return near


def _groups(near: Mapping[str, list[str]]) -> list[list[str]]:
    """The documents that hang together, the largest group first."""
    group_of: dict[str, int] = {}
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for number, first in enumerate(near):
        waiting = [first]
        while waiting:
            id = waiting.pop()
            if id not in group_of:
                group_of[id] = number
                groups[number].append(id)
                waiting += near[id]
    return sorted(groups.values(), key=lambda group: (-len(group), min(group)))


def _ordered(order: dict[str, list[str]], near: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The columns, each sorted by the mean row of its documents' neighbours, a few times over: few crossings are left
    (the barycentre rule of Sugiyama, Tagawa and Toda, 1981)."""
    rows = {id: row for ids in order.values() for row, id in enumerate(ids)}
    for _ in range(_SWEEPS):
        for ids in order.values():
            ids.sort(key=lambda id: (sum(rows[other] for other in near[id]) / max(1, len(near[id])), id))
            rows.update({id: row for row, id in enumerate(ids)})
    return order
