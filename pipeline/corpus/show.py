"""One article with its mentions, for a terminal and for a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.contract import mention_row
from pipeline.corpus.markup import shown
from pipeline.model import Analysis, Mention

Why = Mapping[str, Sequence[tuple[str, float]]]
"""For a topic, the words that spoke for it with their weights."""

_COLOURS = {"plan": "\x1b[35m", "figure": "\x1b[36m", "place": "\x1b[32m", "person": "\x1b[33m"}
_PLAIN = "\x1b[0m"
# Pale grounds that black letters are read on, each with a line of its own below the words for those who see no colour.
_GROUNDS = {
    "plan": ("#f3dcea", "solid"), "figure": ("#d6ebf7", "dotted"), "place": ("#d5efe4", "double"),
    "person": ("#fbe9c4", "dashed"),
}
_EVERYWHERE = {"kind", "start", "end", "text", "part"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown:
    """An article to look at: printed it is the lines for a terminal, at the end of a notebook cell it is HTML."""

    analysis: Analysis
    why: Why = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Shown: {self.analysis.article.id}, {len(self.analysis.mentions)} mentions>"

    def __str__(self) -> str:
        return "\n".join(show_lines(self.analysis, why=self.why))

    def _repr_html_(self) -> str:
        return show_html(self.analysis, why=self.why)


def show(analysis: Analysis, *, why: Why | None = None) -> Shown:
    """The article of an analysis with its mentions, for a notebook: ``show(store.analysis(id))``.

    ``why`` gives for a topic the words that spoke for it, with their weights, as ``pipeline.topics.explain`` tells them.
    """
    return Shown(analysis=analysis, why=why or {})


def show_html(analysis: Analysis, *, why: Why | None = None) -> str:
    """The article as HTML that stands alone (no script, no style sheet): its mentions coloured by kind and numbered, with their
    fields as a tooltip and in a table below. Everything that came from a page is escaped.
    """
    article = analysis.article
    about = (article.paper, article.published, article.section, article.url, article.watermark)
    topics = "".join(f"<br>{shown(line)}" for line in _topic_lines(analysis, why or {}))
    told = " · ".join(shown(part) for part in about if part)
    legend = " ".join(f'<span style="{_ground(kind)}">{kind}</span>' for kind in _GROUNDS)
    text = "".join(_marked_html(article.text, analysis.mentions)).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return "".join((
        '<article lang="vi" style="max-width:46em;line-height:1.55">',
        f"<h3><bdi>{shown(article.title or article.id)}</bdi></h3>",
        f'<p lang="en" style="font-size:85%"><bdi>{told}{topics}</bdi><br>{legend}</p>',
        f'<p>{text}</p></article><details lang="en"><summary>{len(analysis.mentions)} mentions and their fields</summary>',
        '<table><thead><tr><th scope="col">no.</th><th scope="col">kind</th><th scope="col">span</th><th scope="col">text</th>'
        '<th scope="col">fields</th></tr></thead><tbody>',
        *(_row_html(number, mention) for number, mention in enumerate(analysis.mentions, 1)),
        "</tbody></table></details>",
    ))


def show_lines(analysis: Analysis, *, colour: bool = False, why: Why | None = None) -> Iterator[str]:
    """The lines to print: where the article is from, its text with every mention marked, and the mentions with their fields.

    With ``colour`` a mention is coloured by its kind, otherwise it stands in ⟦ ⟧. Control characters cannot occur: the
    text was cleaned when it entered.
    """
    article = analysis.article
    yield f"{article.title or article.id}"
    about = (article.paper, article.published, article.section, article.url, article.watermark)
    yield " · ".join(part for part in about if part)
    yield from _topic_lines(analysis, why or {})
    yield ""
    yield from _marked(article.text, analysis.mentions, colour).split("\n")
    yield ""
    for mention in analysis.mentions:
        yield f"{mention.start:>6}-{mention.end:<6} {mention.kind:<7} {mention.text}  {_fields(mention)}"


def _topic_lines(analysis: Analysis, why: Why) -> Iterator[str]:
    """Each topic with its probability and, where they are told, the words that spoke for it."""
    for topic in analysis.topics:
        words = ", ".join(f"{text} {weight:.2f}" for text, weight in why.get(topic.name, ()))
        yield f"{topic.name} {topic.score:.2f}" + (f": {words}" if words else "")


def _marked(text: str, mentions: tuple[Mention, ...], colour: bool) -> str:
    """The text with its mentions marked; of two that overlap the first is."""
    pieces, at = [], 0
    for mention in mentions:
        if mention.start >= at:
            before, after = (_COLOURS[mention.kind], _PLAIN) if colour else ("⟦", "⟧")
            pieces += [text[at:mention.start], before, text[mention.start:mention.end], after]
            at = mention.end
    return "".join([*pieces, text[at:]])


def _marked_html(text: str, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """The escaped text with its mentions marked and numbered; of two that overlap the first is."""
    at = 0
    for number, mention in enumerate(mentions, 1):
        if mention.start >= at:
            yield shown(text[at:mention.start])
            yield (f'<mark style="{_ground(mention.kind)}" title="{shown(f"{mention.kind} {_fields(mention)}".strip())}">'
                   f"{shown(text[mention.start:mention.end])}{_number(number)}</mark>")
            at = mention.end
    yield shown(text[at:])


def _row_html(number: int, mention: Mention) -> str:
    return (f"<tr><td>{number}</td><td>{mention.kind}</td><td>{mention.start}–{mention.end}</td>"
            f'<td style="text-align:left" lang="vi"><bdi>{shown(mention.text)}</bdi></td>'
            f'<td style="text-align:left"><bdi>{shown(_fields(mention))}</bdi></td></tr>')


def _number(number: int) -> str:
    """A mention's number, small and grey so that it is not read as a figure, and not copied with the text."""
    return f'<sup style="font-size:55%;color:#595959;margin-left:3px;user-select:none">[{number}]</sup>'


def _ground(kind: str) -> str:
    colour, line = _GROUNDS[kind]
    return f"background:{colour};color:#1a1a1a;border-bottom:2px {line} #595959;padding:0 2px"


def _fields(mention: Mention) -> str:
    row = mention_row(mention)
    kept = {name: value for name, value in row.items() if name not in _EVERYWHERE and value not in (None, False, [])}
    return " ".join(f"{name}={value}" for name, value in kept.items())
