"""References to plans and other official documents (CODEBOOK.md §1): numbered, named and titled."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.plans import numbered
from pipeline.language import Doc
from pipeline.model import Plan


def find(doc: Doc) -> Iterator[Plan]:
    """Yield every reference to a document, in the order of the text; they never overlap.

    >>> from pipeline.language import read
    >>> [(plan.text, plan.number, plan.code) for plan in find(read("Huyện ủy thực hiện Kế hoạch 61-KH/TU."))]
    [('Kế hoạch 61-KH/TU', '61', 'KH/TU')]
    """
    yield from numbered.find(doc)
