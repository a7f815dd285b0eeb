"""Fitting the weights of :mod:`pipeline.extract.figures.governors` on the gold of figures.

``python -m pipeline.measure.fit_predicates`` reads all gold sets but ``blind3``, prints what the choice of a predicate is worth
on articles whose weights never saw them (*held out*), and writes ``tables/ranking_predicate.tsv``. The same inputs give the same table.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract import figures
from pipeline.extract.figures.governors import Governor, governors
from pipeline.extract.figures.reading import spot_of
from pipeline.language import read
from pipeline.measure.gold import GoldArticle, load
from pipeline.measure.softmax import Choice, fit
from pipeline.tables import FOLDER

SETS = ("dev", "more", "fresh", "blind", "blind2")
FOLDS, STRENGTH, LEAST, LEAST_WORD = 8, 5.0, 6, 15
"""Articles are dealt to ``FOLDS``; a feature needs ``LEAST`` questions, the word of one verb ``LEAST_WORD``."""


@dataclass(frozen=True, slots=True)
class Question:
    """One gold figure that we find: its article, the verbs around it, and the predicate the gold gives."""

    article: str
    options: tuple[Governor, ...]
    gold: str | None


def questions(row: GoldArticle) -> list[Question]:
    """The questions of one gold article."""
    doc = read(row.article.text)
    gold = {(mention["start"], mention["end"]): mention for mention in row.mentions}
    asked = []
    before = None
    for figure in figures.find(doc):
        if mention := gold.get((figure.start, figure.end)):
            options = governors(doc.folded, spot_of(doc, figure, before))
            asked.append(Question(row.article.id, tuple(options), mention.get("predicate") or None))
        before = figure
    return asked


def weights_of(asked: Sequence[Question]) -> dict[str, float]:
    """The weights fitted on the questions that some option answers, rounded as they are written."""
    seen = Counter(name for question in asked for name in {name for option in question.options for name in option.features})
    rare = {name for name, number in seen.items() if name.startswith("w ") and number < LEAST_WORD}
    choices = [Choice(tuple(tuple(name for name in option.features if name not in rare) for option in question.options),
                      tuple(option.words == question.gold for option in question.options)) for question in asked]
    fitted = fit([choice for choice in choices if any(choice.right)], STRENGTH, LEAST)
    return {name: round(weight, 2) for name, weight in fitted.items() if round(weight, 2)}


def held_out(asked: Sequence[Question]) -> tuple[float, float]:
    """Precision and recall of the choice, every article answered by weights that never saw it."""
    order = {article: place % FOLDS for place, article in enumerate(sorted({question.article for question in asked}))}
    right = filled = given = 0
    for fold in range(FOLDS):
        weights = weights_of([question for question in asked if order[question.article] != fold])
        for question in (question for question in asked if order[question.article] == fold):
            best = max(question.options, key=lambda option: sum(weights.get(name, 0.0) for name in option.features)).words
            given += question.gold is not None
            filled += best is not None
            right += best is not None and best == question.gold
    return right / max(1, filled), right / max(1, given)


def main() -> None:
    """Fit, tell, write."""
    asked = [question for part in SETS for row in load("figure", part) for question in questions(row)]
    precision, recall = held_out(asked)
    sys.stdout.write(f"predicate, held out: precision {precision:.3f}, recall {recall:.3f} over {len(asked)} figures\n")
    rows = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights_of(asked).items())]
    note = "# written by pipeline.measure.fit_predicates: what speaks for a verb (L left, R right, w its words) or for none"
    (FOLDER / "ranking_predicate.tsv").write_text("\n".join([note, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
