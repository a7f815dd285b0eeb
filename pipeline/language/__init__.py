"""The door to underthesea and spaCy: :func:`read` gives a :class:`Doc` whose offsets are those of the text."""

from pipeline.language.doc import Doc, read
from pipeline.language.sentences import split

__all__ = ["Doc", "read", "split"]
