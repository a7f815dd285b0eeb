"""What stands around a figure, as the readers of its meaning see it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import MeasureType, Status


@dataclass(frozen=True, slots=True)
class Scene:
    """What surrounds a figure: the folded text of its sentence up to it, and behind its noun.

    ``between`` is what stands between it and the figure before in the same sentence, ``before`` the type of that one,
    ``hope`` its status when it is no report; ``timed`` says that this one is a duration, ``near`` that the one before
    stands in the sentence before; ``goals`` that it is listed under a heading that sets goals, ``designed`` that it is a size of works
    not yet built, ``foretold`` that a forecast of the weather is told shortly before.
    """

    left: str
    right: str
    unit: str | None
    kind: str | None
    ratio: bool
    change: bool
    compound: bool
    between: str | None = None
    before: MeasureType | None = None
    hope: Status | None = None
    timed: bool = False
    near: bool = False
    goals: bool = False
    designed: bool = False
    foretold: bool = False
