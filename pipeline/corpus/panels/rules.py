"""Which figures a cell takes. Each rule looks at all figures at once and says why it leaves some out.

A cell takes a figure only when it speaks of that very unit and period, of the whole noun, as a result. The rules stand in the
order of their reasons: the first that holds is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipeline import gazetteer
from pipeline.corpus.panels.asking import Question
from pipeline.corpus.panels.stretches import Stretch, stretch_of, whole_period, within

if TYPE_CHECKING:
    import pandas as pd

EARLY = timedelta(days=31)
"""How long before its end a period's result may be told: newspapers sum up a year in December."""
_LOWER = {"province": ("district", "commune"), "district": ("commune",), "commune": ()}
_WHOLE = {"YE": "year", "HE": "half-year", "QE": "quarter", "ME": "month"}


def judge(figures: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Figures that :func:`pipeline.corpus.panels.cells.in_panel_units` made comparable, with ``reason`` (why one is in no cell;
    empty for those that are) and for those ``rank``, ``period`` and ``as_of`` (of a stock)."""
    import pandas as pd

    frame = figures.assign(reason="", **_times(figures, question), rank=_each(figures["about_unit_id"], _rank))
    reason = pd.Series("", index=frame.index, dtype="object")
    for test, why in [*_rules(frame, question), (frame["wrong_time"] != "", frame["wrong_time"])]:
        reason = reason.mask(test & (reason == ""), why if isinstance(why, str) else why.astype("object"))
    frame["reason"] = reason.mask(_earlier_days(frame, reason == ""), "a stock of an earlier day of the same period")
    return frame


def _rules(frame: pd.DataFrame, question: Question) -> Iterable[tuple[Any, Any]]:
    """Each rule: which figures it leaves out, and why."""
    asked_ranks = {question.by, *(_LOWER[question.by] if question.sum_lower else ()), *_former_ranks(question)}
    words = {"status": frame["status"].fillna("not told"), "measure_type": frame["measure_type"].fillna("not told"),
             "rank": frame["rank"]}
    yield frame["part"] == "related", "stands in a teaser to another article"
    yield frame["value"].isna() & (frame["low"].isna() | frame["high"].isna()), "no number"
    yield frame["change"].notna(), "a change, not a level"
    yield ~frame["status"].isin(question.statuses), "status " + words["status"]
    yield ~frame["measure_type"].isin(question.measure_types), "measure_type " + words["measure_type"]
    if question.subset is None:
        yield frame["subset"] != "", "a subset: " + frame["subset"]
    else:
        yield frame["subset"] != question.subset, "not the subset asked for"
    yield frame["rank"] == "", "a unit that is not in the gazetteer"
    yield ~frame["rank"].isin(asked_ranks), "speaks of a " + words["rank"]
    if question.measured:
        yield frame["measure"] != question.indicator, "measured in " + frame["measure"].fillna("nothing")


def _former_ranks(question: Question) -> set[str]:
    return {question.by} if question.onto_today else set()


def _times(figures: pd.DataFrame, question: Question) -> dict[str, list[Any]]:
    """The columns ``period``, ``as_of`` and ``wrong_time``, from what each figure says of its time."""
    days = figures["published"].dt.strftime("%Y-%m-%d")
    keys = zip(figures["about_period"], figures["measure_type"], figures["status"], days, figures["about_unit_id"], strict=True)
    known: dict[Any, tuple[str, date | None, str]] = {}
    found = []
    for key in keys:
        plain = tuple(part if isinstance(part, str) else None for part in key)
        if plain not in known:
            known[plain] = _time(plain, question.freq)
        found.append(known[plain])
    return {"period": [one[0] for one in found], "as_of": [one[1] for one in found], "wrong_time": [one[2] for one in found]}


def _time(key: tuple[str | None, ...], freq: str) -> tuple[str, date | None, str]:
    """(period, day of a stock, why the time is wrong) of one figure."""
    told, kind, status, day, unit_id = key
    if not told:
        return "", None, "no period told"
    stretch = stretch_of(told)
    if stretch is None:
        return "", None, f"a period that cannot be read: {told}"
    published = date.fromisoformat(day) if day else None
    if status == "reported" and published and published < stretch.first:
        return "", None, "told before the period began"
    last = min(stretch.last, published) if kind == "stock" and status == "reported" and published else stretch.last
    if not existed(unit_id or "", last):
        return "", None, "the unit did not exist then"
    if kind == "stock":
        period = within(stretch, freq)
        return (period, last, "") if period else ("", None, f"a stock of no day within one {_WHOLE[freq]}: {told}")
    return _flow(stretch, status, published, freq, told)


def _flow(stretch: Stretch, status: str | None, published: date | None, freq: str, told: str) -> tuple[str, date | None, str]:
    period = whole_period(stretch, freq)
    if period is None:
        return "", None, f"not a whole {_WHOLE[freq]}: {told}"
    if status == "reported" and published and stretch.last - published > EARLY:
        return "", None, f"told before the {_WHOLE[freq]} had ended"
    return period, None, ""


def existed(unit_id: str, day: date) -> bool:
    """Whether there was such a unit on that day (an unknown one: yes, another rule leaves it out)."""
    states = gazetteer.load().history(unit_id)
    return not states or any(state.holds(day) for state in states)


def _earlier_days(frame: pd.DataFrame, admitted: pd.Series[Any]) -> pd.Series[Any]:
    """Stocks of one series and period of which a later day is told as well."""
    import pandas as pd

    keys = ["about_unit_id", "period", "status", "subset", "predicate", "unit"]
    kept = frame[admitted & frame["as_of"].notna()]
    days = pd.to_datetime(kept["as_of"])
    latest = days.groupby([kept[key] for key in keys], dropna=False).transform("max")
    return (days < latest).reindex(frame.index, fill_value=False)


def _rank(unit_id: Any) -> str:
    unit = gazetteer.load().unit(unit_id) if isinstance(unit_id, str) else None
    return unit.rank if unit else ""


def _each(series: pd.Series[Any], read: Callable[[Any], str]) -> pd.Series[Any]:
    """``read`` of each value, computed once for each different one."""
    known: Mapping[Any, str] = {value: read(value) for value in series.dropna().unique()}
    return series.map(known).fillna(read(None)).astype("object")

