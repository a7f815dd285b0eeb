"""What a machine is told to do every night is what systemd and cron understand, and the program they start is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "deploy"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_understands_the_service_and_the_timer(tmp_path: Path) -> None:
    """The copy has the paths of a folder that exists, and the user who runs the test."""
    home = tmp_path / "baotinh"
    (home / ".venv" / "bin").mkdir(parents=True)
    python = home / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    units = []
    for name in ("baotinh.service", "baotinh.timer"):
        unit = tmp_path / name
        unit.write_text((FOLDER / name).read_text(encoding="utf-8").replace("/srv/baotinh", str(home)), encoding="utf-8")
        units.append(str(unit))
    command = ["systemd-analyze", "verify", "--man=no", *units]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    ours = [line for line in done.stderr.splitlines() if "baotinh" in line]
    assert ours == []
    assert done.returncode == 0, done.stderr


def test_the_timer_fires_every_night_and_the_service_takes_failed_pages_for_a_success() -> None:
    assert "OnCalendar=*-*-* 01:30:00 Asia/Ho_Chi_Minh" in (FOLDER / "baotinh.timer").read_text(encoding="utf-8")
    service = (FOLDER / "baotinh.service").read_text(encoding="utf-8")
    assert "SuccessExitStatus=1" in service
    assert service.count("-m pipeline.run") == 1


def test_the_cron_line_has_five_fields_and_starts_the_same() -> None:
    [line] = [line for line in (FOLDER / "crontab").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert re.match(r"\d+ \d+ \* \* \* cd /srv/baotinh && \.venv/bin/python -m pipeline\.run > ", line)
