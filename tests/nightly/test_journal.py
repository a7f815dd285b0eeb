"""The log is one JSON object a line, a file a day, and tells no secrets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.nightly.journal import KEPT, Journal


def test_each_line_is_an_object_and_logins_are_left_out(tmp_path: Path) -> None:
    with Journal(tmp_path, "2026-11-24") as journal:
        journal.write("failed", "2026-11-24T02:00:00+07:00", url="https://me:secret@bao.example/x", status=None, reason="đứt")
        journal.write("new", "2026-11-24T02:00:01+07:00", url="https://bao.example/y")
    first, second = map(json.loads, journal.path.read_text(encoding="utf-8").splitlines())
    assert first == {"at": "2026-11-24T02:00:00+07:00", "what": "failed", "url": "https://bao.example/x", "reason": "đứt"}
    assert second["what"] == "new"


def test_only_the_last_files_are_kept(tmp_path: Path) -> None:
    for day in range(KEPT + 5):
        Journal(tmp_path, f"2026-{1 + day // 28:02}-{1 + day % 28:02}").__exit__(None, None, None)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == KEPT
    assert names[0] == "crawl-2026-01-06.jsonl"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        Journal(tmp_path / "file", "2026-11-24")
