"""The log of the nights: one JSON object a line, one file a day, the last sixty kept. No secrets: addresses without logins."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO

from pipeline.errors import StoreError

KEPT = 60
_LOGIN = re.compile(r"(?<=//)[^/\s@]{1,200}@")
_NAME = "crawl-{day}.jsonl"


class Journal:
    """Appends lines to ``folder/crawl-<day>.jsonl``; use it as a context manager. Raises StoreError when it cannot be written."""

    def __init__(self, folder: Path, day: str) -> None:
        self.path = folder / _NAME.format(day=date.fromisoformat(day).isoformat())
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = self.path.open("a", encoding="utf-8", buffering=1)
            for old in sorted(folder.glob(_NAME.format(day="*")))[:-KEPT]:
                old.unlink()
        except OSError as problem:
            raise StoreError(f"{self.path}: cannot write the log ({problem.strerror})") from problem

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def write(self, what: str, at: str, **fields: str | int | None) -> None:
        """Append one line: ``what`` happened ``at`` (ISO); fields that are None are left out."""
        known = {name: _public(value) for name, value in fields.items() if value is not None}
        line = json.dumps({"at": at, "what": what, **known}, ensure_ascii=False)
        try:
            self._file.write(line + "\n")
        except OSError as problem:
            raise StoreError(f"{self.path}: cannot write the log ({problem.strerror})") from problem


def _public(value: str | int) -> str | int:
    return _LOGIN.sub("", value) if isinstance(value, str) else value
