"""Learn second thoughts: ``python -m pipeline.measure.fit_thoughts measure_type dev more`` rewrites the table of a field.

The same gold sets give the same table. Printed is the share of figures with the right answer, by the rules alone and on second
thought *out of fold* (every article read with weights learnt without it), then on what the table has learnt from.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline import tables
from pipeline.extract import figures as numbers
from pipeline.language import read
from pipeline.measure.gold import load
from pipeline.resolve.context import context_of
from pipeline.resolve.figures import look
from pipeline.resolve.second_thoughts import STATUS, TYPE, Question, features

FOLDS, STRENGTH, ARTICLES = 10, 0.1, 6
"""Articles are dealt to ``FOLDS``; ``STRENGTH`` is the inverse of the penalty on large weights; a feature must be seen in ``ARTICLES``."""
QUESTIONS = {question.field: question for question in (STATUS, TYPE)}
_NOTE = "# Learnt, not written: python -m pipeline.measure.fit_thoughts {field} {sets}\n# feature, then what it weighs for {answers}\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """One figure of a gold article: its features, the rule's answer and the gold's."""

    article: str
    part: str
    names: tuple[str, ...]
    ruled: str | None
    right: str


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each feature (row) and answer (column, in the order of ``answers``)."""

    names: dict[str, int]
    answers: list[str]
    table: np.ndarray


def samples(question: Question, parts: Sequence[str]) -> Iterator[Sample]:
    """The figures of some gold sets that we find; raises InputError when one is not here."""
    for part in parts:
        for row in load("figure", part):
            gold = {(mention["start"], mention["end"]): mention for mention in row.mentions}
            doc, context = read(row.article.text, row.article.parts), context_of(row.article)
            found = list(numbers.find(doc))
            scenery = look(doc, found, [], context)
            for figure, (near, wide) in zip(found, features(scenery, found), strict=True):
                if mention := gold.get((figure.start, figure.end)):
                    names = (*near, *wide) if question.wide else tuple(near)
                    yield Sample(str(row.article.id), part, names, getattr(figure, question.field), mention[question.field])


def fit(data: Sequence[Sample]) -> Weights:
    """The weights most likely under the penalty."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for sample in data:
        for name in sample.names:
            seen[name].add(sample.article)
    names = {name: column for column, name in enumerate(sorted(name for name, where in seen.items() if len(where) >= ARTICLES))}
    model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False).fit(_matrix(data, names), [sample.right for sample in data])
    return Weights(names, list(model.classes_), model.coef_.T)


def _matrix(data: Sequence[Sample], names: dict[str, int]) -> csr_matrix:
    cells = [(row, names[name]) for row, sample in enumerate(data) for name in sample.names if name in names]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(data), len(names)))


def _guesses(question: Question, data: Sequence[Sample], weights: Weights) -> list[str]:
    rows = np.asarray(_matrix(data, weights.names) @ weights.table)
    return [_guess(question, weights, sample, row) for sample, row in zip(data, rows, strict=True)]


def _guess(question: Question, weights: Weights, sample: Sample, row: np.ndarray) -> str:
    best, ruled = weights.answers[int(row.argmax())], sample.ruled
    return best if ruled not in weights.answers or row.max() - row[weights.answers.index(ruled)] > question.margin else ruled


def out_of_fold(question: Question, data: Sequence[Sample]) -> list[tuple[Sample, str]]:
    """Every figure with what weights say of it that were learnt from the other folds; an article is never split."""
    done: list[tuple[Sample, str]] = []
    for fold in range(FOLDS):
        weights = fit([sample for sample in data if _fold(sample) != fold])
        asked = [sample for sample in data if _fold(sample) == fold]
        done += zip(asked, _guesses(question, asked, weights), strict=True)
    return done


def _fold(sample: Sample) -> int:
    return int(hashlib.sha1(sample.article.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def written(question: Question, weights: Weights, sets: Sequence[str]) -> str:
    """The table: a row for each feature, to two places."""
    order = [weights.answers.index(answer) if answer in weights.answers else None for answer in question.answers]
    lines = [_NOTE.format(field=question.field, sets=" ".join(sets), answers=" ".join(question.answers))]
    for name, row in weights.names.items():
        cells = [0.0 if column is None else round(float(weights.table[row, column]), 2) for column in order]
        if any(cells):
            lines.append("\t".join([name, *(f"{cell:g}" for cell in cells)]) + "\n")
    return "".join(lines)


def _report(title: str, found: Sequence[tuple[Sample, str]]) -> Iterator[str]:
    for part in ("all", *sorted({sample.part for sample, _ in found})):
        some = [(sample, guess) for sample, guess in found if part in ("all", sample.part)]
        rules, thought = (sum(hits) / len(some) for hits in (
            [sample.ruled == sample.right for sample, _ in some], [guess == sample.right for sample, guess in some]))
        yield f"{title:<12} {part:<7} {len(some):>5} figures  rules {rules:.3f}  second thought {thought:.3f}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("field", choices=sorted(QUESTIONS))
    parser.add_argument("sets", nargs="+", help="gold sets of figures, such as dev more")
    parser.add_argument("--dry", action="store_true", help="write no table")
    asked = parser.parse_args()
    question = QUESTIONS[asked.field]
    data = list(samples(question, asked.sets))
    print(*_report("out of fold", out_of_fold(question, data)), sep="\n")
    weights = fit(data)
    print(*_report("learnt from", list(zip(data, _guesses(question, data, weights), strict=True))), sep="\n")
    if not asked.dry:
        (tables.FOLDER / f"{question.table}.tsv").write_text(written(question, weights, asked.sets), encoding="utf-8")


if __name__ == "__main__":
    main()
