"""Scores of CODEBOOK.md §7: exact span and kind, micro-averaged; a field over the spans that match.

Fields are compared letter for letter, but ``about_place`` by the place it means (:mod:`pipeline.measure.same_place`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pipeline.measure.gold import GoldArticle
from pipeline.model import Article, Mention

Alike = Mapping[str, Callable[[str, str, Mention], bool]]
"""For fields of words: when the gold's wording and ours, in our mention, count as equal."""


@dataclass(slots=True, kw_only=True)
class FieldScore:
    """One field over the matched spans: ``given`` in the gold, ``filled`` by us, ``right`` where both agree on a value."""

    given: int = 0
    filled: int = 0
    right: int = 0
    agree: int = 0
    seen: int = 0

    @property
    def accuracy(self) -> float:
        """The share of the values in the gold that we give too."""
        return self.right / self.given if self.given else 1.0

    @property
    def precision(self) -> float:
        """The share of the values we give that the gold has too."""
        return self.right / self.filled if self.filled else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One difference from the gold: ``what`` is ``missed``, ``extra`` or the name of a wrong field."""

    what: str
    place: str
    start: int
    words: str
    gold: Any = None
    ours: Any = None
    context: str = ""


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts of one kind over one gold file; ``fields`` by name, ``misses`` in the order of the gold."""

    articles: int = 0
    gold: int = 0
    ours: int = 0
    matched: int = 0
    fields: dict[str, FieldScore] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of our spans that are in the gold."""
        return self.matched / self.ours if self.ours else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold's spans that we found."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.matched / (self.gold + self.ours) if self.gold + self.ours else 1.0


def score(
    kind: str,
    rows: Iterable[GoldArticle],
    mentions_of: Callable[[Article], Iterable[Mention]],
    fields: Sequence[str],
    keep: Callable[[dict[str, Any]], bool] = lambda _: True,
    alike: Alike = MappingProxyType({}),
) -> Score:
    """Compare what ``mentions_of`` finds in each gold article with its gold, before the place where its reading stopped.

    ``fields`` are compared over matched spans. ``keep`` limits gold mentions to a part (one ``form``, say): then our
    mentions that match another part's gold are left out, and all others count as extra. ``alike`` names the fields of words
    that may be written otherwise and still be right, each with what says so; every other field must be equal.
    """
    total = Score(fields={name: FieldScore() for name in fields})
    for row in rows:
        total.articles += 1
        ours = {(m.start, m.end): m for m in mentions_of(row.article) if m.kind == kind and m.end <= row.until}
        gold = {(g["start"], g["end"]): g for g in row.mentions}
        wanted = {span: g for span, g in gold.items() if keep(g)}
        ours = {span: m for span, m in ours.items() if span in wanted or (span not in gold and keep(_row(m)))}
        _add(total, row, wanted, ours, alike)
    return total


def _row(mention: Mention) -> dict[str, Any]:
    return {name: getattr(mention, name) for cls in type(mention).__mro__ for name in getattr(cls, "__slots__", ())}


def _add(
    total: Score, row: GoldArticle, gold: dict[tuple[int, int], dict[str, Any]], ours: dict[tuple[int, int], Mention],
    alike: Alike,
) -> None:
    total.gold += len(gold)
    total.ours += len(ours)
    for span in sorted(gold.keys() | ours.keys()):
        if span not in ours:
            total.misses.append(_miss("missed", row, span, gold[span], None))
        elif span not in gold:
            total.misses.append(_miss("extra", row, span, None, _row(ours[span])))
        else:
            total.matched += 1
            total.misses.extend(_compare(total.fields, row, span, gold[span], ours[span], alike))


def _compare(
    fields: dict[str, FieldScore], row: GoldArticle, span: tuple[int, int], gold: dict[str, Any], ours: Mention, alike: Alike
) -> Iterator[Miss]:
    for name, tally in fields.items():
        wanted, given = _plain(gold.get(name)), _plain(getattr(ours, name, None))
        equal = wanted == given or (name in alike and bool(wanted and given) and alike[name](str(wanted), str(given), ours))
        tally.seen += 1
        tally.given += wanted is not None
        tally.filled += given is not None
        tally.right += wanted is not None and equal
        tally.agree += equal
        if not equal:
            yield _miss(name, row, span, wanted, given)


def _plain(value: Any) -> Any:
    """A value as it is compared: numbers as Decimal, lists item by item; empty, no and absent are one."""
    if isinstance(value, bool):
        return value or None
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value] or None
    return value or None


def _miss(what: str, row: GoldArticle, span: tuple[int, int], gold: Any, ours: Any) -> Miss:
    text = row.article.text
    context = text[max(0, span[0] - 60):span[0]] + "⟦" + text[slice(*span)] + "⟧" + text[span[1]:span[1] + 60]
    return Miss(what=what, place=row.place, start=span[0], words=text[slice(*span)], gold=gold, ours=ours,
                context=" ".join(context.split()))


def report(score: Score, errors: int = 0) -> Iterator[str]:
    """The score as lines of text, with the first ``errors`` differences."""
    yield (f"{score.articles} articles, {score.gold} gold, {score.ours} ours: "
           f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")
    for name, tally in score.fields.items():
        yield (f"  {name:<14} given {tally.given:>4}  right {tally.accuracy:.3f}  "
               f"when filled {tally.precision:.3f} of {tally.filled}  agree {tally.agree / tally.seen if tally.seen else 1:.3f}")
    for what, number in Counter(miss.what for miss in score.misses).most_common() if errors else ():
        yield f"  {number:>4} × {what}"
    for miss in score.misses[:errors]:
        yield f"  {miss.place} @{miss.start} {miss.what}: gold {miss.gold!r}, ours {miss.ours!r}\n      {miss.context}"
