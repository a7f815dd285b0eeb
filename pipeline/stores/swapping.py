"""Result folders written whole: a new folder beside the old one, then swapped in; a kill leaves the old or the new."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError

STAMP = "export.json"


@contextmanager
def new_folder(folder: Path, stamp: str) -> Iterator[Path]:
    """Give a new folder to fill; when that ends well it takes the place of ``folder``, with ``stamp`` in it.

    A folder that holds anything but an export is refused (StoreError) before anything is written.
    """
    stamp_of(folder)
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        yield new
        (new / STAMP).write_text(stamp, encoding="utf-8")
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as problem:
        raise StoreError(f"{folder}: {problem}; the tables there before are kept") from problem


def stamp_of(folder: Path) -> str | None:
    """What was noted when the export there was made; None when there is none yet. A broken swap is mended first.

    Raises StoreError for a folder of something else.
    """
    _finish_broken_swap(folder)
    if not folder.exists():
        return None
    stamp = folder / STAMP
    if stamp.is_file():
        return stamp.read_text(encoding="utf-8")
    if not folder.is_dir() or any(folder.iterdir()):
        raise StoreError(f"{folder}: this is no export of baotinh; choose another folder")
    return None


def _finish_broken_swap(folder: Path) -> None:
    """A kill between the two renames leaves only the old folder: put it back."""
    old = folder.with_name(folder.name + ".old")
    if old.exists():
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
