"""A text with where it was read: so that every field of an article can say where it came from."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """``value`` as the page has it; ``by`` is a selector of a family, a meta tag, or a field of the JSON-LD."""

    value: str
    by: str
