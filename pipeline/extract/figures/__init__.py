"""Quantities in a text: value, unit, qualifier, and what the clause says of them (CODEBOOK.md §2)."""

from pipeline.extract.figures.finding import find

__all__ = ["find"]
