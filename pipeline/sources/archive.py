"""Raw answers kept as WARC, so that every article can be read again without the network.

One gzip member per record, written in one piece: a kill or a full disk can only cut the last record, which reading
(``records.py``) leaves out. Every run begins a file of its own, so nothing is ever written behind a cut record.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from typing import IO

from pipeline.errors import StoreError
from pipeline.sources.indexing import Entry, Place, write_index
from pipeline.sources.responses import Response

LARGEST_FILE = 500_000_000

ASKED = "Baotinh-Asked-URI"
"""Our own header of a record: the URL that was asked for, where a redirect led elsewhere."""

_NOT_KEPT = ("content-encoding", "transfer-encoding", "content-length", "set-cookie")


class Archive:
    """Writes answers to ``folder``, beginning a new file when one has ``largest`` bytes. May be shared by threads.

    When a file is closed its index is written to the folder ``index``, if there is one.
    """

    def __init__(self, folder: Path, *, largest: int = LARGEST_FILE, prefix: str = "baotinh", index: Path | None = None) -> None:
        self.folder, self.largest, self.prefix, self.index = folder, largest, prefix, index
        self._entries: list[Entry] = []
        self._file: IO[bytes] | None = None
        self._path = folder
        self._lock = threading.Lock()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; writing again begins a new one."""
        if self._file is None:
            return
        self._file.close()
        self._file = None
        entries, self._entries = self._entries, []
        if self.index is not None:
            with suppress(OSError):  # a full disk: it is made anew from the records when it is asked for
                write_index(self._path, self.index, entries)

    def write(self, response: Response) -> Place:
        """Append one answer and return where it lies. Raises StoreError when the folder cannot be written or the disk is full."""
        record = _record(response)
        with self._lock:
            try:
                return self._append(record, response)
            except OSError as problem:
                self.close()
                raise StoreError(f"{self._path}: cannot write the archive ({problem.strerror or problem})") from problem

    def _append(self, record: bytes, response: Response) -> Place:
        file = self._file or self._begin()
        offset = file.tell()
        try:
            if file.write(record) != len(record):
                raise OSError(ENOSPC, os.strerror(ENOSPC))
        except OSError:
            os.ftruncate(file.fileno(), offset)
            raise
        place = Place(path=self._path, offset=offset, length=len(record))
        self._entries.append(Entry(url=response.final_url, fetched=response.fetched, status=response.status, place=place))
        if offset + len(record) >= self.largest:
            self.close()
        return place

    def _begin(self) -> IO[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        for number in range(100_000):
            self._path = self.folder / f"{self.prefix}-{stamp}-{os.getpid()}-{number:05d}.warc.gz"
            try:
                file = self._path.open("xb", buffering=0)
            except FileExistsError:
                continue
            file.write(_warcinfo(self._path.name))
            self._file = file
            return file
        raise OSError(f"no free name in {self.folder}")


def _record(response: Response) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    headers = [(name, value) for name, value in response.headers.items() if name not in _NOT_KEPT]
    headers.append(("content-length", str(len(response.body))))
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    record = writer.create_warc_record(
        response.final_url, "response", payload=BytesIO(response.body), length=len(response.body),
        http_headers=StatusAndHeaders(f"{response.status} {_reason(response.status)}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _utc(response.fetched), ASKED: response.url})
    writer.write_record(record)
    return buffer.getvalue()


def _warcinfo(name: str) -> bytes:
    from warcio.warcwriter import WARCWriter

    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    writer.write_record(writer.create_warcinfo_record(name, {"software": "baotinh", "format": "WARC File Format 1.0"}))
    return buffer.getvalue()


def _reason(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _utc(fetched: str) -> str:
    return datetime.fromisoformat(fetched).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
