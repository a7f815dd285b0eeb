"""Learn what figures are about: ``python -m pipeline.measure.fit_ranking about_place --set dev more`` rewrites the table of a field.

``--set`` names gold sets of figures. The same sets give the same table, letter for letter. Printed are the scores out of fold
(every article read with weights that were learnt without it: the honest ones) and those of the table on what it has learnt from.
The threshold is the lowest at which the precision out of fold reaches that of the task; ``--dry`` writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline import tables
from pipeline.measure import period_samples, place_samples
from pipeline.measure.chain_fitting import Sample, fit
from pipeline.resolve.ranking import Learnt, Weights, likelihoods


@dataclass(frozen=True, slots=True)
class Task:
    """A field to learn: its table, its samples of some gold sets, and how closely the gold is followed.

    ``strength`` is the inverse of the penalty on large weights; a trait must be seen in so many ``articles`` to get a weight.
    ``precision`` is what the threshold must reach out of fold: a wrong place or period misleads a reader more than a missing one.
    """

    table: str
    samples: Callable[[Sequence[str]], list[Sample]]
    strength: float
    articles: int
    precision: float


TASKS = {
    "about_place": Task("figure_places", place_samples.samples, 0.3, 3, 0.815),
    "about_period": Task("figure_periods", period_samples.samples, 0.3, 3, 0.78),
}
FOLDS = 10
_THRESHOLDS = [step / 100 for step in range(30, 96)]
_HEAD = """# What speaks for and against each value of {field}. Learnt, not written:
# python -m pipeline.measure.fit_ranking {field} --set {sets}
# A value is given when it is at least `threshold` likely.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The likeliest value of one figure: how likely it is, whether it is right, and whether the gold has a value."""

    part: str
    likely: float
    right: bool
    given: bool


def answers(data: Sequence[Sample], learnt: Learnt) -> Iterator[Answer]:
    """What the weights say of every figure of the gold that has a candidate or a value."""
    for sample in data:
        odds = likelihoods(sample.rows, sample.links, learnt)
        for row, right, given in zip(odds, sample.right, sample.given, strict=True):
            best = max(range(1, len(row)), key=lambda index: row[index], default=0)
            if right and (best or given):
                yield Answer(sample.part, row[best] if best else 0.0, given and best in right and best > 0, given)


def out_of_fold(task: Task, data: Sequence[Sample]) -> list[Answer]:
    """The answers for every article by weights that were learnt from the other folds; an article is never split."""
    done: list[Answer] = []
    for fold in range(FOLDS):
        learnt = Learnt(*fit([sample for sample in data if _fold(sample) != fold], task.strength, task.articles), 0.0)
        done += answers([sample for sample in data if _fold(sample) == fold], learnt)
    return done


def score(found: Sequence[Answer], threshold: float) -> tuple[float, float, int]:
    """The share of the gold's values that are given right, the share of the given ones that are right, and how many are given."""
    filled = [answer for answer in found if answer.likely >= threshold]
    right = sum(answer.right for answer in filled)
    return right / max(1, sum(answer.given for answer in found)), right / max(1, len(filled)), len(filled)


def lowest(found: Sequence[Answer], precision: float) -> float:
    """The lowest threshold from which on the precision is reached, the highest tried when none reaches it."""
    return next((threshold for threshold in _THRESHOLDS if score(found, threshold)[1] >= precision), _THRESHOLDS[-1])


def written(field: str, sets: Sequence[str], traits: Weights, steps: Weights, threshold: float) -> str:
    """The table as TOML, its rows sorted, weights to two places."""
    lines = [_HEAD.format(field=field, sets=" ".join(sets)), f"threshold = {threshold}\n"]
    for name, weights in (("steps", steps), ("traits", traits)):
        rows = sorted((row, round(weight, 2)) for row, weight in weights.items())
        lines.append(f"\n[{name}]\n" + "".join(f'"{row}" = {weight}\n' for row, weight in rows if weight))
    return "".join(lines)


def _fold(sample: Sample) -> int:
    return int(hashlib.sha1(sample.name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def _report(name: str, found: Sequence[Answer], threshold: float) -> Iterator[str]:
    for part in ("all", *sorted({answer.part for answer in found})):
        some = [answer for answer in found if part in ("all", answer.part)]
        recall, precision, filled = score(some, threshold)
        yield f"{name:<12} {part:<6} given {sum(a.given for a in some):>4}  right {recall:.3f}  when filled {precision:.3f} of {filled}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("field", choices=sorted(TASKS))
    parser.add_argument("--set", nargs="+", default=["dev"], dest="sets", help="gold sets of figures, such as dev more")
    parser.add_argument("--dry", action="store_true", help="write no table")
    asked = parser.parse_args()
    task = TASKS[asked.field]
    data = task.samples(asked.sets)
    honest = out_of_fold(task, data)
    threshold = lowest(honest, task.precision)
    traits, steps = fit(data, task.strength, task.articles)
    for at in sorted({0.4, 0.5, 0.6, 0.7, 0.8, threshold}):
        print(f"threshold {at}", *_report("out of fold", honest, at), sep="\n  ")
    print(f"chosen {threshold}", *_report("learnt from", list(answers(data, Learnt(traits, steps, 0.0))), threshold), sep="\n  ")
    if not asked.dry:
        (tables.FOLDER / f"{task.table}.toml").write_text(written(asked.field, asked.sets, traits, steps, threshold), encoding="utf-8")


if __name__ == "__main__":
    main()
