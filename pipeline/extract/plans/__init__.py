"""References to plans and other official documents (CODEBOOK.md §1): numbered, named and titled."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.plans import named, numbered, read
from pipeline.language import Doc
from pipeline.model import Plan

__all__ = ["find", "named", "numbered"]


def find(doc: Doc) -> Iterator[Plan]:
    """Yield every reference to a document, in the order of the text; they never overlap.

    >>> from pipeline.language import read
    >>> [(plan.text, plan.form) for plan in find(read("Kế hoạch 61-KH/TU thực hiện Luật Đất đai năm 2013."))]
    [('Kế hoạch 61-KH/TU', 'numbered'), ('Luật Đất đai năm 2013', 'named')]
    """
    yield from read.plans(doc)
