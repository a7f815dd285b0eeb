"""Learning where figures belong: the same samples give the same table, and the table has learnt what they show."""

from __future__ import annotations

import tomllib

from pipeline.measure.chain_fitting import fit
from pipeline.measure.figure_places import Answer, answers, lowest, score, written
from pipeline.measure.figure_samples import Sample
from pipeline.resolve.figure_places import Learnt
from pipeline.resolve.figure_spots import named_spot
from pipeline.resolve.figure_traits import Candidate


def sample(number: int, *rights: int) -> Sample:
    """An article whose figures each have the choice of none (0), a place led to by *at* (1) and a road (2)."""
    rows = tuple([Candidate(None, ["none"] + ["age"] * (not right)), Candidate(named_spot("Sa Pa", None, "district"), ["at"]),
                  Candidate(named_spot("Bắc Hà", None, "district"), ["road"])] for right in rights)
    return Sample(name=f"a{number}", part="dev", rows=rows, links=("first", *["clause"] * (len(rights) - 1)),
                  right=tuple(frozenset((right,)) for right in rights), given=tuple(right > 0 for right in rights))


DATA = [sample(number, *rights) for number, rights in enumerate([(1, 1, 1), (1,), (0, 0), (1, 1), (0,), (0, 0, 0)] * 3)]


def test_what_the_samples_show_is_learnt() -> None:
    traits, steps = fit(DATA, 1.0, 2)
    assert traits["at"] > 0 > traits["road"] and traits["age"] > 0
    assert steps["clause: same"] > steps["clause: other"]
    found = list(answers(DATA, Learnt(traits, steps, 0.0)))
    assert score(found, 0.5)[:2] == (1.0, 1.0)


def test_a_trait_seen_in_few_articles_gets_no_weight() -> None:
    assert "at" not in fit(DATA, 1.0, 100)[0]


def test_the_same_samples_give_the_same_table() -> None:
    first, second = (written(["dev"], *fit(DATA, 1.0, 2), 0.5) for _ in range(2))
    assert first == second
    table = tomllib.loads(first)
    assert table["threshold"] == 0.5 and list(table["traits"]) == sorted(table["traits"])


def test_the_threshold_is_the_lowest_that_is_precise_enough() -> None:
    found = [Answer("dev", likely, right, True) for likely, right in ((0.9, True), (0.8, True), (0.7, True), (0.6, False), (0.5, False))]
    assert lowest(found, 1.0) == 0.61 and lowest(found, 0.6) == 0.4 and score(found, 0.61) == (0.6, 1.0, 3)
