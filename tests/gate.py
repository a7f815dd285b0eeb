"""The quality floors: ``python -m tests.gate`` measures every gold file and fails below a floor of ``tests/floors.json``.

``--update`` raises the floors to what is measured, less a small margin, and never lowers one; a floor is lowered only by name
(``--lower plan.named.f1``). Without the shared texts it says *not measured* and passes; CI has them.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.measure.evaluate import FIELDS, FORMS, evaluate
from pipeline.measure.gold import FOLDER, shared_folder
from pipeline.measure.topics import measure_topics

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.005
"""How far below the measured value a raised floor is put: room for a gold row corrected, not for a rule lost."""


def measure() -> Iterator[tuple[str, float]]:
    """Yield every measured value as (name, value): ``plan.f1``, ``plan.named.f1``, ``plan.code`` (right where given) …"""
    for kind in FIELDS:
        if not (FOLDER / f"{kind}-dev.jsonl").exists():
            continue
        whole = evaluate(kind)
        yield f"{kind}.f1", whole.f1
        yield f"{kind}.precision", whole.precision
        for name, tally in whole.fields.items():
            if tally.given >= 10:
                yield f"{kind}.{name}", tally.accuracy
        for form in FORMS.get(kind, ("", ()))[1]:
            yield f"{kind}.{form}.f1", evaluate(kind, form=form).f1
    yield from measure_topics().items()


def check(measured: dict[str, float], floors: dict[str, float]) -> list[str]:
    """The complaints: a value below its floor, or a floor that was not measured."""
    below = [f"{name}: {measured[name]:.4f} is below the floor {floor}" for name, floor in floors.items()
             if name in measured and measured[name] < floor]
    return below + [f"{name}: has a floor but was not measured" for name in floors if name not in measured]


def raised(measured: dict[str, float], floors: dict[str, float], lower: str | None = None) -> dict[str, float]:
    """The floors raised to what is measured less the margin; only the one named by ``lower`` may sink."""
    new = dict(floors)
    for name, value in measured.items():
        floor = max(0.0, math.floor((value - MARGIN) * 1000) / 1000)
        new[name] = floor if name == lower else max(floor, floors.get(name, 0.0))
    return dict(sorted(new.items()))


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; returns the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    asked.add_argument("--lower", metavar="NAME", help="with --update: the one floor that may sink")
    given = asked.parse_args(arguments)
    if shared_folder() is None:
        print("gate: not measured (the shared texts are not here; set PIPELINE_SHARED)")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    measured = dict(measure())
    for name, value in measured.items():
        print(f"{name:<28} {value:.4f}  floor {floors.get(name, '-')}")
    if given.update:
        FLOORS.write_text(json.dumps(raised(measured, floors, given.lower), indent=1) + "\n", encoding="utf-8")
        return 0
    complaints = check(measured, floors)
    print("\n".join(complaints) or f"gate: {len(floors)} floors hold")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
