"""Two runs never overlap, and a killed run leaves no lock."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.lock import alone

ROOT = Path(__file__).parents[1]
HOLD = "import sys, time; from pathlib import Path; from pipeline.lock import alone\n" \
       "with alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"


def test_a_second_run_is_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(StoreError, match=rf"process {os.getpid()}"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=f"process {other.pid}"), alone(tmp_path):
            pass
        other.send_signal(signal.SIGKILL)
    with alone(tmp_path):
        pass
