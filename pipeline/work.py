"""What every job works with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.settings import Settings
from pipeline.stores import SqliteStore

Say = Callable[[str], None]
"""Where a job's results are told, a line at a time."""

WATERMARK = "dữ liệu minh họa"
"""What everything made from the sample newspaper is marked with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The settings and the open store."""

    settings: Settings
    store: SqliteStore


def complain(problem: object) -> None:
    """One line on stderr about something that failed while the rest goes on."""
    print(f"failed: {problem}", file=sys.stderr)
