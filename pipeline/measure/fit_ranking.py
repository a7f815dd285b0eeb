"""Fitting the rankings of :mod:`pipeline.resolve.ranking` on the gold of figures.

``python -m pipeline.measure.fit_ranking about_period`` writes ``tables/ranking_period.tsv`` and prints what it is worth: the
scores of every article by weights that never saw it (*held out*), and by the weights written (*resubstitution*). ``--set`` names
the gold sets (``dev`` unless told); ``--dry`` writes nothing. The same inputs give the same table.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.measure.gold import load
from pipeline.measure.questions import Question, Reading, ask, prepare
from pipeline.measure.softmax import fit
from pipeline.resolve.ranking import Ranking
from pipeline.tables import FOLDER

TABLES = {"about_period": "ranking_period", "about_place": "ranking_place"}
"""The fields of a figure that a ranking chooses, each with its table."""
FOLDS = 10
STRENGTH = 1.0
ROUNDS = 2
"""How often weights are fitted: first beside the gold's answers for the figures before, then beside their own."""
PRECISION = 0.90
"""What is wanted of the answers, held out: the threshold is the lowest that reaches it."""
GRID = tuple(step / 50 for step in range(10, 48))
"""The thresholds tried."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often the gold has a value, how often we give one, and how often both agree on it."""

    given: int = 0
    filled: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.given + other.given, self.filled + other.filled, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of our values that are right."""
        return self.right / self.filled if self.filled else 1.0

    def __str__(self) -> str:
        recall = self.right / self.given if self.given else 1.0
        return f"given {self.given:>4}  right {recall:.3f}  when filled {self.precision:.3f} of {self.filled}"


def weights_of(readings: Sequence[Reading], name: str) -> dict[str, float]:
    """The weights that the articles teach for the field ``name``, rounded as the table has them."""
    ranking: Ranking | None = None
    for _ in range(ROUNDS):
        questions = [question for reading in readings for question in ask(reading, name, ranking)]
        ranking = Ranking(fit([question.choice for question in questions], STRENGTH))
    assert ranking is not None
    return {feature: round(weight, 2) for feature, weight in ranking.weights.items() if abs(weight) >= 0.05}


def tally(readings: Iterable[Reading], name: str, ranking: Ranking) -> Tally:
    """What a ranking is worth on some articles."""
    total = Tally()
    for reading in readings:
        for question in ask(reading, name, ranking):
            total += _score(question, ranking)
    return total


def _score(question: Question, ranking: Ranking) -> Tally:
    value = ranking.choose(question.figure, question.options)
    pairs = zip(question.options, question.right, strict=True)
    right = value is not None and any(option.value == value and hit for option, hit in pairs)
    return Tally(int(question.given), int(value is not None), int(right))


def fold_of(reading: Reading) -> int:
    """The fold of an article: by the letters of its name, so that it stays where it is when others come."""
    digest = hashlib.sha1(str(reading.row.article.id).encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) // 2 % FOLDS


def held_out(readings: Sequence[Reading], name: str, thresholds: Iterable[float]) -> dict[float, Tally]:
    """What the rankings with these thresholds are worth on articles that their weights never saw."""
    totals = dict.fromkeys(thresholds, Tally())
    for fold in range(FOLDS):
        weights = weights_of([reading for reading in readings if fold_of(reading) != fold], name)
        left_out = [reading for reading in readings if fold_of(reading) == fold]
        for threshold in totals:
            totals[threshold] += tally(left_out, name, Ranking(weights, threshold))
    return totals


def threshold_of(totals: dict[float, Tally]) -> float:
    """The threshold with most right answers among those precise enough, else the most precise."""
    enough = [level for level in totals if totals[level].precision >= PRECISION]
    return max(enough, key=lambda level: totals[level].right) if enough else max(totals, key=lambda level: totals[level].precision)


def write(name: str, ranking: Ranking, sets: Sequence[str]) -> None:
    """Write the table of the field ``name``."""
    note = f"# Written by python -m pipeline.measure.fit_ranking {name} --set {' '.join(sets)}; do not edit by hand."
    rows = [f"{feature}\t{weight:g}" for feature, weight in sorted(ranking.weights.items())]
    text = "\n".join([note, f"threshold\t{ranking.threshold:g}", *rows]) + "\n"
    (FOLDER / f"{TABLES[name]}.tsv").write_text(text, encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Fit, print and write; returns the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("name", choices=sorted(TABLES))
    asked.add_argument("--set", nargs="+", default=["dev"], dest="sets")
    asked.add_argument("--dry", action="store_true", help="write nothing")
    given = asked.parse_args(arguments)
    readings = [prepare(row) for part in given.sets for row in load("figure", part)]
    totals = held_out(readings, given.name, GRID)
    ranking = Ranking(weights_of(readings, given.name), threshold_of(totals))
    for level, total in totals.items():
        print(f"held out at {level:.2f}{' *' if level == ranking.threshold else '  '}  {total}")
    print(f"resubstitution      {tally(readings, given.name, ranking)}")
    if not given.dry:
        write(given.name, ranking, given.sets)
    return 0


if __name__ == "__main__":
    sys.exit(main())
