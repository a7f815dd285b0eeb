"""The table of topics: phrases find their examples and miss their rejects; codes of the Agendas Project are well formed."""

from __future__ import annotations

import pytest

from pipeline import tables
from pipeline.language import read
from pipeline.text import fold
from pipeline.topics.features import NAMES, phrases, syllables

ROWS = tables.load("topics")["topic"]


def _groups(text: str) -> set[str]:
    return {NAMES[group] for group, _, _ in phrases(syllables(read(text))) if group < len(NAMES)}


def test_the_topics_are_those_of_the_codebook_each_once() -> None:
    assert len(NAMES) == len(set(NAMES)) == 25
    assert NAMES[0] == "party_building"
    assert NAMES[-1] == "other"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_examples_hold_a_phrase_of_their_topic_and_rejects_none(row: dict[str, list[str]]) -> None:
    assert all(row["name"] in _groups(example) for example in row["examples"])
    assert not any(row["name"] in _groups(reject) for reject in row["rejects"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_phrases_are_folded_and_stand_once(row: dict[str, list[str]]) -> None:
    assert row["phrases"] == [fold(phrase) for phrase in row["phrases"]]
    assert len(row["phrases"]) == len(set(row["phrases"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_agenda_codes_are_major_topics_or_subtopics_marked_exact_or_broad(row: dict[str, list[dict[str, object]]]) -> None:
    majors = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23}
    for code in row["cap"]:
        assert code["match"] in {"exact", "broad"}
        number = code["code"]
        assert isinstance(number, int)
        assert (number if number < 100 else number // 100) in majors
