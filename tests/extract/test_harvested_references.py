"""Every reference that others harvested by pattern is found in its context, or listed with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.extract.plans import numbered
from pipeline.measure.gold import shared_folder
from pipeline.text import clean, fold

FOLDER = shared_folder()
EXCEPTIONS = Path(__file__).parents[1] / "cases" / "harvested_exceptions.tsv"


@pytest.mark.skipif(FOLDER is None, reason="the shared folder is not here")
def test_every_harvested_reference_is_found_or_listed():
    lines = (FOLDER / "data/documents/harvested_references.tsv").read_text(encoding="utf-8").splitlines()
    missed = [row for row, line in enumerate(lines[1:], start=2) if not _found(*_fields(line))]
    listed = [int(line.split("\t")[0]) for line in EXCEPTIONS.read_text(encoding="utf-8").splitlines()[1:]]
    assert missed == listed


def _fields(line: str) -> tuple[str, str]:
    reference, _, _, _, context = line.split("\t")
    return clean(reference), clean(context.strip('"'))


def _found(reference: str, context: str) -> bool:
    """Whether a mention covers the reference and ends with it; spaces within it and kinds of dashes do not count."""
    letters = (re.escape(letter) if letter not in "-–—" else "[-–—]" for letter in reference)
    place = re.search(" ?".join(letters), context)
    if not place:
        return reference == "ref"
    found = numbered.references(context, fold(context))
    return any(one.start <= place.start() and place.end() <= one.end <= place.end() + 14 for one in found)
