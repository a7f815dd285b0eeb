"""From a question to a panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline import gazetteer
from pipeline.corpus.columns import names_of
from pipeline.corpus.frames import typed
from pipeline.corpus.panels.asking import ADDITIVE, Question, ask
from pipeline.corpus.panels.cells import cells_of
from pipeline.corpus.panels.gaps import gaps, provinces_of_papers
from pipeline.corpus.panels.judging import judged
from pipeline.corpus.panels.panel import Panel
from pipeline.corpus.panels.stretches import periods_between
from pipeline.corpus.panels.sums import refused_rows, sums
from pipeline.corpus.tables import denominators

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.readers import Reader
    from pipeline.stores.selecting import Filter

def make_panel(
    reader: Reader, wanted: Filter, indicator: str, *, predicate: str | Sequence[str] | None = None, by: str = "province",
    freq: str = "YE", measure_type: str | Sequence[str] = ADDITIVE, status: str | Sequence[str] = ("reported",),
    subset: str | None = None, sum_lower: bool = False, onto: str | None = None, periods: Sequence[str] | None = None,
    empty_cells: bool = True,
) -> Panel:
    """Indicator × place × period, from figures whose about-place is that very unit.

    ``indicator`` is a counted noun (*đảng viên*), a unit (*ha*) or a measure (*m2*, *VND*), ``predicate`` the verb that governs
    it (*kết nạp*) or several; ``by`` is *province*, *district* or *commune*; ``freq`` *YE*, *HE*, *QE* or *ME*.

    A flow is taken only for a whole period, a stock only with a day in it (of several the latest). Targets and estimates
    (``status``), subsets (``subset``: *nữ*), averages, shares, running totals (``measure_type``) are taken only when asked for.
    Equal values are one row, its sources counted by story; different ones are all shown and marked as a conflict. A unit of
    each era is a series of its own. ``sum_lower`` adds the sums of the units directly below, with their coverage;
    ``onto="today"`` the sums of former units on today's map. ``periods`` are those to show (*2021*), otherwise all from the
    first to the last that has a value.

    Raises ValueError for a word that means nothing here and RefusedError for what no table can give truthfully.
    """
    question = ask(
        indicator, predicate=predicate, by=by, freq=freq, measure_type=measure_type, status=status, subset=subset,
        sum_lower=sum_lower, onto=onto, periods=periods, empty_cells=empty_cells,
    )
    figures = judged(reader, wanted, question, question.figures)
    stated = cells_of(figures[figures["reason"] == ""])
    added, refused = sums(stated, question)
    cells = _joined(stated[stated["unit_id"].map(_rank) == by], added)
    if question.periods:
        cells = cells[cells["period"].isin(question.periods)]
    if question.empty_cells:
        seen = {id for id in figures["about_unit_id"].unique() if _rank(id) == by}
        cells = _joined(cells, _gaps(reader, wanted, question, cells, seen))
    return Panel(question, reader, wanted, cells=_finished(cells, reader),
                 refused=typed(_frame("refused", refused_rows(refused)), "refused", reader.watermark))


def _gaps(reader: Reader, wanted: Filter, question: Question, cells: pd.DataFrame, seen: set[str]) -> list[dict[str, Any]]:
    counts = denominators(reader, wanted)
    told = sorted(set(cells["period"]))
    periods = question.periods or (periods_between(told[0], told[-1], question.freq) if told else ())
    units = seen | set(cells["unit_id"])
    if question.by == "province":
        units |= provinces_of_papers(counts["paper"].dropna())
    return list(gaps(units, list(periods), set(zip(cells["unit_id"], cells["period"], strict=True)), counts))


def _joined(cells: pd.DataFrame, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    if not rows:
        return cells
    more = pd.DataFrame(list(rows)).reindex(columns=cells.columns)
    return pd.concat([cells.astype("object"), more.astype("object")], ignore_index=True) if len(cells) else more


def _finished(cells: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """The cells in order, named, with the columns of the dictionary."""
    frame = cells.assign(
        place=[_place(id) for id in cells["unit_id"]], era=[str(id)[:2] for id in cells["unit_id"]],
        watermark=cells["watermark"].astype("object").where(cells["watermark"].notna(), reader.watermark),
    )
    order = {"unit_id": True, "measure_type": True, "period": True, "how": False, "sources": False}
    frame = frame.sort_values(list(order), ascending=list(order.values()), kind="stable")
    return typed(frame[names_of("panel")].reset_index(drop=True), "panel", reader.watermark)


def _frame(table: str, rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=names_of(table))


def _place(unit_id: str) -> str:
    unit = gazetteer.load().unit(unit_id)
    return unit.full_name if unit else ""


def _rank(unit_id: str) -> str:
    unit = gazetteer.load().unit(unit_id)
    return unit.rank if unit else ""
