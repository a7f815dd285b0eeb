"""A map of Vietnam in tiles: one square a province, of either era, so that the small ones of the deltas are seen too.

Tiles have no boundaries, hence no licence; a tile stands for the whole unit with its islands. ``tables/tiles.tsv`` lays them out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.corpus.pictures.picture import GREY, INK, Picture, bare_axes, canvas, finish, ink_on, style, watermark_of
from pipeline.gazetteer.load import Gazetteer, Unit, load
from pipeline.model import Era
from pipeline.tables import FOLDER

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ERAS: dict[Era, str] = {"34": "34 provinces, since 1 July 2025", "63": "63 provinces, until 30 June 2025"}
_TILE_WIDTH, _TILE_HEIGHT = 0.74, 0.52


class Tile(NamedTuple):
    """Where a province stands on the map: ``column`` from the west, ``row`` from the north."""

    unit_id: str
    column: int
    row: int


def map(df: pd.DataFrame, value: str | None = None, *, era: Era = "34", title: str | None = None) -> Picture:
    """A map at province level of ``era``; the table has ``unit_id``, ``province`` and the value.

    With ``value``, the name of a column, ``df`` has one row a province (``unit_id`` like ``34-15``), and provinces without a
    value are hatched: nothing is known of them. Without it ``df`` holds mentions of places (``id``, ``unit_id``), and what is
    counted is the articles that name a province or a place in it; a place is carried over to ``era`` where that is certain
    (into 34 always, back into 63 only from a unit whose province was not merged), the others are counted in the note.

    Raises ValueError for a province of the other era, one that stands twice (nothing is summed in silence), or a missing column.
    """
    table, note = _given(df, value, era) if value else _counted(df, era)
    column = value or "articles"
    title = title or (f"{value}, by province ({era})" if value else f"Articles by the places they name ({era})")
    with style():
        figure = canvas(*_size(era))
        axes = figure.add_axes((0.02, 0.0, 0.96, 0.95))
        _draw(axes, table, column, era)
        return finish(figure, title, _alt(table, column, era), table, watermark_of(df), f"{ERAS[era]}. {note}".strip())


@cache
def tiles(era: Era) -> tuple[Tile, ...]:
    """The tiles of the provinces of one era."""
    lines = (FOLDER / "tiles.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(Tile(unit_id, int(column), int(row)) for unit_id, column, row in rows if unit_id.startswith(era))


def _given(df: pd.DataFrame, value: str, era: Era) -> tuple[pd.DataFrame, str]:
    """A value a province, as given."""
    import pandas as pd

    if missing := {"unit_id", value} - set(df.columns):
        raise ValueError(f"the map needs the columns {', '.join(sorted(missing))}; the frame has {', '.join(df.columns)}")
    known = {tile.unit_id for tile in tiles(era)}
    rows = df[["unit_id", value]].dropna(subset=["unit_id"])
    if strange := sorted(set(rows["unit_id"]) - known):
        raise ValueError(f"no province of the {era}: {', '.join(strange[:5])}; filter the frame or give era=")
    if len(twice := rows.loc[rows["unit_id"].duplicated(), "unit_id"]):
        raise ValueError(f"{twice.iloc[0]} stands in more than one row; choose one period and indicator first")
    values = pd.to_numeric(rows.set_index("unit_id")[value]).reindex(sorted(known))
    table = pd.DataFrame({"unit_id": values.index, "province": [_name(id) for id in values.index], value: values.to_numpy(float)})
    return table, "Hatched: no value." if table[value].isna().any() else ""


def _counted(df: pd.DataFrame, era: Era) -> tuple[pd.DataFrame, str]:
    """How many articles name each province or a place in it."""
    import pandas as pd

    if missing := {"id", "unit_id"} - set(df.columns):
        raise ValueError(f"to count articles the frame of places needs {', '.join(sorted(missing))}; or give value=")
    pairs = df[["id", "unit_id"]].dropna().drop_duplicates()
    where = {unit_id: _province(load(), unit_id, era) for unit_id in pairs["unit_id"].unique()}
    pairs = pairs.assign(province_id=pairs["unit_id"].map(where))
    lost = int(pairs.loc[pairs["province_id"].isna(), "id"].nunique())
    counts = pairs.dropna().groupby("province_id")["id"].nunique()
    ids = sorted(tile.unit_id for tile in tiles(era))
    numbers = [int(counts.get(id, 0)) for id in ids]
    table = pd.DataFrame({"unit_id": ids, "province": [_name(id) for id in ids], "articles": numbers})
    return table, f"{lost} articles name a place that cannot be carried to these units with certainty." if lost else ""


def _province(gazetteer: Gazetteer, unit_id: str, era: Era) -> str | None:
    """The province of ``era`` in which a unit lies, if that is certain."""
    unit = gazetteer.unit(unit_id)
    if unit is None:
        return None
    province = gazetteer.province_of(unit).unit_id
    if unit.era == era:
        return province if any(tile.unit_id == province for tile in tiles(era)) else None
    others = gazetteer.successors(province)[0] if era == "34" else tuple(_merged(gazetteer, province))
    return others[0] if len(others) == 1 else None


def _merged(gazetteer: Gazetteer, province: str) -> Iterator[str]:
    """The provinces of the eve of the reform that a present one was made of."""
    last = {tile.unit_id for tile in tiles("63")}
    return (old for old in gazetteer.predecessors(province) if old in last)


def _size(era: Era) -> tuple[float, float]:
    columns = 1 + max(tile.column for tile in tiles(era))
    rows = 1 + max(tile.row for tile in tiles(era))
    return columns * _TILE_WIDTH + 0.3, rows * _TILE_HEIGHT + 0.4


def _draw(axes: Axes, table: pd.DataFrame, column: str, era: Era) -> None:
    from matplotlib import colormaps
    from matplotlib.colors import PowerNorm

    values = dict(zip(table["unit_id"], table[column], strict=True))
    known = [float(number) for number in values.values() if number == number]
    norm = PowerNorm(0.5, vmin=min(0.0, *known, 0.0), vmax=max(*known, 0.0, 1e-9))
    shades = colormaps["cividis"].reversed()
    for tile in tiles(era):
        number = values[tile.unit_id]
        _tile(axes, tile, number, None if number != number else shades(norm(number)) if number else (1, 1, 1, 1))
    axes.set_xlim(-0.05, 1.05 + max(tile.column for tile in tiles(era)))
    axes.set_ylim(1.05 + max(tile.row for tile in tiles(era)), -0.05)
    bare_axes(axes)


def _tile(axes: Axes, tile: Tile, number: float, shade: tuple[float, ...] | None) -> None:
    """One province: its name, its value in letters, its shade; hatched when nothing is known."""
    from matplotlib.patches import Rectangle

    square = Rectangle((tile.column + 0.03, tile.row + 0.03), 0.94, 0.94, edgecolor=GREY, linewidth=0.6,
                       facecolor=shade or "white", hatch=None if shade else "////")
    axes.add_patch(square)
    ink = ink_on(shade) if shade else INK
    box = None if shade else {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    name = "\n".join(textwrap.wrap(_short(tile.unit_id), 12, break_long_words=False))
    axes.text(tile.column + 0.5, tile.row + 0.33, name, ha="center", va="center", fontsize=6.8, color=ink,
              linespacing=0.95, bbox=box)
    if shade:
        axes.text(tile.column + 0.5, tile.row + 0.76, _number(number), ha="center", va="center", fontsize=8.5,
                  fontweight="bold" if number else "normal", color=ink if number else GREY)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2g}"


def _unit(unit_id: str) -> Unit:
    unit = load().unit(unit_id)
    assert unit is not None
    return unit


def _name(unit_id: str) -> str:
    return _unit(unit_id).name


def _short(unit_id: str) -> str:
    return "TP.HCM" if unit_id.endswith("-79") else _name(unit_id)


def _alt(table: pd.DataFrame, column: str, era: Era) -> str:
    """What is seen: the highest provinces, how many have none."""
    top = table[table[column] > 0].nlargest(3, column)
    most = ", ".join(f"{row.province} {_number(row.value)}" for row in top.rename(columns={column: "value"}).itertuples())
    none = int((~(table[column] > 0)).sum())
    return f"Tile map ({ERAS[era]}): {column}. Most: {most or 'none'}. {none} provinces have none."
