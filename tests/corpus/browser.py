"""Debian's Chromium without a screen, to see a page as a colleague will: what it complains of, what it asks the network for."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr",
          "--host-resolver-rules=MAP * ~NOTFOUND")
_CONSOLE = re.compile(r':CONSOLE(?::\d+|\(\d+\))\] (".*)')
_ITSELF = "not an origin"
_ASKED = re.compile(r"^(?:https?|wss?|ftp)://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a page came to: the ``console`` messages, the addresses it ``asked`` the network for, its ``screenshot``, and
    the page as the browser understood it (``dom``)."""

    console: list[str]
    asked: list[str]
    screenshot: Path
    dom: str


@cache
def chromium() -> str | None:
    """The path of Chromium; where this process may install it (root on Debian), it is installed first. None: not to be had."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with (Path(tempfile.gettempdir()) / "baotinh-chromium.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the tests of other processes wait for it
            if not shutil.which("chromium"):
                _install()
    return shutil.which("chromium")


def _install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(command, capture_output=True, timeout=300, check=False, env=quiet)


def open_page(page: Path, folder: Path, *, width: int = 1100, height: int = 5200) -> Opened:
    """Open ``page`` (a file) in a fresh profile below ``folder``; nothing that the browser does of its own is counted."""
    program = chromium()
    assert program
    log, picture = folder / "net.json", folder / f"{page.stem}.png"
    common = [program, *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"]
    seen = _run([*common, f"--log-net-log={log}", f"--screenshot={picture}", page.as_uri()])
    dom = _run([*common, "--dump-dom", page.as_uri()])
    return Opened(console=_CONSOLE.findall(seen.stderr), asked=_asked(log), screenshot=picture, dom=dom.stdout)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def _asked(log: Path) -> list[str]:
    """The addresses of every request in a network log but those that the browser makes of its own."""
    text = log.read_text(encoding="utf-8").rstrip().rstrip(",")
    try:
        events = json.loads(text)["events"]
    except json.JSONDecodeError:
        events = json.loads(text + "]}")["events"]
    told = [event["params"] for event in events if isinstance(event.get("params"), dict)]
    by_page = [params for params in told if params.get("initiator", _ITSELF) != _ITSELF]
    return sorted({url for params in by_page if _ASKED.match(url := str(params.get("url", "")))})
