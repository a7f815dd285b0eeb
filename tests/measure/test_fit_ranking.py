"""Learning the weights of a chain of choices."""

from __future__ import annotations

import tomllib
from itertools import pairwise

from pipeline.measure.chain_fitting import Sample, fit
from pipeline.measure.fit_ranking import Answer, answers, lowest, score, written
from pipeline.resolve.ranking import Candidate, Learnt, likelihoods


def sample(name: str, *picked: str | None) -> Sample:
    """An article whose figures each have one candidate, right where ``picked`` has a value; good ones stand to the left."""
    rows = tuple([Candidate(None, ["none"]), Candidate("2021", ["left" if value else "far", "some"])] for value in picked)
    links = ((), *(("clause",) for _ in pairwise(picked)))
    right = tuple(frozenset((1 if value else 0,)) for value in picked)
    return Sample(name=name, part="dev", rows=rows, links=links, right=right, given=tuple(value is not None for value in picked))


DATA = [sample(f"article {number}", "2021", "2021", None) for number in range(8)] + [sample("last", None)]


def test_what_the_right_candidates_have_in_common_weighs_most() -> None:
    traits, steps = fit(DATA, 1.0, 4)
    assert traits["left"] > 0 > traits["far"]
    odds = likelihoods(DATA[0].rows, DATA[0].links, Learnt(traits, steps, 0.5))
    assert [row[1] > 0.5 for row in odds] == [True, True, False]
    assert steps["clause: same"] > steps["clause: none to some"]
    assert score(list(answers(DATA, Learnt(traits, steps, 0.0))), 0.5)[:2] == (1.0, 1.0)


def test_a_trait_of_few_articles_gets_no_weight() -> None:
    assert fit(DATA, 1.0, 9)[0].keys() == {"none", "some", "far"}


def test_the_same_articles_give_the_same_table() -> None:
    tables = [written("about_period", ["dev"], *fit(DATA, 0.1, 1), 0.5) for _ in range(2)]
    assert tables[0] == tables[1]
    assert tomllib.loads(tables[0])["threshold"] == 0.5


def test_the_threshold_is_the_lowest_that_is_precise_enough() -> None:
    found = [Answer("dev", 0.9, True, True), Answer("dev", 0.6, True, True), Answer("dev", 0.4, False, False)]
    assert score(found, 0.3) == (1.0, 2 / 3, 3)
    assert lowest(found, 0.9) == 0.41
