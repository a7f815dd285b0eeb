"""The chain that chooses what figures are about."""

from __future__ import annotations

import itertools
from math import exp, isclose

import pytest

from pipeline import tables
from pipeline.extract import figures
from pipeline.language import read
from pipeline.resolve.ranking import RELATIONS, Candidate, Learnt, chosen, likelihoods, link_of, relation

TRAITS = {"left": 1.2, "right": -0.3, "none": 0.4, "far": -1.0}
STEPS = {"clause: same": 0.9, "clause: none to some": -0.5, "clause: other": -0.7, "dated: some to none": 0.3}
LINKS = [(), ("clause",), ("clause", "dated")]


def row(**traits: str) -> list[Candidate]:
    return [Candidate(None, ["none"]), *(Candidate(key, names.split()) for key, names in traits.items())]


ROWS = [row(a="left", b="right"), row(b="left far"), row(a="far", c="right", b="left")]


def by_hand(rows: list[list[Candidate]]) -> list[list[float]]:
    """The same by adding up all chains."""
    odds = [[0.0] * len(row) for row in rows]
    for chain in itertools.product(*(range(len(row)) for row in rows)):
        picked = [row[index] for row, index in zip(rows, chain, strict=True)]
        score = sum(TRAITS[trait] for candidate in picked for trait in candidate.traits)
        for links, left, right in zip(LINKS[1:], picked, picked[1:], strict=False):
            score += sum(STEPS.get(f"{link}: {relation(left, right)}", 0.0) for link in links)
        for at, index in enumerate(chain):
            odds[at][index] += exp(score)
    return [[value / sum(row) for value in row] for row in odds]


def test_the_likelihoods_are_those_of_all_chains_added_up() -> None:
    found = likelihoods(ROWS, LINKS, Learnt(TRAITS, STEPS, 0.5))
    for ours, theirs in zip(found, by_hand(ROWS), strict=True):
        assert all(isclose(one, other, rel_tol=1e-9) for one, other in zip(ours, theirs, strict=True))


def test_a_value_that_is_not_likely_enough_is_not_given() -> None:
    assert chosen([row(a="left")], [()], Learnt({"left": 1.0}, {}, 0.7)) == [1]
    assert chosen([row(a="left")], [()], Learnt({"left": 0.1}, {}, 0.7)) == [0]


def test_a_text_without_figures_has_no_choices() -> None:
    assert chosen([], [], Learnt({}, {}, 0.5)) == []


def test_a_long_text_neither_overflows_nor_vanishes() -> None:
    rows = [[Candidate(None, ["none"] * 400), Candidate("a", ["left"] * 400)] for _ in range(2000)]
    assert all(abs(sum(odds) - 1) < 1e-9 for odds in likelihoods(rows, [("clause",)] * 2000, Learnt(TRAITS, STEPS, 0.5)))


@pytest.mark.parametrize("name", ["figure_places", "figure_periods"])
def test_a_table_is_sorted_and_names_steps_as_they_are_read(name: str) -> None:
    table = tables.load(name)
    between = {"figure_places": ("named", "unnamed"), "figure_periods": ("dated", "undated")}[name]
    where = ("paragraph", "sentence", "item", "clause")
    links = {*where, *between, "alike", "unlike", "one unit", *(f"{one} {other}" for one in where for other in between)}
    assert set(table["steps"]) <= {f"{link}: {relation}" for link in links for relation in RELATIONS}
    assert list(table["traits"]) == sorted(table["traits"])
    assert 0.4 <= table["threshold"] < 1


@pytest.mark.parametrize(("text", "link"), [
    ("Xã có 5 thôn và 7 bản.", "clause"), ("Xã có 5 thôn; 7 bản.", "item"), ("Xã có 5 thôn. Có 7 bản.", "sentence"),
    ("Xã có 5 thôn.\n\nCó 7 bản.", "paragraph"),
])
def test_how_one_figure_follows_another(text: str, link: str) -> None:
    doc = read(text)
    assert link_of(doc.folded, *figures.find(doc)) == link
