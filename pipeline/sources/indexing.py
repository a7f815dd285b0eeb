"""An index of the archive: the URL, time, status and place of the records of each WARC file, as CDXJ, which other tools read.

A line is ``vn,baolaocai)/x 20261124000000 {"url": …, "offset": …}``. It is written when a WARC file is closed; one that a
kill left without is indexed from its records when it is next asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.model import VIETNAM

_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record lies: for an index, and to find the page behind an article again."""

    path: Path
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record: what URL answered (after redirects), when (ISO at +07:00), with which status, and where it lies."""

    url: str
    fetched: str
    status: int
    place: Place


def index_path(path: Path, folder: Path) -> Path:
    """Where the index of a WARC file is."""
    return folder / (path.name.removesuffix(".gz").removesuffix(".warc") + ".cdxj")


def write_index(path: Path, folder: Path, found: Iterable[Entry]) -> None:
    """Write the index of ``path`` whole, sorted as CDXJ is."""
    folder.mkdir(parents=True, exist_ok=True)
    target = index_path(path, folder)
    part = target.with_suffix(".part")
    part.write_text("".join(sorted(map(_line, found))), encoding="utf-8")
    part.replace(target)


def _line(entry: Entry) -> str:
    stamp = datetime.fromisoformat(entry.fetched).astimezone(UTC).strftime(_STAMP)
    values = {"url": entry.url, "status": str(entry.status), "offset": str(entry.place.offset), "length": str(entry.place.length),
              "filename": entry.place.path.name}
    return f"{_surt(entry.url)} {stamp} {json.dumps(values, ensure_ascii=False)}\n"


def _surt(url: str) -> str:
    """The URL with its host turned round, the order of all CDX files."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return (f"{host}{port}){parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")).replace(" ", "%20")


def read_index(index: Path, path: Path) -> Iterator[Entry]:
    """The entries of the index of ``path``. Raises ValueError or KeyError for a file that is no index of ours."""
    with index.open(encoding="utf-8") as lines:
        for line in lines:
            _, stamp, values = line.split(" ", 2)
            row = json.loads(values)
            fetched = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).astimezone(VIETNAM).isoformat(timespec="seconds")
            place = Place(path=path, offset=int(row["offset"]), length=int(row["length"]))
            yield Entry(url=row["url"], fetched=fetched, status=int(row["status"]), place=place)
