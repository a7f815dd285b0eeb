"""Every record of the archive is found by its URL, whether the run that wrote it ended in order or not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources import Archive, entries, read_at
from tests.sources.test_archive import response


def write(folder: Path, index: Path | None, **options: int) -> list[Path]:
    with Archive(folder, index=index, **options) as archive:
        for number in range(3):
            archive.write(response(number, f"<p>{number}</p>".encode()))
    return sorted(folder.iterdir())


def test_an_index_leads_to_each_record(tmp_path: Path) -> None:
    [path] = write(tmp_path / "warc", tmp_path / "index")
    found = entries(path, tmp_path / "index")
    assert [read_at(entry.place).body for entry in found] == [b"<p>0</p>", b"<p>1</p>", b"<p>2</p>"]
    assert {(entry.status, entry.fetched) for entry in found} == {(200, "2026-11-24T02:00:00+07:00")}
    with path.open("rb") as file:
        file.seek(found[1].place.offset)
        assert b"<p>1</p>" in gzip.decompress(file.read(found[1].place.length))


def test_a_file_that_a_kill_left_without_an_index_gets_the_same(tmp_path: Path) -> None:
    [path] = write(tmp_path / "warc", tmp_path / "index")
    [written] = (tmp_path / "index").iterdir()
    assert entries(path, tmp_path / "other") == entries(path, tmp_path / "index")
    assert (tmp_path / "other" / written.name).read_text() == written.read_text()
    path.write_bytes(path.read_bytes()[:-20])
    assert len(entries(path, tmp_path / "third")) == 2


def test_each_rotated_file_has_its_own(tmp_path: Path) -> None:
    assert len(write(tmp_path / "warc", tmp_path / "index", largest=600)) == len([*(tmp_path / "index").iterdir()]) == 3


def test_a_line_is_what_other_tools_read(tmp_path: Path) -> None:
    write(tmp_path / "warc", tmp_path / "index")
    line = next((tmp_path / "index").iterdir()).read_text(encoding="utf-8").splitlines()[0]
    assert line.startswith('vn,baolaocai)/chợ-0.html 20261123190000 {"url": "https://baolaocai.vn/chợ-0.html", "status": "200", ')


def test_a_broken_index_or_place_is_named(tmp_path: Path) -> None:
    [path] = write(tmp_path / "warc", tmp_path / "index")
    [index] = (tmp_path / "index").iterdir()
    found = entries(path, tmp_path / "index")
    index.write_text("nothing of the kind\n")
    with pytest.raises(InputError, match="no index"):
        entries(path, tmp_path / "index")
    path.write_bytes(b"")
    with pytest.raises(InputError, match=path.name):
        read_at(found[0].place)
