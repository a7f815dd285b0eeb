"""One run at a time over a folder of results."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipeline.errors import StoreError


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder`` while the block runs; the system frees it when the process ends, however it ends.

    So a lock is never stale: a file left behind by a kill is simply taken again. Raises StoreError that names the
    process which holds it.
    """
    path = folder / "run.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as problem:
        raise StoreError(f"{path}: {problem.strerror}; choose another folder with --folder") from problem
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            file.seek(0)
            raise StoreError(f"{path}: another run is at work ({file.read().strip() or 'just started'}); wait for it") from problem
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now().astimezone().isoformat(timespec='seconds')}\n")
        file.flush()
        yield
