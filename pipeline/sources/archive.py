"""Raw answers kept as WARC, so that every article can be read again without the network.

One gzip member per record, written in one piece: a kill or a full disk can only cut the last record, which :func:`read`
leaves out. Every run begins a file of its own, so nothing is ever written behind a cut record.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.errors import InputError, StoreError
from pipeline.model import VIETNAM
from pipeline.sources.responses import Response

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

LARGEST_FILE = 500_000_000
MOST_BYTES = 20_000_000
"""A page of an archive is read up to here: one written by another tool may hold a compression bomb."""

ASKED = "Baotinh-Asked-URI"
"""Our own header of a record: the URL that was asked for, where a redirect led elsewhere."""

_NOT_KEPT = ("content-encoding", "transfer-encoding", "content-length", "set-cookie")
_IN_MEMORY = 16_000_000
_LARGEST_MEMBER = 4_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record lies: for an index, and to find the page behind an article again."""

    path: Path
    offset: int
    length: int


class Archive:
    """Writes answers to ``folder``, beginning a new file when one has ``largest`` bytes. May be shared by threads."""

    def __init__(self, folder: Path, *, largest: int = LARGEST_FILE, prefix: str = "baotinh") -> None:
        self.folder, self.largest, self.prefix = folder, largest, prefix
        self._file: IO[bytes] | None = None
        self._path = folder
        self._lock = threading.Lock()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; writing again begins a new one."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def write(self, response: Response) -> Place:
        """Append one answer and return where it lies. Raises StoreError when the folder cannot be written or the disk is full."""
        record = _record(response)
        with self._lock:
            try:
                return self._append(record)
            except OSError as problem:
                self.close()
                raise StoreError(f"{self._path}: cannot write the archive ({problem.strerror or problem})") from problem

    def _append(self, record: bytes) -> Place:
        file = self._file or self._begin()
        offset = file.tell()
        try:
            if file.write(record) != len(record):
                raise OSError(ENOSPC, os.strerror(ENOSPC))
        except OSError:
            os.ftruncate(file.fileno(), offset)
            raise
        if offset + len(record) >= self.largest:
            self.close()
        return Place(path=self._path, offset=offset, length=len(record))

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


def read(path: Path) -> Iterator[Response]:
    """Every answer in a WARC file, of ours or of any tool, compressed or not.

    A record cut off at the end of the file is left out. Raises InputError, naming the file and the byte, when it cannot be
    opened or is broken elsewhere, after yielding what can be read before.
    """
    try:
        with path.open("rb") as file:
            if file.read(2) != b"\x1f\x8b":
                file.seek(0)
                yield from _responses(file, str(path))
                return
            file.seek(0)
            for offset, member in _members(file, path):
                yield from _responses(member, f"{path} at byte {offset}")
    except OSError as problem:
        raise InputError(str(path), f"cannot read the archive ({problem.strerror or problem})") from problem


def _members(file: IO[bytes], path: Path) -> Iterator[tuple[int, IO[bytes]]]:
    """The gzip members of a file, unpacked, with the byte where each begins; a cut last one is left out."""
    from tempfile import SpooledTemporaryFile

    begin, rest = 0, b""
    while rest or (rest := file.read(1 << 16)):
        unpacker = zlib.decompressobj(31)
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as member:
            while not unpacker.eof:
                try:
                    member.write(unpacker.decompress(rest))
                except zlib.error as problem:
                    raise InputError(f"{path} at byte {begin}", f"the archive is broken ({problem})") from problem
                if member.tell() > _LARGEST_MEMBER:
                    raise InputError(f"{path} at byte {begin}", "a record unpacks to more than 4 GB")
                if not unpacker.eof and not (rest := file.read(1 << 16)):
                    return
            rest = unpacker.unused_data
            member.seek(0)
            yield begin, member
        begin = file.tell() - len(rest)


def _responses(stream: IO[bytes], place: str) -> Iterator[Response]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and record.http_headers is not None:
                yield _response(record)
    except (ArchiveLoadFailed, ValueError, EOFError, zlib.error) as problem:
        raise InputError(place, f"the archive is broken ({problem})") from problem


def _response(record: ArcWarcRecord) -> Response:
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    date = record.rec_headers.get_header("WARC-Date")
    return Response(
        url=record.rec_headers.get_header(ASKED) or uri, final_url=uri, status=int(record.http_headers.get_statuscode() or 0),
        headers={name.lower(): value for name, value in record.http_headers.headers},
        body=record.content_stream().read(MOST_BYTES),
        fetched=datetime.fromisoformat(date).astimezone(VIETNAM).isoformat(timespec="seconds"))
