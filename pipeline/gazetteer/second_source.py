"""Check the old-to-new table against the second source, commune by commune, and decide each difference by a stated rule."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gazetteer.sources import LAST, Lists, Seen, git_json, split_level
from pipeline.text import bare, clean, fold

_NAMES = "dataset-generation-scripts/sapnhap-bando-crawler/donvi_tinhthanh.json"
_MAP = "dataset-generation-scripts/bando_co_dvch.sql"
_UNITS = "json/full_json_generated_data_vn_units_2026-07-25__20_49_07.json"
_ROW = re.compile(r"\('([a-z0-9]+)', '((?:[^']|'')*)', (?:NULL|'[^']*'), '([^']*)', '((?:[^']|'')*)'\)")
_COMMA = re.compile(r",\s*(?![^()]*\))")
_DISTRICT = re.compile(r"\((huyện|quận|thị xã|thành phố|tp\.?|tx\.?) ([^()]*)\)")
_LEVEL = re.compile(r"(xã|phường|thị trấn) ")


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: whether each source lets the former commune go (partly) to the present one, and what we keep."""

    new: str
    new_name: str
    old: str
    old_name: str
    ours: str
    second: str
    decision: str
    why: str

    def cells(self) -> tuple[str, ...]:
        """The row of ``differences.tsv``."""
        return (self.new, self.new_name, self.old, self.old_name, self.ours, self.second, self.decision, self.why)


def compare(second: Path, lists: Lists) -> Iterator[Difference]:
    """Every difference between our table and the second source: names and codes first, then territory."""
    yield from _compare_units(git_json(second, "HEAD", _UNITS), lists)
    named = _read_map(second, lists)
    claims = defaultdict(set)
    for new, items in named.items():
        for item in items:
            for old in _codes_of(item, new, lists):
                claims[new].add(old)
    spelled = {new: [item for item in items if not _codes_of(item, new, lists)] for new, items in named.items()}
    for new in sorted(named):
        yield from _compare_one(new, claims, spelled[new], lists)


def _compare_units(provinces: list[dict[str, Any]], lists: Lists) -> Iterator[Difference]:
    theirs = {unit["Code"]: unit["FullName"] for province in provinces for unit in [province, *province["Wards"]]}
    for code in sorted(set(theirs) | set(lists.present)):
        seen = lists.present.get(code)
        ours = f"{seen.level} {seen.name}" if seen else ""
        if fold(ours) == fold(clean(theirs.get(code, ""))):
            continue
        both = bool(seen) and code in theirs
        why = ("renamed or raised after 1 July 2025 (30/2026/QH16, 237/NQ-UBTVQH16): a later state in units.tsv" if both
               else "the same unit under another code; the code of its seat in the list of 2025 is kept")
        yield Difference(code, ours, "", "", ours, theirs.get(code, ""), "both" if both else "ours", why)


def _read_map(second: Path, lists: Lists) -> dict[str, list[str]]:
    """Present commune code → the wordings of what it was made from."""
    shown = subprocess.run(["git", "--git-dir", str(second), "show", f"HEAD:{_MAP}"], capture_output=True, check=True)
    codes = {row["malk"]: row["ma"] for row in git_json(second, "HEAD", _NAMES)}
    named = {}
    by_name = defaultdict(list)
    for code, seen in lists.present.items():
        by_name[(seen.parent, fold(f"{seen.level} {seen.name}"))].append(code)
    for _, full, link, made_from in _ROW.findall(shown.stdout.decode()):
        code = codes.get(link, "")
        if len(code) != 5:
            continue
        known = lists.present.get(code)
        if known is None or bare(known.name) != bare(clean(full).replace("’", "'").split(" ", 1)[1].strip()):
            code = _by_name(code, clean(full), lists)
        if code:
            text = clean(made_from.replace("''", "'"))
            named[code] = [full if text == "giữ nguyên" else item for item in _COMMA.split(text)]
    return named


def _by_name(code: str, full: str, lists: Lists) -> str:
    """The present unit the second source means where its code and its name disagree: the neighbour of that name."""
    name = bare(full.replace("’", "'").split(" ", 1)[1].strip())
    near = [other for other, seen in lists.present.items() if len(other) == 5 and bare(seen.name) == name]
    near.sort(key=lambda other: abs(int(other) - int(code)))
    return near[0] if near and abs(int(near[0]) - int(code)) < 400 else ""


def _codes_of(item: str, new: str, lists: Lists) -> set[str]:
    """The former communes that one wording of the second source can mean, within the present unit's province."""
    last, text = lists.days[LAST], fold(clean(item)).replace("’", "'")
    district = _DISTRICT.search(text)
    text = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", text)).strip()
    level = _LEVEL.match(text)
    name = text[level.end():] if level else text
    ours = {old for old, news in lists.old_to_new.items() if new in news}
    found = {old for old in _in_province(new, lists)
             if fold(last[old].name) == name and (not level or last[old].level == level[1])
             and (not district or fold(last[last[old].parent].name) == district[2].strip())}
    if len(found) > 1:
        found = found & ours or {old for old in found if last[old].parent in {last[other].parent for other in ours}} or found
    return found if len(found) == 1 else found & ours


def _in_province(new: str, lists: Lists) -> list[str]:
    province = lists.present[new].parent
    if not _CACHE.get(province):
        _CACHE[province] = [old for old, news in lists.old_to_new.items()
                            if any(lists.present[code].parent == province for code in news)]
    return _CACHE[province]


_CACHE: dict[str, list[str]] = {}


def _compare_one(new: str, claims: dict[str, set[str]], unread: list[str], lists: Lists) -> Iterator[Difference]:
    last = lists.days[LAST]
    ours = {old for old, news in lists.old_to_new.items() if new in news}
    name = f"{lists.present[new].level} {lists.present[new].name}"
    for old in sorted(ours ^ claims[new]):
        old_name = f"{last[old].level} {last[old].name}"
        where = f"{old_name}, {last[last[old].parent].name}"
        if old in claims[new] and last[old].parent not in {last[other].parent for other in ours}:
            yield Difference(new, name, old, where, "no", "yes", "ours",
                             "no other part comes from that district: the wording means a namesake that we have")
        elif old in claims[new]:
            yield Difference(new, name, old, where, "no", "yes", "second",
                             "the second source follows the resolution (a part of it): the present unit is added to the others")
        elif twin := _twin(old_name, unread):
            yield Difference(new, name, old, where, "yes", twin, "both", "one unit in two spellings")
        else:
            why = "not named by the second source; nothing speaks against it"
            yield Difference(new, name, old, where, "yes", "no", "ours", why)


def _twin(old_name: str, unread: list[str]) -> str:
    """A wording of the second source that no former commune carries but that is nearly this one's name."""
    for item in unread:
        text = re.sub(r"\(.*", "", clean(item)).strip()
        if bare(text) == bare(old_name) or _edits(bare(text), bare(old_name)) <= 2:
            return text
    return ""


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row, before = [i], row
        for j, b in enumerate(other, start=1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
    return row[-1]


def take(differences: list[Difference], lists: Lists) -> None:
    """Write what is decided for the second source into our tables."""
    for row in differences:
        if row.decision == "both" and not row.old:
            lists.later[row.new] = Seen(*split_level(row.second), lists.present[row.new].parent)
        if row.decision == "second" and row.old:
            lists.old_to_new[row.old][row.new] = "divided"
