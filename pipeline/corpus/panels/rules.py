"""Which figures a cell takes. Each rule looks at all figures at once and says why it leaves some out.

A cell takes a figure only when it speaks of that very unit and period, of the whole noun, as a result. The rules stand in the
order of their reasons: the first that holds is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipeline import gazetteer
from pipeline.corpus.panels.asking import Question
from pipeline.corpus.panels.stretches import Stretch, stretch_of, whole_period, within

if TYPE_CHECKING:
    import pandas as pd

EARLY = timedelta(days=31)
"""How long before its end a period's result may be told: newspapers sum up a year in December."""
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
    yield ~frame["rank"].isin(question.ranks), "speaks of a " + words["rank"]
    if question.measured:
        yield frame["measure"] != question.indicator, "measured in " + frame["measure"].fillna("nothing")


def _times(figures: pd.DataFrame, question: Question) -> dict[str, Any]:
    """The columns ``period``, ``as_of`` and ``wrong_time``, from what each figure says of its time."""
    import numpy
    import pandas as pd

    told, freq, name = figures["about_period"], question.freq, _WHOLE[question.freq]
    stretches = {word: stretch_of(word) for word in told.dropna().unique()}
    first, last = (_days(told, {word: getattr(one, end) for word, one in stretches.items() if one}) for end in ("first", "last"))
    published = pd.to_datetime(figures["published"].dt.strftime("%Y-%m-%d"))
    reported, stock = figures["status"] == "reported", figures["measure_type"] == "stock"
    at = last.mask(stock & reported & (published < last), published)
    whole = _each(told, lambda word: _named(whole_period, stretches.get(word), freq))
    inside = _each(told, lambda word: _named(within, stretches.get(word), freq))
    period = inside.where(stock, whole)
    rules = [
        (told.isna(), "no period told"), (last.isna(), "a period that cannot be read: " + told.fillna("")),
        (reported & (published < first), "told before the period began"),
        (~_existed(figures["about_unit_id"], at.where(reported | published.isna(), published)), "the unit did not exist then"),
        (stock & (period == ""), f"a stock of no day within one {name}: " + told.fillna("")),
        (period == "", f"not a whole {name}: " + told.fillna("")),
        (~stock & reported & (last - published > EARLY), f"told before the {name} had ended"),
    ]
    wrong = numpy.select([test.to_numpy(dtype=bool) for test, _ in rules],
                         [why if isinstance(why, str) else why.to_numpy(dtype=object) for _, why in rules], default="")
    return {"period": period, "as_of": at.where(stock), "wrong_time": pd.Series(wrong, index=figures.index, dtype="object")}


def _named(how: Callable[[Stretch, str], str | None], stretch: Stretch | None, freq: str) -> str:
    return (how(stretch, freq) if stretch else None) or ""


def _days(told: pd.Series[Any], days: dict[str, date]) -> pd.Series[Any]:
    import pandas as pd

    return pd.to_datetime(pd.Series(told.map(days), dtype="object")).astype("datetime64[us]")


def _existed(units: pd.Series[Any], days: pd.Series[Any]) -> pd.Series[Any]:
    """Whether each unit existed on its day; where there is no day, another rule speaks."""
    import pandas as pd

    known: dict[tuple[Any, Any], bool] = {}
    found = []
    for pair in zip(units, days, strict=True):
        if pair not in known:
            known[pair] = pair[1] is pd.NaT or existed(pair[0], pair[1].date())
        found.append(known[pair])
    return pd.Series(found, index=units.index, dtype="bool")


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
    """``read`` of each value, computed once for each different one; empty where there is none."""
    import pandas as pd

    known = {value: read(value) for value in series.dropna().unique()}
    return pd.Series([known.get(value, "") for value in series], index=series.index, dtype="object")
