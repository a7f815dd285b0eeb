"""Panels: indicator × place × period, where every value leads back to its sentences and nothing is averaged or guessed."""

from pipeline.corpus.panels.asking import Question
from pipeline.corpus.panels.making import make_panel
from pipeline.corpus.panels.panel import Panel

__all__ = ["Panel", "Question", "make_panel"]
