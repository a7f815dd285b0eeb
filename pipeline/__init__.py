"""baotinh reads Vietnam's provincial press into tables whose every cell leads back to the letter it was read from.

>>> import pipeline
>>> analysis = pipeline.analyse("Chi bộ thôn kết nạp 2 đảng viên theo Kế hoạch 07-KH/ĐU.", paper="baolaocai")
>>> [(mention.kind, mention.text) for mention in analysis.mentions if mention.kind == "plan"]
[('plan', 'Kế hoạch 07-KH/ĐU')]

Nothing heavy is imported here: underthesea and spaCy come with the first analysis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Analysis, Article, Figure, Mention, Person, Place, Plan, Sentence, Topic

if TYPE_CHECKING:
    from pipeline.analysis import analyse
    from pipeline.corpus.opening import open_corpus

__all__ = ["Analysis", "Article", "Figure", "Mention", "Person", "Place", "Plan", "Sentence", "Topic", "analyse", "open_corpus"]


def __getattr__(name: str) -> object:
    """Import a public function when it is first asked for, so that ``import pipeline`` stays light."""
    if name == "analyse":
        from pipeline.analysis import analyse

        return analyse
    if name == "open_corpus":
        from pipeline.corpus.opening import open_corpus

        return open_corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
