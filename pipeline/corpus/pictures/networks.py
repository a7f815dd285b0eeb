"""Documents and how they hang together: which plan implements which resolution, what amends, replaces or carries what."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.corpus.pictures.labels import count, labels
from pipeline.corpus.pictures.layers import LEVELS, Spot, places
from pipeline.corpus.pictures.picture import (
    BLUE,
    GREEN,
    GREY,
    INK,
    PURPLE,
    RED,
    Picture,
    bare_axes,
    canvas,
    finish,
    nothing,
    style,
    watermark_of,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from pipeline.corpus.pictures.frames import Frames


_LEVEL_TITLES = {"central": "Central", "province": "Province", "district": "District", "commune": "Commune", "": "Level not told"}
_LINES: dict[str, tuple[str, Any]] = {
    "implements": (BLUE, "-"), "amends": (RED, "--"), "replaces": (RED, "-."), "repeals": (INK, ":"),
    "attached": (PURPLE, "--"),
}
_SYSTEMS = {"party": (RED, "Party", ""), "state": (GREEN, "State", "/////")}
_COLUMN, _ROW, _BOX = 2.4, 0.6, 1.95
"""Sizes in inches: from one column of boxes to the next, from one row to the next, the width of a box."""

def network(corpus: Frames, *, kind: str | None = None, most: int = 40) -> Picture:
    """The documents that hang together, from the centre on the left to the communes on the right; an arrow goes from the document
    that acts to the one it acts on (*Kế hoạch 35* → *Nghị quyết 57*: implements).

    ``kind`` limits the edges to one kind (``implements``, ``amends``, ``replaces``, ``repeals``, ``attached``); at most ``most``
    documents are drawn, those with most edges, all stand in the table. The table has one row an edge: ``source``, ``target``,
    their labels, ``kind``, ``word``, ``articles`` that say so, and one ``sentence`` with its ``article``.
    """
    documents, relations = corpus.documents, corpus.document_relations
    watermark = watermark_of(corpus.plans, documents)
    table = _edges(relations if kind is None else relations[relations["kind"] == kind], labels(documents, corpus.plans))
    title = "What implements what" if kind == "implements" else "How documents hang together"
    if table.empty:
        return nothing(title, "No article of the corpus says how two documents hang together.", table, watermark)
    ids = _chosen(table, most)
    drawn = table[table["source"].isin(ids) & table["target"].isin(ids)]
    ids = [id for id in ids if id in {*drawn["source"], *drawn["target"]}]
    about = documents.set_index("id").reindex(ids)
    levels = {id: _level(about.loc[id, "level"]) for id in ids}
    spots = places(levels, zip(drawn["source"], drawn["target"], strict=True))
    names = {**dict(zip(table["source"], table["source_label"], strict=True)),
             **dict(zip(table["target"], table["target_label"], strict=True))}
    with style():
        axes = _canvas(spots, levels)
        _legend(axes, set(drawn["kind"]))
        _draw_edges(axes, drawn, spots)
        for id, spot in spots.items():
            _draw_box(axes, spot, names[id], str(about.loc[id, "system"]))
        left = table["source"].nunique() + table["target"].nunique() - len(ids)
        note = f"{count(len(drawn), 'edge')} between {count(len(spots), 'document')}; arrows go from the document that acts."
        note += f" {left} more in the table." if len(drawn) < len(table) and left > 0 else ""
        return finish(axes.figure, title, _alt(drawn), table, watermark, note)  # type: ignore[arg-type]


def _edges(relations: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """One row an edge, however many articles tell it."""
    kept = relations.sort_values(["source", "target", "kind", "article", "start"])
    edges = kept.groupby(["source", "target", "kind"], as_index=False, sort=False).agg(
        word=("word", "first"), articles=("article", "nunique"), sentence=("sentence", "first"), article=("article", "first"))
    edges.insert(1, "source_label", [names.get(id, id) for id in edges["source"]])
    edges.insert(3, "target_label", [names.get(id, id) for id in edges["target"]])
    return edges


def _chosen(edges: pd.DataFrame, most: int) -> list[str]:
    """The documents with most edges, first the most connected."""
    import pandas as pd

    degrees = pd.concat([edges["source"], edges["target"]]).value_counts(sort=False)
    return sorted(degrees.index, key=lambda id: (-degrees[id], id))[:most]


def _level(value: object) -> str:
    return str(value) if value in LEVELS else ""


def _canvas(spots: Mapping[str, Spot], levels: Mapping[str, str]) -> Axes:
    """Axes in which a unit is one column or row, with the name of each level above its column."""
    width, height = 1 + max(x for x, _ in spots.values()), 1 + max(y for _, y in spots.values())
    figure = canvas(width * _COLUMN + 0.3, height * _ROW + 1.35)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(-0.5, width - 0.5)
    axes.set_ylim(height - 0.5 + 0.55 / _ROW, -0.5 - 0.8 / _ROW)
    bare_axes(axes)
    for x in sorted({x for x, _ in spots.values()}):
        level = next(levels[id] for id, spot in spots.items() if spot[0] == x)
        axes.text(x, -0.5 - 0.1 / _ROW, _LEVEL_TITLES[level], ha="center", va="bottom", fontsize=9, fontweight="bold", color=GREY)
    return axes


def _legend(axes: Axes, kinds: set[str]) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    lines = [Line2D([], [], color=colour, linestyle=line, label=kind) for kind, (colour, line) in _LINES.items()
             if kind in kinds]
    boxes = [Patch(facecolor="white", edgecolor=colour, linewidth=1.4, label=f"{name} document", hatch=hatch)
             for colour, name, hatch in _SYSTEMS.values()]
    axes.legend(handles=[*lines, *boxes], loc="lower left", ncols=7, fontsize=7, frameon=False, handlelength=3, columnspacing=1.2)


def _draw_edges(axes: Axes, edges: pd.DataFrame, spots: Mapping[str, Spot]) -> None:
    from matplotlib.patches import FancyArrowPatch

    half = _BOX / _COLUMN / 2
    for row in edges.itertuples():
        colour, line = _LINES.get(str(row.kind), (GREY, "-"))
        (x, y), (to_x, to_y) = spots[str(row.source)], spots[str(row.target)]
        side, to_side = (half, half) if x == to_x else (-half, half) if to_x < x else (half, -half)
        bend = -0.45 if x == to_x and to_y > y else 0.45 if x == to_x else 0.0
        axes.add_patch(FancyArrowPatch(
            (x + side, y), (to_x + to_side, to_y), arrowstyle="-|>", mutation_scale=9, color=colour, linestyle=line,
            linewidth=1.1, connectionstyle=f"arc3,rad={bend}", shrinkA=0, shrinkB=0, zorder=1,
            clip_on=False))


def _draw_box(axes: Axes, spot: Spot, label: str, system: str) -> None:
    """A box with the document's name in it and its issuer below; its edge and corner mark tell Party from state."""
    from matplotlib.patches import Rectangle

    colour, _, hatch = _SYSTEMS.get(system, (GREY, "", ""))
    width, height = _BOX / _COLUMN, 0.74
    x, y = spot[0] - width / 2, spot[1] - height / 2
    axes.add_patch(Rectangle((x, y), width, height, facecolor="white", edgecolor=colour, linewidth=1.2, zorder=2))
    axes.add_patch(Rectangle((x, y), 0.025, height, facecolor="white", edgecolor=colour, hatch=hatch, linewidth=0.8, zorder=3))
    head, _, issuer = label.partition(" · ")
    axes.text(x + 0.04, spot[1], "\n".join(_wrapped(head, issuer)), ha="left", va="center", fontsize=6.8, zorder=4,
              linespacing=1.2)


def _wrapped(head: str, issuer: str) -> list[str]:
    """At most three lines: two of the name when there is no issuer to tell, one of the issuer."""
    lines = textwrap.wrap(head, 32, max_lines=2, placeholder="…")
    return [*lines, textwrap.shorten(issuer, 32, placeholder="…")] if issuer else lines


def _alt(edges: pd.DataFrame) -> str:
    kinds = ", ".join(f"{kind} {number}" for kind, number in edges["kind"].value_counts().items())
    first = edges.iloc[0]
    return (f"Network of documents by level, centre to commune; edges: {kinds}. "
            f"For example {first['source_label']} {first['kind']} {first['target_label']}.")
