"""spaCy's DocBin: words, sentences, mentions as span groups, topics as categories, and the whole analysis as JSON beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.contract import to_line
from pipeline.corpus.export.lines import read_line
from pipeline.language import read
from pipeline.model import Analysis
from pipeline.stores.schema import KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "baotinh"
"""Where the analysis stands in ``doc.user_data``."""
_DOCS = 1000


def write_docbins(analyses: Iterable[Analysis], folder: Path) -> None:
    """Write ``part-0001.spacy`` …, a thousand articles each. Cutting texts into words takes most of the time."""
    from spacy.tokens import DocBin

    rest = iter(analyses)
    number = 0
    while some := list(islice(rest, _DOCS)):
        number += 1
        kept = DocBin(attrs=["ORTH", "SPACY", "SENT_START"], store_user_data=True, docs=map(_doc, some))
        kept.to_disk(folder / f"part-{number:04}.spacy")


def read_docbin(folder: Path) -> Iterator[tuple[Doc, Analysis]]:
    """The docs of a folder that :func:`write_docbins` filled, each with its analysis."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("xx").vocab
    for path in sorted(folder.glob("part-*.spacy")):
        for doc in DocBin().from_disk(path).get_docs(vocab):
            yield doc, read_line(str(doc.user_data[KEY]))


def _doc(analysis: Analysis) -> Doc:
    """The article as spaCy has it; a mention that cuts a word is widened to it there, never in the JSON."""
    doc = read(analysis.article.text, analysis.article.parts).spacy
    for kind in KINDS:
        spans = (doc.char_span(one.start, one.end, label=kind, alignment_mode="expand") for one in analysis.of_kind(kind))
        doc.spans[kind] = [span for span in spans if span is not None]
    doc.cats = {topic.name: topic.score for topic in analysis.topics}
    doc.user_data[KEY] = to_line(analysis)
    return doc
