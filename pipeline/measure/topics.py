"""How well topics are found: F1, the main topic and calibration on held-out papers and months; how far readers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.language import read
from pipeline.measure.labels import Label, examples, labels
from pipeline.model import Topic
from pipeline.topics import NAMES, predict
from pipeline.topics.fitting import Example
from pipeline.topics.weights import Weights

ENOUGH = 10
"""Topics with fewer test articles are counted in micro F1 only: their own F1 says little."""
SURE = 30
"""Topics with fewer test articles are not to be called measured."""
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """One topic's counts on a test set: articles that have it, articles given it, and both."""

    name: str
    gold: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """Of the articles given the topic, how many have it."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of the articles that have it, how many were given it."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsScore:
    """A whole test set: ``main`` is the share of articles whose main topic is right, ``ece`` the calibration error of the
    topics given."""

    articles: int
    topics: tuple[TopicScore, ...]
    main: float
    ece: float

    @property
    def macro(self) -> float:
        """Mean F1 over the topics with at least :data:`ENOUGH` test articles."""
        some = [topic.f1 for topic in self.topics if topic.gold >= ENOUGH]
        return sum(some) / len(some) if some else 0.0

    @property
    def micro(self) -> float:
        """F1 over all pairs of article and topic."""
        total = sum(topic.gold + topic.given for topic in self.topics)
        return 2 * sum(topic.right for topic in self.topics) / total if total else 0.0


def measure_topics() -> dict[str, float]:
    """The shipped model on the held-out parts, for the gate: ``topics.macro``, ``.micro``, ``.main``, ``.calibration`` (1 − ECE) of
    the test, the same as ``topics.blind.…`` of the blind set, and ``topics.<name>.f1`` of every topic with at least :data:`SURE`
    test articles."""
    found = score_topics(list(examples("test")))
    whole = _whole("topics", found) | _whole("topics.blind", score_topics(list(examples("blind"))))
    return whole | {f"topics.{topic.name}.f1": topic.f1 for topic in found.topics if topic.gold >= SURE}


def _whole(name: str, found: TopicsScore) -> dict[str, float]:
    return {f"{name}.macro": found.macro, f"{name}.micro": found.micro, f"{name}.main": found.main,
            f"{name}.calibration": 1 - found.ece}


def score_topics(test: Sequence[Example], model: Weights | None = None) -> TopicsScore:
    """Score a model (the shipped one if not given) on read articles."""
    given = [predict(read(some.article.text, some.article.parts), some.article, model) for some in test]
    return compared([some.topics for some in test], given)


def compared(gold: Sequence[tuple[str, ...]], given: Sequence[tuple[Topic, ...]]) -> TopicsScore:
    """The score of given topics against the readers', article by article."""
    named = [tuple(topic.name for topic in some) for some in given]
    pairs = [(topic.score, topic.name in wanted) for wanted, some in zip(gold, given, strict=True) for topic in some]
    main = sum(bool(ours) and ours[0] == wanted[0] for wanted, ours in zip(gold, named, strict=True))
    return TopicsScore(articles=len(gold), topics=tuple(_counts(gold, named)), main=main / max(1, len(gold)),
                       ece=calibration_error(pairs))


def calibration_error(pairs: Iterable[tuple[float, bool]]) -> float:
    """The expected calibration error: in ten bins of probability, how far the mean is from the share that is right.

    >>> round(calibration_error([(0.9, True), (0.9, False)]), 2)
    0.4
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in pairs:
        bins.setdefault(min(BINS - 1, int(chance * BINS)), []).append((chance, right))
    number = sum(map(len, bins.values()))
    gaps = (abs(sum(chance for chance, _ in some) - sum(right for _, right in some)) for some in bins.values())
    return sum(gaps) / number if number else 0.0


def agreement() -> Iterator[str]:
    """How far two readers agree on the articles that both read alone, as lines of a Markdown table (A and B; first D with others)."""
    rows = labels()
    yield _read_again(rows)
    yield ""
    pairs = [(row.readings["A"], row.readings["B"]) for row in rows if {"A", "B"} <= row.readings.keys()]
    scores = {score.name: score for score in _counts([a for a, _ in pairs], [b for _, b in pairs])}
    alphas = {name: alpha([(name in a, name in b) for a, b in pairs]) for name in NAMES}
    main = sum(a[0] == b[0] for a, b in pairs) / len(pairs)
    whole = alpha([(name in a, name in b) for a, b in pairs for name in NAMES])
    total = sum(score.gold + score.given for score in scores.values())
    micro = 2 * sum(score.right for score in scores.values()) / total
    same = sum(set(a) == set(b) for a, b in pairs) / len(pairs)
    yield (f"{len(pairs)} articles read by both; same topics {same:.3f}, same main topic {main:.3f}; over all topics: "
           f"F1 {micro:.3f}, Krippendorff's α {whole:.3f}; α of the main topic {alpha([(a[0], b[0]) for a, b in pairs]):.3f}")
    yield ""
    yield "| topic | A | B | both | F1 | α |"
    yield "|---|---|---|---|---|---|"
    for name, score in scores.items():
        yield f"| `{name}` | {score.gold} | {score.given} | {score.right} | {score.f1:.2f} | {alphas[name]:.2f} |"


def _read_again(rows: Sequence[Label]) -> str:
    """How far D, who read the held-out articles once more, agrees with whoever had read them first or reads them too."""
    again = [(next(some for reader, some in row.readings.items() if reader != "D"), row.readings["D"])
             for row in rows if row.part in ("test", "blind") and "D" in row.readings and len(row.readings) == 2]
    both = 2 * sum(len(set(a) & set(b)) for a, b in again) / sum(len(a) + len(b) for a, b in again)
    same = sum(set(a) == set(b) for a, b in again) / len(again)
    main = sum(a[0] == b[0] for a, b in again) / len(again)
    return (f"{len(again)} held-out articles read by D and one other: same topics {same:.3f}, same main topic {main:.3f}, F1 over all "
            f"topics {both:.3f}.")


def alpha(pairs: Sequence[tuple[object, object]]) -> float:
    """Krippendorff's α for two readers and nominal values: 1 − observed over expected disagreement (Krippendorff 2011).

    >>> round(alpha([(1, 1), (0, 0), (1, 0), (0, 0)]), 3)
    0.533
    """
    values = Counter(value for pair in pairs for value in pair)
    number = sum(values.values())
    observed = 2 * sum(a != b for a, b in pairs) / number
    expected = 1 - sum(count * (count - 1) for count in values.values()) / (number * (number - 1))
    return 1 - observed / expected if expected else 1.0


def _counts(gold: Sequence[tuple[str, ...]], ours: Sequence[tuple[str, ...]]) -> Iterator[TopicScore]:
    for name in NAMES:
        yield TopicScore(
            name=name, gold=sum(name in some for some in gold), given=sum(name in some for some in ours),
            right=sum(name in a and name in b for a, b in zip(gold, ours, strict=True)),
        )
