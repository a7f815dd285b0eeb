"""What a ranking is asked while the gold articles are read: the candidates of every annotated figure, and which are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.extract import figures, places
from pipeline.language import Doc, read
from pipeline.measure.evaluate import ALIKE
from pipeline.measure.gold import GoldArticle
from pipeline.measure.softmax import Choice
from pipeline.model import Figure, Place
from pipeline.resolve import figures as about
from pipeline.resolve import places as where
from pipeline.resolve.context import Context, context_of
from pipeline.resolve.ranking import Option, Ranking


@dataclass(frozen=True, slots=True)
class Reading:
    """A gold article with everything that does not depend on the weights; ``gold`` has the annotated figures by span."""

    row: GoldArticle
    doc: Doc
    figures: list[Figure]
    places: list[Place]
    context: Context
    gold: dict[tuple[int, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """A figure that is annotated, the candidates for its field, which of them are right, and whether the gold has a value."""

    figure: Figure
    options: Sequence[Option[Any]]
    right: tuple[bool, ...]
    given: bool

    @property
    def choice(self) -> Choice:
        """The question to learn from; a value that is no candidate teaches to say nothing."""
        right = self.right if any(self.right) else tuple(option.value is None for option in self.options)
        return Choice(tuple(option.features for option in self.options), right)


@dataclass(slots=True)
class Watcher:
    """Answers by a ranking, or where there is none yet by the gold, and keeps every question."""

    reading: Reading
    name: str
    ranking: Ranking | None
    asked: list[Question] = field(default_factory=list)

    def choose(self, figure: Figure, options: Sequence[Option[Any]]) -> Any:
        """Keep the question and answer it."""
        question = self._question(figure, options)
        if question is not None:
            self.asked.append(question)
        if self.ranking is not None:
            return self.ranking.choose(figure, options)
        pairs = zip(options, question.right, strict=True) if question else ()
        return next((option.value for option, right in pairs if right), None)

    def _question(self, figure: Figure, options: Sequence[Option[Any]]) -> Question | None:
        row = self.reading.gold.get((figure.start, figure.end))
        if row is None:
            return None
        wanted = row.get(self.name) or None
        return Question(figure, options, tuple(_is_right(self.name, wanted, option.value) for option in options), wanted is not None)


def prepare(row: GoldArticle) -> Reading:
    """Read a gold article up to where the rankings begin."""
    doc, context = read(row.article.text, row.article.parts), context_of(row.article)
    gold = {(mention["start"], mention["end"]): mention for mention in row.mentions}
    return Reading(row, doc, [*figures.find(doc)], where.resolve(doc, [*places.find(doc)], context), context, gold)


def ask(reading: Reading, name: str, ranking: Ranking | None = None) -> list[Question]:
    """The questions for the field ``name`` of one article, in order; what depends on answers before has those of ``ranking``,
    or the gold's while there is none."""
    watcher = Watcher(reading, name, ranking)
    about.resolve(reading.doc, reading.figures, reading.places, reading.context, {name: watcher})
    return watcher.asked


def _is_right(name: str, wanted: str | None, value: Any) -> bool:
    """Whether a candidate is the gold's value; that of a place is its wording and its unit_id."""
    words, unit = value if isinstance(value, tuple) else (value, None)
    same: Any = ALIKE.get(name)
    if not wanted or not words or wanted == words or same is None:
        return bool(wanted == words)
    return bool(same(wanted, words, _Placed(unit)))


@dataclass(frozen=True, slots=True)
class _Placed:
    about_unit_id: str | None
