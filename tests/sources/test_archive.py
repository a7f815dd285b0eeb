"""What was fetched can be read again: by us, by any WARC tool, and after a kill in the middle of a record."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import InputError, StoreError
from pipeline.sources import Archive, Response, read_archive


def response(number: int, body: bytes = b"<p>x</p>") -> Response:
    return Response(
        url=f"https://baolaocai.vn/cu-{number}", final_url=f"https://baolaocai.vn/chợ-{number}.html", status=200,
        headers={"content-type": "text/html; charset=utf-8", "etag": '"1"', "content-encoding": "gzip", "content-length": "9"},
        body=body, fetched="2026-11-24T02:00:00+07:00")


def write(folder: Path, count: int = 3, **options: int) -> list[Path]:
    with Archive(folder, **options) as archive:
        for number in range(count):
            archive.write(response(number, f"<p>Đảng bộ xã {number}</p>".encode() * 50))
    return sorted(folder.iterdir())


def test_answers_come_back_as_they_went_in(tmp_path: Path) -> None:
    [path] = write(tmp_path)
    first, *_ = got = list(read_archive(path))
    assert [one.url for one in got] == [f"https://baolaocai.vn/cu-{number}" for number in range(3)]
    assert first.final_url == "https://baolaocai.vn/chợ-0.html"
    assert (first.status, first.fetched, first.etag) == (200, "2026-11-24T02:00:00+07:00", '"1"')
    assert first.body.decode().startswith("<p>Đảng bộ xã 0</p>")
    assert "content-encoding" not in first.headers


def test_another_tool_reads_it_and_the_digests_are_right(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    [path] = write(tmp_path)
    with path.open("rb") as file:
        records = [(record.rec_type, len(record.content_stream().read()), record.digest_checker.passed)
                   for record in ArchiveIterator(file, check_digests=True)]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response", "response", "response"]
    assert all(passed is not False for _, _, passed in records)


def test_a_place_leads_to_its_record(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        places = [archive.write(response(number)) for number in range(3)]
    data = places[1].path.read_bytes()
    alone = tmp_path / "one.warc.gz"
    alone.write_bytes(data[places[1].offset : places[1].offset + places[1].length])
    assert [one.url for one in read_archive(alone)] == ["https://baolaocai.vn/cu-1"]


def test_files_are_rotated_by_size_and_runs_never_share_one(tmp_path: Path) -> None:
    assert len(write(tmp_path, count=4, largest=600)) == 4
    assert len(write(tmp_path, count=1)) == 5


def test_a_cut_tail_loses_only_its_record(tmp_path: Path) -> None:
    [path] = write(tmp_path)
    data = path.read_bytes()
    counts = []
    for length in range(0, len(data), 11):
        path.write_bytes(data[:length])
        counts.append(len(list(read_archive(path))))
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, 2)


def test_a_broken_middle_is_an_error_after_what_can_be_read(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        places = [archive.write(response(number, bytes(range(256)) * 20)) for number in range(3)]
    path = places[0].path
    data = bytearray(path.read_bytes())
    data[places[1].offset + 60 : places[1].offset + 90] = b"\xff" * 30
    path.write_bytes(data)
    got = []
    with pytest.raises(InputError, match=path.name):
        for one in read_archive(path):
            got.append(one.url)
    assert got == ["https://baolaocai.vn/cu-0"]


@pytest.mark.parametrize("data", [b"no warc at all", b"\x1f\x8bnothing"])
def test_what_is_no_warc_is_one_clear_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"x\.warc\.gz"):
        list(read_archive(path))
    with pytest.raises(InputError, match="missing"):
        list(read_archive(tmp_path / "missing.warc.gz"))


def test_an_uncompressed_warc_of_another_tool_is_read(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "other.warc"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        writer.write_record(writer.create_warc_record(
            "https://baohatinh.vn/x", "response", payload=BytesIO(b"<p>a</p>"), length=8,
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")))
    assert [(one.url, one.body) for one in read_archive(path)] == [("https://baohatinh.vn/x", b"<p>a</p>")]


def test_a_folder_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        Archive(tmp_path / "file").write(response(1))


def test_a_full_disk_leaves_whole_records_only(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    archive = Archive(tmp_path)
    archive.write(response(1))
    path = next(tmp_path.iterdir())

    class Full:
        def __init__(self, file: object) -> None:
            self.file = file

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

        def write(self, data: bytes) -> int:
            return self.file.write(data[:10])  # type: ignore[attr-defined,no-any-return]

    archive._file = Full(archive._file)  # type: ignore[assignment]
    with pytest.raises(StoreError, match="No space"):
        archive.write(response(2))
    assert [one.url for one in read_archive(path)] == ["https://baolaocai.vn/cu-1"]
