"""The command line, run as a person would: in a process of its own, in an empty folder."""

import json
import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from pipeline.measure.gold import shared_folder

ROOT = Path(__file__).parents[1]


def run(*arguments: str, cwd: Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.run", *arguments], cwd=cwd, input=stdin, capture_output=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def errors(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


COMMANDS = [
    "", "crawl", "reparse", "record", "analyse", "parse", "export", "report", "search", "show", "status", "place", "evaluate",
    "label", "train",
]


@pytest.mark.parametrize("command", [name.split() for name in COMMANDS])
def test_every_command_has_help_with_an_example(command: list[str], tmp_path: Path) -> None:
    start = sum(getrusage(RUSAGE_CHILDREN)[:2])
    done = run(*command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert b"Example: python -m pipeline.run" in done.stdout
    assert sum(getrusage(RUSAGE_CHILDREN)[:2]) - start < 0.5
    assert not list(tmp_path.iterdir())


def test_text_on_standard_input_gives_one_json_line_with_exact_offsets(tmp_path: Path) -> None:
    text = "Thực hiện Kế hoạch số 12-KH/TU, chi bộ kết nạp 3 đảng viên."
    done = run("analyse", "-", "--published", "2022-01-15", cwd=tmp_path, stdin=text.encode())
    row = lines(done)[0]
    assert done.returncode == 0
    assert row["text"] == text
    mentions = row["mentions"]
    assert isinstance(mentions, list)
    assert [m["text"] for m in mentions if m["kind"] == "plan"] == ["Kế hoạch số 12-KH/TU"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)


def test_a_place_name_is_explained_on_its_day(tmp_path: Path) -> None:
    told = run("place", "huyện Văn Bàn", "--date", "2021-05-01", cwd=tmp_path).stdout.decode()
    assert "63-089" in told and "xã Khánh Yên (03103)" in told
    assert run("place", "xã Không Có", cwd=tmp_path).returncode == 1


def test_bad_inputs_cost_one_line_each_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Xã có 6 đảng viên.", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Xã có đảng viên".encode("utf-16-le"))
    (tmp_path / "broken.html").write_bytes(b"<html><div><p>\xff\xfe<<<")
    (tmp_path / "broken.warc.gz").write_bytes(b"\x1f\x8bno gzip at all")
    rows = ['{"id": "r1", "text": "Có 2 xã."}', "no json", '{"id": "r3", "body": 5}', '{"id": "r4", "title": "Có 4 thôn"}']
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "notes.doc").write_text("x")
    bad = ("missing.txt", "latin.txt", "broken.html", "broken.warc.gz", "rows.jsonl", "notes.doc")
    done = run("analyse", *bad, "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert [row["id"] for row in lines(done)] == ["r1", "r4", "good.txt"]
    complaints = errors(done)
    assert len(complaints) == 7
    for name in ("missing.txt", "latin.txt", "broken.html", "broken.warc.gz", "rows.jsonl:2", "rows.jsonl:3", "notes.doc"):
        assert sum(name in line for line in complaints) == 1, name


def test_wrong_use_is_one_line_and_exit_code_two(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for arguments, word in [
        (["status"], "there is no store yet"), (["--folder", "file/below", "crawl"], ""), (["--nonsense"], "--nonsense"),
        (["analyse", "-", "--published", "15/1/2022"], "--published"), (["evaluate", "--kind", "cats"], "cats"),
    ]:
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert word in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode()


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text("pauze = 2\n")
    assert "pauze" in errors(run("status", cwd=tmp_path))[0]
    (tmp_path / "pipeline.toml").write_text("pause = [\n")
    assert "pipeline.toml" in errors(run("status", cwd=tmp_path))[0]
    (tmp_path / "pipeline.toml").unlink()
    assert "jobs" in errors(run("status", cwd=tmp_path, PIPELINE_JOBS="many"))[0]


@pytest.mark.skipif(shared_folder() is None, reason="the shared texts are not here")
def test_the_seed_gives_its_plan_with_number_code_and_period(tmp_path: Path) -> None:
    folder = shared_folder()
    assert folder
    seed = folder / "seed" / "article.txt"
    row = lines(run("analyse", str(seed), "--paper", "baolaocai", "--published", "2022-01-15", cwd=tmp_path))[0]
    plan = next(m for m in row["mentions"] if m["text"] == "Kế hoạch 61-KH/TU")  # type: ignore[attr-defined]
    assert (plan["number"], plan["code"], plan["period"]) == ("61", "KH/TU", [2017, 2020])
