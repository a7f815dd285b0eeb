"""The bodies that govern and speak: Party committees, people's committees and councils, fronts, police, departments, ministries.

A body belongs to a unit of the gazetteer or to the centre, and lives as long as its unit and its law let it: *Huyện ủy Văn Bàn*
ends with the districts on 1 July 2025, *Tỉnh ủy Lào Cai* of the 34 provinces is another body than that of the 63.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body.

    ``body_id`` is stable: ``<kind>@<unit_id>`` for a unit's body (``party@34-15``), the row's own name for a central one
    (``bo-tai-chinh``). ``name`` is its full name (*Tỉnh ủy Lào Cai*). ``kind`` is a row of ``tables/bodies.toml``: ``party``,
    ``ubnd``, ``hdnd``, ``mttq``, ``police``, ``so-noi-vu`` … ``level`` is ``central``, ``province``, ``district`` or ``commune``.
    ``since`` is its first day and ``until`` its last, None where open or not known; ``predecessors`` are body ids.
    """

    body_id: str
    name: str
    kind: str
    level: str
    unit_id: str | None = None
    since: date | None = None
    until: date | None = None
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBody:
    """The answer of :func:`find_body`: ``body`` when it is certain, else ``candidates`` and the ``reason`` in one phrase."""

    body: Body | None = None
    candidates: tuple[Body, ...] = ()
    reason: str | None = None


def find_body(
    text: str,
    *,
    province: str | None = None,
    district: str | None = None,
    commune: str | None = None,
    day: date | None = None,
    unit_id: str | None = None,
) -> FoundBody:
    """The body that ``text`` names: words (*Ban Thường vụ Huyện ủy Thoại Sơn*, *UBND tỉnh*) or a code (*TU*, *KH/TU*, *QĐ-UBND*, *QH15*).

    ``province``, ``district`` and ``commune`` are short names that the article or its paper implies, used only where the
    text names no unit itself; ``unit_id`` says outright which unit is meant. ``day`` chooses the era; without it, a body that
    both eras have is given as candidates. Never raises for a text it does not know: ``body`` is None and ``reason`` says why.
    """
    raise NotImplementedError
