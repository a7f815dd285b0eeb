"""Learn what place a figure is about: ``python -m pipeline.measure.figure_places dev more`` rewrites ``tables/figure_places.toml``.

The arguments are gold sets of figures. The same sets give the same table, letter for letter. Printed are the scores out of fold
(every article read with weights that were learnt without it: the honest ones) and those of the table on what it has learnt from.
The threshold is the lowest at which the precision out of fold reaches ``--precision``; ``--dry`` writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import tables
from pipeline.measure.chain_fitting import fit
from pipeline.measure.figure_samples import Sample, samples
from pipeline.resolve.figure_places import Learnt, Weights, likelihoods

FOLDS = 10
STRENGTH = 0.1
ARTICLES = 4
"""How closely the gold is followed, and in how many articles a trait must be seen to get a weight."""
_THRESHOLDS = [step / 100 for step in range(40, 96)]
_HEAD = """# What speaks for and against each place a figure may be about; pipeline/resolve/figure_traits.py names the traits.
# Learnt, not written: python -m pipeline.measure.figure_places {sets}
# A place is given when it is at least `threshold` likely.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The likeliest place of one figure: how likely it is, whether it is right, and whether the gold has a place."""

    part: str
    likely: float
    right: bool
    given: bool


def answers(data: Sequence[Sample], learnt: Learnt) -> Iterator[Answer]:
    """What the weights say of every figure that has a candidate or a place in the gold."""
    for sample in data:
        odds = likelihoods(sample.rows, sample.links, learnt)
        for row, right, given in zip(odds, sample.right, sample.given, strict=True):
            best = max(range(1, len(row)), key=lambda index: row[index], default=0)
            if best or given:
                yield Answer(sample.part, row[best] if best else 0.0, given and best in right and best > 0, given)


def out_of_fold(data: Sequence[Sample]) -> list[Answer]:
    """The answers for every article by weights that were learnt from the other folds; an article is never split."""
    done: list[Answer] = []
    for fold in range(FOLDS):
        learnt = Learnt(*fit([sample for sample in data if _fold(sample) != fold], STRENGTH, ARTICLES), 0.0)
        done += answers([sample for sample in data if _fold(sample) == fold], learnt)
    return done


def score(found: Sequence[Answer], threshold: float) -> tuple[float, float, int]:
    """The share of the gold's places that are given right, the share of the given ones that are right, and how many are given."""
    filled = [answer for answer in found if answer.likely >= threshold]
    right = sum(answer.right for answer in filled)
    return right / max(1, sum(answer.given for answer in found)), right / max(1, len(filled)), len(filled)


def lowest(found: Sequence[Answer], precision: float) -> float:
    """The lowest threshold at which the precision is reached, the highest tried when none reaches it."""
    return next((threshold for threshold in _THRESHOLDS if score(found, threshold)[1] >= precision), _THRESHOLDS[-1])


def written(sets: Sequence[str], traits: Weights, steps: Weights, threshold: float) -> str:
    """The table as TOML, its rows sorted, weights to two places."""
    lines = [_HEAD.format(sets=" ".join(sets)), f"threshold = {threshold}\n"]
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", help="gold sets of figures, such as dev more")
    parser.add_argument("--precision", type=float, default=0.85, help="wanted out of fold")
    parser.add_argument("--dry", action="store_true", help="write no table")
    asked = parser.parse_args()
    data = samples(asked.sets)
    honest = out_of_fold(data)
    threshold = lowest(honest, asked.precision)
    traits, steps = fit(data, STRENGTH, ARTICLES)
    for at in sorted({0.5, 0.6, 0.7, 0.8, threshold}):
        print(f"threshold {at}", *_report("out of fold", honest, at), sep="\n  ")
    print(f"chosen {threshold}", *_report("learnt from", list(answers(data, Learnt(traits, steps, 0.0))), threshold), sep="\n  ")
    if not asked.dry:
        (tables.FOLDER / "figure_places.toml").write_text(written(asked.sets, traits, steps, threshold), encoding="utf-8")


if __name__ == "__main__":
    main()
