"""The figures of a question, read, made comparable and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.corpus.frames import typed
from pipeline.corpus.panels.asking import Question
from pipeline.corpus.panels.cells import in_panel_units
from pipeline.corpus.panels.rules import judge

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.corpus.readers import Reader
    from pipeline.stores.figures import Asked
    from pipeline.stores.selecting import Filter

_READ = ["id", "version", "start", "end", "text", "part", "value", "low", "high", "unit", "qualifier", "change", "measure",
         "factor", "status", "measure_type", "subset", "about_unit_id", "about_period", "predicate", "paper", "published",
         "watermark"]


def judged(reader: Reader, wanted: Filter, question: Question, asked: Asked) -> pd.DataFrame:
    """The figures ``asked`` for, each with its story and the reason why it is in no cell of ``question``, or no reason."""
    read = typed(reader.figures_of(asked, wanted, _READ), "figures", texts=False)
    frame = judge(in_panel_units(read, question), question)
    story = reader.stories_of(sorted(set(frame.loc[frame["reason"] == "", "id"])))
    return frame.assign(story=[story.get(id, id) for id in frame["id"]])
