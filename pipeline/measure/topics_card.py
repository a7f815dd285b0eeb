"""The model card of the topic model: what it was trained on and every measured table, as Markdown.

``python -m pipeline.measure.topics_card`` trains three kinds of classifier, compares them and writes ``models/topics/CARD.md``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.measure.labels import background, example, labels
from pipeline.measure.topics import ENOUGH, SURE, TopicsScore, agreement, score_topics
from pipeline.model import Article, article
from pipeline.topics import MODEL, load
from pipeline.topics.fitting import Example, Kind, fit

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample" / "articles"
NOTES = MODEL.with_name("NOTES.md")
"""What a person has to say about the figures: stands in the card before the readers' agreement."""
_KINDS: dict[Kind, str] = {"svm": "linear SVM", "logistic": "logistic regression", "bayes": "complement naive Bayes"}

_HEAD = """# Topic model: card

**What it does.** Gives an article one to three of the 25 topics of CODEBOOK.md §5, the main one first, each with a
calibrated probability, and the words that spoke for it. One linear classifier per topic and one for the main topic,
over syllables and pairs of syllables of the folded text (TF-IDF; the head of the article and its opening apart, the title
twice) and over counts of the phrases of `tables/topics.toml`. What words keep company in {around} articles without labels (latent
semantic analysis) helps while training and is folded into the weights. Plain numpy arrays, no pickle; scikit-learn only trains.

**Trained on** {train} labelled articles of national papers and an aggregator (2013 to 2019, and January and February 2026;
`corpora/labels/README.md`), with all other articles of the same files but the held-out ones as text without labels. The texts
have no stated licence, belong to the newspapers and are **not included**: the model holds single words and pairs of words that
occur in several articles, with weights. The labels were made by reading sessions of a language model, not by political
scientists. No article written for this project is in training or test.

**Not for** claims about single articles without looking, texts before 2013, other languages. Provincial papers are not in
training; the nearest test is baomoi.com of June 2025.

**How it was measured.** The test set is {test} articles of papers and months that no training article comes from (Tuổi Trẻ;
baomoi.com, June 2025; Magizbox, July 2017; VnExpress of three months); 82 % were found by keyword, many of them hard cases.
`blind` is {blind} articles drawn at random from the same papers and months, and read when all rules of training were fixed.
Thresholds, calibration and the mix of both scores come from five folds of papers and months inside training, never from
either. How long the opening is, how strongly phrases weigh, how closely labels are followed and whether latent columns help
were looked at on folds and on the test side by side while the model was built, so the test is not wholly untouched; the phrases
were written after the disagreements of the readers had been read, some of them about test articles. `fresh` was drawn and read
before any prediction on it was seen.
"""


def card(
    scores: dict[str, TopicsScore], parts: dict[str, TopicsScore], train: Counter[str], numbers: dict[str, str]
) -> Iterator[str]:
    """The lines of the card: ``scores`` by kind of classifier, ``parts`` of the kept one by test set, ``train`` per topic."""
    test = parts["test"]
    yield _HEAD.format(test=test.articles, blind=parts["blind"].articles, **numbers)
    yield from _whole("classifier (test set)", scores)
    yield ""
    yield from _whole("kept model on", parts)
    yield ""
    yield (f"Macro F1 is the mean over topics with at least {ENOUGH} articles of the set; micro F1 over all pairs; ECE over "
           "given topics, ten bins.")
    yield ""
    yield "| topic | training | test | precision | recall | F1 | blind | F1 blind |"
    yield "|---|---|---|---|---|---|---|---|"
    for topic, blind in zip(test.topics, parts["blind"].topics, strict=True):
        yield (f"| `{topic.name}` | {train[topic.name]} | {topic.gold} | {topic.precision:.2f} | {topic.recall:.2f} "
               f"| {topic.f1:.2f} | {blind.gold} | {blind.f1:.2f} |")
    few = ", ".join(f"`{topic.name}` ({topic.gold})" for topic in test.topics if topic.gold < SURE)
    yield ""
    yield f"**Too few test articles to be called measured** (under {SURE}): {few}."
    yield ""
    if NOTES.exists():
        yield NOTES.read_text(encoding="utf-8")
    yield "## Agreement of the readers"
    yield ""
    yield from agreement()


def _whole(what: str, scores: dict[str, TopicsScore]) -> Iterator[str]:
    yield f"| {what} | articles | macro F1 | micro F1 | main topic right | ECE |"
    yield "|---|---|---|---|---|---|"
    for name, score in scores.items():
        yield f"| {name} | {score.articles} | {score.macro:.3f} | {score.micro:.3f} | {score.main:.3f} | {score.ece:.3f} |"


def compare(train: Sequence[Example], test: Sequence[Example], around: Sequence[Article]) -> dict[str, TopicsScore]:
    """Train every kind of classifier in the same way (the shipped one is the first kind) and score each on the test set."""
    return {name: score_topics(test, load() if kind == "svm" else fit(train, kind, around)) for kind, name in _KINDS.items()}


def main() -> None:
    """Compare, measure the saved model and write the card beside it."""
    rows = labels()
    texts = {row.place: example(row) for row in rows}
    train = [texts[row.place] for row in rows if row.part == "train"]
    test = [row for row in rows if row.part == "test"]
    held_out = [texts[row.place] for row in test]
    sets = {"test": test, "test, random draws": [row for row in test if row.drawn == "random"],
            "test, keyword draws": [row for row in test if row.drawn != "random"],
            "blind": [row for row in rows if row.part == "blind"],
            "fresh": [row for row in rows if row.part == "fresh"]}
    around = [*background()]
    model = load()
    parts = {name: score_topics([texts[row.place] for row in some], model) for name, some in sets.items()}
    counts = Counter(topic for some in train for topic in some.topics)
    numbers = {"train": f"{len(train):,}", "around": f"{len(around):,}"}
    lines = card(compare(train, held_out, around), parts, counts, numbers)
    MODEL.with_name("CARD.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sample_examples() -> Iterator[Example]:
    """The articles of the sample newspaper with the topics their authors gave them."""
    for path in sorted(SAMPLE.glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        text = article(id=f"sample:{row['id']}", title=row["title"], lead=row.get("lead"), body=row["body"], paper="baomau")
        yield Example(article=text, topics=tuple(row["topics"]), group="sample")


if __name__ == "__main__":
    main()
