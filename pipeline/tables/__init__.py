"""Rules and lists as data: TOML rows with examples and rejects, each read once and checked by one test."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import TableError

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The table ``tables/<name>.toml`` as Python values; ``name`` may hold a folder (``papers/baolaocai``).

    Raises TableError when the file is missing or no TOML, with its path.
    """
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise TableError(f"{path}: {problem}") from problem


def numbers(name: str) -> dict[str, float]:
    """The table ``tables/<name>.tsv`` of rows ``key<TAB>number``; lines that begin with ``#`` are notes.

    Raises TableError when the file is missing or a row is malformed.
    """
    path = FOLDER / f"{name}.tsv"
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        return {key: float(number) for key, number in rows}
    except (OSError, ValueError) as problem:
        raise TableError(f"{path}: {problem}") from problem


def vectors(name: str) -> dict[str, tuple[float, ...]]:
    """The table ``tables/<name>.tsv`` of rows ``key<TAB>numbers``, all rows of one length; lines that begin with ``#`` are notes.

    Raises TableError when the file is missing or a row is malformed.
    """
    path = FOLDER / f"{name}.tsv"
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        table = {key: tuple(map(float, row)) for key, *row in rows}
    except (OSError, ValueError) as problem:
        raise TableError(f"{path}: {problem}") from problem
    if len({len(row) for row in table.values()}) != 1:
        raise TableError(f"{path}: rows of different lengths")
    return table
