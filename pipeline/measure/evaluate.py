"""The score of one kind of mention against its gold, as lines to print."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import analyse
from pipeline.errors import SettingsError
from pipeline.measure.gold import load
from pipeline.measure.same_body import same_body
from pipeline.measure.same_place import same_place
from pipeline.measure.score import Alike, Score, report, score
from pipeline.model import Article, Mention

FIELDS = {
    "plan": ("form", "genre", "number", "year", "code", "issuer", "issued", "title", "period"),
    "place": ("level", "rank", "province", "code", "era", "former", "toponym", "parent"),
    "figure": (
        "value", "low", "high", "total", "unit", "qualifier", "change", "status", "measure_type", "about_place", "about_period", "base",
        "counted", "subset", "predicate",
    ),
    "person": ("role", "honorific", "same_as"),
}
"""The fields scored for each kind."""

ALIKE: Alike = {
    "issuer": lambda wanted, given, _: same_body(wanted, given),
    "about_place": lambda wanted, given, ours: same_place(wanted, given, getattr(ours, "about_unit_id", None)),
}
"""The fields where another wording may be right: an issuer is the same body, a place the same unit, however they are spelled."""

FORMS = {"plan": ("form", ("numbered", "named", "titled"))}
"""The field by whose values a kind is scored apart, too."""


def evaluate(kind: str, part: str = "dev", form: str | None = None) -> Score:
    """The score of ``kind`` on the gold set ``part``; ``form`` limits it to one value of the kind's form field.

    Raises SettingsError for an unknown kind, InputError when the gold or its texts are not here.
    """
    if kind not in FIELDS:
        raise SettingsError(f"--kind: {kind!r} has no gold; choose one of {', '.join(FIELDS)}")

    def mentions(article: Article) -> tuple[Mention, ...]:
        return analyse(article, only={kind}).mentions

    name = FORMS[kind][0] if form else ""
    return score(kind, load(kind, part), mentions, FIELDS[kind], lambda row: not form or row.get(name) == form, ALIKE)


def evaluate_lines(kind: str, part: str = "dev", errors: bool = False) -> Iterator[str]:
    """The report to print: the whole kind, then each of its forms, then every difference when ``errors``."""
    whole = evaluate(kind, part)
    yield f"{kind} ({part})"
    yield from report(whole, 100_000 if errors else 0)
    for form in FORMS.get(kind, ("", ()))[1]:
        yield f"{kind} {form} ({part})"
        yield next(report(evaluate(kind, part, form)))
