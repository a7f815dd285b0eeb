"""``kill -9`` at any moment loses nothing that was saved and leaves nothing twice."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.stores import SqliteStore

ROOT = Path(__file__).parents[1]
TABLES = ("article", "analysis", "plans", "figures", "visit")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.run"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT), "PIPELINE_SAMPLE_PORT": str(port)},
    )


def rows(folder: Path, table: str) -> int:
    try:
        with closing(sqlite3.connect(f"file:{folder / 'data' / 'sample.db'}?mode=ro", uri=True)) as db:
            return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def kill_when(job: subprocess.Popen[bytes], folder: Path, table: str, number: int) -> None:
    """Kill the job and all its workers as soon as ``table`` has ``number`` rows."""
    end = time.monotonic() + 60
    while rows(folder, table) < number and job.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    assert job.poll() is None, "the job ended before it could be killed"
    os.killpg(job.pid, signal.SIGKILL)
    job.wait()


@pytest.mark.slow
def test_killed_at_several_moments_and_run_again_the_store_is_that_of_one_whole_run(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    killed.mkdir(), whole.mkdir()
    port = free_port()
    saved: dict[str, int] = {}
    for table, number in [("article", 1), ("visit", 30), ("article", 25), ("analysis", 1), ("analysis", 20)]:
        kill_when(start(killed, port), killed, table, number)
        for name in TABLES:
            assert rows(killed, name) >= saved.get(name, 0), f"{name} lost rows"
        saved = {name: rows(killed, name) for name in TABLES}
    assert start(killed, port).wait(60) == 0
    assert start(whole, port).wait(60) == 0
    with SqliteStore(killed / "data" / "sample.db") as one, SqliteStore(whole / "data" / "sample.db") as other:
        assert one.counts() == other.counts()
        for table in ("articles", "mentions"):
            assert [_essence(row) for row in one.rows(table)] == [_essence(row) for row in other.rows(table)]
    assert (killed / "data" / "sample-tables" / "articles.parquet").exists()


def _essence(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("fetched", "first_seen")}
