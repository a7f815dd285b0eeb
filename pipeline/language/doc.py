"""A text made ready for the extractors: folded, cut into sentences, and into words when somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pipeline.errors import EngineError
from pipeline.language.sentences import split
from pipeline.language.words import segment
from pipeline.model import Part, Sentence, Span
from pipeline.text import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token
    from spacy.vocab import Vocab


class Doc:
    """A cleaned text with everything a reader of it needs; each property is computed once, when first asked for.

    ``text`` is the text itself, never changed; ``folded`` the same letter for letter through :func:`pipeline.text.fold`.
    Iterating gives spaCy tokens, whose ``idx`` are offsets of the text. A Doc is never pickled.
    """

    def __init__(self, text: str, parts: Sequence[Span] = ()) -> None:
        self.text = text
        self.parts = tuple(parts) or (Span(start=0, end=len(text), part="body"),)
        self._starts = [span.start for span in self.parts]

    @cached_property
    def folded(self) -> str:
        """The text for comparing: same length, small letters, one tone placement, plain hyphens and spaces."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order, each with its part."""
        return tuple(Sentence(start=start, end=end, part=self.part_at(start)) for start, end in split(self.text))

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The (start, end) of underthesea's words, in order."""
        return tuple(segment(self.text))

    @cached_property
    def spacy(self) -> SpacyDoc:
        """The spaCy ``Doc``: the words as tokens, the sentences as ``sents``; its ``text`` is the text."""
        from spacy.tokens import Doc as SpacyDoc

        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        begins = {sentence.start for sentence in self.sentences}
        for start, end in _tiles(self.text, self.words):
            after = end < len(self.text) and self.text[end] == " "
            words.append(self.text[start:end])
            spaces.append(after)
            starts.append(start in begins or not start)
        return SpacyDoc(_vocabulary(), words=words, spaces=spaces, sent_starts=starts) if words else SpacyDoc(_vocabulary())

    def __iter__(self) -> Iterator[Token]:
        return iter(self.spacy)

    def __len__(self) -> int:
        return len(self.spacy)

    def part_at(self, offset: int) -> Part:
        """The part of the article that holds the letter at ``offset``."""
        return self.parts[max(0, bisect_right(self._starts, offset) - 1)].part

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the letter at ``offset``, or None between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0 or self.sentences[index].end <= offset:
            return None
        return self.sentences[index]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def read(text: str, parts: Sequence[Span] = ()) -> Doc:
    """Read a cleaned text (see :func:`pipeline.text.clean`); ``parts`` are those of its article, else all is body.

    >>> doc = read("Chi bộ có 6 đảng viên.")
    >>> [token.text for token in doc]
    ['Chi bộ', 'có', '6', 'đảng viên', '.']
    """
    return Doc(text, parts)


@cache
def _vocabulary() -> Vocab:
    try:
        import spacy
    except ImportError as problem:
        raise EngineError(f"spaCy cannot be imported ({problem}); run: pip install spacy") from problem
    return spacy.blank("xx").vocab


def _tiles(text: str, words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The words and, between them, the white space that is not one plain space, so that the tokens tile the text."""
    at = 0
    for start, end in words:
        if at and at < start and text[at] == " ":
            at += 1  # the space spaCy keeps with the token before
        if at < start:
            yield from _blank(at, start, text)
        yield start, end
        at = end
    if at and at < len(text) and text[at] == " ":
        at += 1
    if at < len(text):
        yield from _blank(at, len(text), text)


def _blank(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """White space as a token of its own; a trailing plain space stays with it, as spaCy writes it."""
    if end - start > 1 and text[end - 1] == " ":
        end -= 1
    yield start, end
