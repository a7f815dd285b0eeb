"""Word segmentation by underthesea with exact offsets.

``word_tokenize`` rewrites its input, so its own token pattern is run over our text, only copies of the tokens are
normalised for its tagger, and words are joined by the tags, never across a line end (ENGINES.md: same segmentation).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from pipeline.errors import EngineError

_LOAD = threading.Lock()
_LONGEST_LINE = 20_000
"""A line longer than this is tagged in pieces: the tagger's memory grows with the line (700 MB for 1 MB)."""


@cache
def _engine() -> tuple[Any, Callable[[str], str], Callable[[list[list[str]]], Sequence[str]]]:
    """underthesea's token pattern, token normaliser and tagger, loaded once."""
    try:
        from underthesea.pipeline.text_normalize import token_normalize
        from underthesea.pipeline.word_tokenize import regex_tokenize, word_tokenize
    except ImportError as problem:
        raise EngineError(f"underthesea cannot be imported ({problem}); run: pip install underthesea") from problem
    word_tokenize("khởi động")  # loads the tagger; a cold first call from several threads crashes
    import underthesea.pipeline.word_tokenize as module

    return regex_tokenize.patterns, _Known(token_normalize).__getitem__, module.word_tokenize_model.predict


class _Known(dict[str, str]):
    """What a function says of each word, asked once."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> str:
        self[word] = self._ask(word)
        return self[word]


def segment(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of every word of a cleaned text, in order; a word may hold several syllables.

    >>> text = "Đảng bộ xã  Pha Long"
    >>> [text[a:b] for a, b in segment(text)]
    ['Đảng bộ', 'xã', 'Pha Long']
    """
    with _LOAD:
        pattern, normalise, predict = _engine()
    line: list[tuple[int, int]] = []
    begin, stop = 0, text.find("\n")
    for span in [token.span() for token in pattern.finditer(text)]:
        ends = -1 < stop < span[0]
        if line and (ends or span[1] - begin > _LONGEST_LINE):
            yield from _words(text, line, normalise, predict)
            line = []
        if ends:
            stop = text.find("\n", span[0])
        if not line:
            begin = span[0]
        line.append(span)
    yield from _words(text, line, normalise, predict)


def _words(
    text: str, tokens: list[tuple[int, int]], normalise: Callable[[str], str], predict: Callable[[list[list[str]]], Sequence[str]]
) -> list[tuple[int, int]]:
    if not tokens:
        return []
    tags = predict([[normalise(text[start:end])] for start, end in tokens])
    done: list[tuple[int, int]] = []
    begin, stop = tokens[0]
    for (start, end), tag in zip(tokens[1:], tags[1:], strict=True):
        if tag != "I-W":
            done.append((begin, stop))
            begin = start
        stop = end
    done.append((begin, stop))
    return done
