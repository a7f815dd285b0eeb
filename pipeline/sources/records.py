"""Reads what was archived: whole files, of ours or of any tool, or one record by its place."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.model import VIETNAM
from pipeline.sources.archive import ASKED
from pipeline.sources.indexing import Entry, Place, index_path, read_index, write_index
from pipeline.sources.responses import Response

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MOST_BYTES = 20_000_000
"""A page of an archive is read up to here: one written by another tool may hold a compression bomb."""

_IN_MEMORY = 16_000_000
_LARGEST_MEMBER = 4_000_000_000


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
            for offset, _, member in _members(file, path):
                yield from _responses(member, f"{path} at byte {offset}")
    except OSError as problem:
        raise InputError(str(path), f"cannot read the archive ({problem.strerror or problem})") from problem


def entries(path: Path, folder: Path) -> list[Entry]:
    """The records of the WARC file ``path``, from its index in ``folder``, which is made when it is not there.

    Raises InputError when a file without an index is broken before its end, or its index is not one.
    """
    index = index_path(path, folder)
    if not index.exists():
        write_index(path, folder, _placed(path))
    try:
        return [*read_index(index, path)]
    except (OSError, ValueError, KeyError) as problem:
        raise InputError(str(index), f"no index of ours ({problem}); remove it, and it is made anew") from problem


def read_at(place: Place) -> Response:
    """The answer that lies at ``place``. Raises InputError when there is none."""
    try:
        with place.path.open("rb") as file:
            file.seek(place.offset)
            record = BytesIO(file.read(place.length))
    except OSError as problem:
        raise InputError(str(place.path), f"cannot read the archive ({problem.strerror or problem})") from problem
    found = next(_responses(record, f"{place.path} at byte {place.offset}"), None)
    if found is None:
        raise InputError(f"{place.path} at byte {place.offset}", "there is no answer in the archive")
    return found


def _placed(path: Path) -> Iterator[Entry]:
    """The answers of a compressed file with their places."""
    with path.open("rb") as file:
        for begin, end, member in _members(file, path):
            for response in _responses(member, f"{path} at byte {begin}"):
                place = Place(path=path, offset=begin, length=end - begin)
                yield Entry(url=response.final_url, fetched=response.fetched, status=response.status, place=place)


def _members(file: IO[bytes], path: Path) -> Iterator[tuple[int, int, IO[bytes]]]:
    """The gzip members of a file, unpacked, with the bytes where each begins and ends; a cut last one is left out."""
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
            end = file.tell() - len(rest)
            yield begin, end, member
        begin = end


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
