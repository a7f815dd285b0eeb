"""Files and standard input as Articles: .txt, .html, .jsonl, .warc.gz, a folder of them, or ``-``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.errors import BaotinhError, InputError, NotAnArticle
from pipeline.model import Article, moment
from pipeline.rows import article_from_line

Item = Article | BaotinhError
"""An article, or in its place what was wrong with it: the rest goes on."""

_SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".warc", ".warc.gz")


def articles_in(path: str, *, paper: str | None = None, published: str | None = None) -> Iterator[Item]:
    """The articles of one input, in order; ``paper`` and ``published`` are taken where the input tells none.

    Nothing is raised for bad input: an InputError that names the file and row comes in the article's place.
    """
    try:
        if path == "-":
            yield from _from_bytes(sys.stdin.buffer.read(), "standard input", paper, published)
        elif Path(path).is_dir():
            for below in sorted(Path(path).rglob("*")):
                if below.is_file() and below.name.endswith(_SUFFIXES):
                    yield from articles_in(str(below), paper=paper, published=published)
        else:
            yield from _from_file(Path(path), paper, published)
    except BaotinhError as problem:
        yield problem
    except OSError as problem:
        yield InputError(path, problem.strerror or str(problem))


def _from_file(path: Path, paper: str | None, published: str | None) -> Iterator[Item]:
    if not path.exists():
        raise InputError(str(path), "there is no such file")
    if path.name.endswith((".warc", ".warc.gz")):
        yield from _from_archive(path, paper, published)
    elif path.name.endswith(".jsonl"):
        with path.open("rb") as lines:
            yield from _from_lines(lines, str(path), paper, published)
    elif path.name.endswith((".html", ".htm")):
        yield _page(path.read_bytes(), str(path), paper, published)
    elif path.name.endswith(".txt"):
        yield _plain(path.read_bytes(), str(path), paper, published)
    else:
        raise InputError(str(path), f"unknown kind of file; baotinh reads {', '.join(_SUFFIXES)}")


def _from_bytes(content: bytes, place: str, paper: str | None, published: str | None) -> Iterator[Item]:
    """Standard input: JSON lines, a page or a plain text, told apart by the first letter."""
    first = content.lstrip()[:1]
    if first == b"{":
        yield from _from_lines(content.splitlines(), place, paper, published)
    elif first == b"<":
        yield _page(content, place, paper, published)
    else:
        yield _plain(content, place, paper, published)


def _from_lines(lines: Iterable[bytes], place: str, paper: str | None, published: str | None) -> Iterator[Item]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        try:
            yield article_from_line(_decode(line, where), where, paper=paper, published=published)
        except InputError as problem:
            yield problem


def _from_archive(path: Path, paper: str | None, published: str | None) -> Iterator[Item]:
    from pipeline.sources import parse, read_archive

    for response in read_archive(path):
        if response.status != 200:  # that a page was moved or removed is kept in the archive too
            continue
        try:
            yield _given(parse(response.body, url=response.final_url, fetched=response.fetched), paper, published)
        except NotAnArticle as problem:
            yield problem


def _page(content: bytes, place: str, paper: str | None, published: str | None) -> Article:
    from pipeline.sources import parse

    try:
        return _given(parse(content), paper, published)
    except NotAnArticle as problem:
        raise InputError(place, f"no article but {problem.found}") from problem


def _plain(content: bytes, place: str, paper: str | None, published: str | None) -> Article:
    from pipeline.sources import read_dump

    try:
        return read_dump(_decode(content, place), id=place, paper=paper, published=published)
    except ValueError as problem:
        raise InputError(place, str(problem)) from problem


def _given(article: Article, paper: str | None, published: str | None) -> Article:
    return replace(
        article, paper=article.paper or paper,
        published=article.published or (moment(published) if published else None),
    )


def _decode(content: bytes, place: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        name = encoding.removesuffix("-sig")
        raise InputError(place, f"not {name} at byte {problem.start}; convert it, for example with iconv") from problem
