"""One article with its mentions, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.contract import mention_row
from pipeline.model import Analysis, Mention

_COLOURS = {"plan": "\x1b[35m", "figure": "\x1b[36m", "place": "\x1b[32m", "person": "\x1b[33m"}
_PLAIN = "\x1b[0m"
_EVERYWHERE = {"kind", "start", "end", "text", "part"}


def show_lines(analysis: Analysis, *, colour: bool = False) -> Iterator[str]:
    """The lines to print: where the article is from, its text with every mention marked, and the mentions with their fields.

    With ``colour`` a mention is coloured by its kind, otherwise it stands in ⟦ ⟧. Control characters cannot occur: the
    text was cleaned when it entered.
    """
    article = analysis.article
    yield f"{article.title or article.id}"
    about = (article.paper, article.published, article.section, article.url, article.watermark)
    yield " · ".join(part for part in about if part)
    yield ""
    yield from _marked(article.text, analysis.mentions, colour).split("\n")
    yield ""
    for mention in analysis.mentions:
        yield f"{mention.start:>6}-{mention.end:<6} {mention.kind:<7} {mention.text}  {_fields(mention)}"


def _marked(text: str, mentions: tuple[Mention, ...], colour: bool) -> str:
    """The text with its mentions marked; of two that overlap the first is."""
    pieces, at = [], 0
    for mention in mentions:
        if mention.start >= at:
            before, after = (_COLOURS[mention.kind], _PLAIN) if colour else ("⟦", "⟧")
            pieces += [text[at:mention.start], before, text[mention.start:mention.end], after]
            at = mention.end
    return "".join([*pieces, text[at:]])


def _fields(mention: Mention) -> str:
    row = mention_row(mention)
    kept = {name: value for name, value in row.items() if name not in _EVERYWHERE and value not in (None, False, [])}
    return " ".join(f"{name}={value}" for name, value in kept.items())
