"""Article to Analysis: language, extract, resolve and topics in order."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from pipeline.language import Doc, read
from pipeline.model import Analysis, Article, Mention, Topic, plain_article

_FOLDER = Path(__file__).parent
_COMMON = ("model/*.py", "text.py", "tables/__init__.py", "language/doc.py", "language/sentences.py", "tables/abbreviations.toml")
_PLACES = ("gazetteer/*.py", "extract/places*", "resolve/*.py", "tables/places*", "tables/gazetteer", "tables/papers")
COMPONENTS: dict[str, tuple[str, ...]] = {
    "language": (*_COMMON, "language/words.py"),
    "place": (*_COMMON, *_PLACES),
    "plan": (*_COMMON, *_PLACES, "extract/plans*", "tables/plan*", "tables/laws*", "tables/terms*", "tables/bodies*"),
    "figure": (*_COMMON, *_PLACES, "extract/figures*", "tables/figure*", "tables/units*", "tables/nouns*", "tables/predicates*",
               "tables/ranking*"),
    "person": (*_COMMON, "extract/persons*", "resolve/persons.py", "tables/persons*"),
    "topics": (*_COMMON, "topics/*.py", "tables/topics*"),
}
"""What each component is made of, as patterns below ``pipeline/``: a change there makes its old results stale."""


def analyse(
    source: Article | str,
    *,
    paper: str | None = None,
    published: str | None = None,
    only: Collection[str] | None = None,
) -> Analysis:
    """Read everything out of an article, or of a plain text with its ``paper`` and day of publication (ISO).

    ``only`` limits the work to some components (keys of :data:`COMPONENTS`); ``made_by`` then names those alone.
    Raises ValueError for a bad date, EngineError when underthesea is missing.
    """
    article = plain_article(source, paper=paper, published=published) if isinstance(source, str) else source
    wanted = [name for name in COMPONENTS if only is None or name in only]
    doc = read(article.text, article.parts)
    mentions = sorted(_mentions(doc, article, wanted), key=lambda m: (m.start, m.end, m.kind))
    return Analysis(
        article=article,
        sentences=doc.sentences,
        mentions=tuple(mentions),
        topics=_topics(doc, article) if "topics" in wanted else (),
        words=len(doc.words) if "language" in wanted else None,
        made_by={name: fingerprint(name) for name in wanted},
    )


def stale(made_by: dict[str, str]) -> list[str]:
    """The components whose code or tables have changed since they made these results, in order of work."""
    return [name for name in COMPONENTS if made_by.get(name) != fingerprint(name)]


@cache
def fingerprint(component: str) -> str:
    """The hash of a component's code and tables: 12 hexadecimal digits, the same for the same files everywhere."""
    digest = hashlib.sha256()
    for path in _files(COMPONENTS[component]):
        digest.update(path.relative_to(_FOLDER).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    if component == "language":
        digest.update(_engine_version().encode())
    if component == "topics":
        digest.update(_topics_model().read_bytes())
    return digest.hexdigest()[:12]


def _mentions(doc: Doc, article: Article, wanted: Collection[str]) -> Iterator[Mention]:
    """The mentions of the wanted kinds; plans and figures need the places too, which are then found but not given."""
    from pipeline.extract import figures, persons, places, plans
    from pipeline.resolve import figures as about
    from pipeline.resolve import persons as names
    from pipeline.resolve import places as where
    from pipeline.resolve import plans as identity
    from pipeline.resolve.context import context_of

    context = context_of(article)
    located = where.resolve(doc, [*places.find(doc)], context) if {"place", "figure"} & set(wanted) else []
    if "place" in wanted:
        yield from located
    if "plan" in wanted:
        yield from identity.resolve(doc, [*plans.find(doc)], article)
    if "figure" in wanted:
        yield from about.resolve(doc, [*figures.find(doc)], located, context)
    if "person" in wanted:
        yield from names.resolve(doc, [*persons.find(doc)])


def _topics(doc: Doc, article: Article) -> tuple[Topic, ...]:
    from pipeline.topics import predict

    return predict(doc, article)


def _topics_model() -> Path:
    from pipeline.topics import MODEL

    return MODEL


def _files(patterns: Iterable[str]) -> list[Path]:
    found = {path for pattern in patterns for path in _FOLDER.glob(pattern)}
    found |= {below for path in found if path.is_dir() for below in path.rglob("*")}
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _engine_version() -> str:
    from importlib.metadata import version

    return version("underthesea")
