"""What an article is about: the topics of CODEBOOK.md §5, learnt from read articles, with the words that spoke for each.

``predict`` and ``explain`` need numpy alone; scikit-learn is imported only by :mod:`pipeline.topics.fitting`.
"""

from pipeline.topics.assign import MODEL, explain, load, predict
from pipeline.topics.features import NAMES

__all__ = ["MODEL", "NAMES", "explain", "load", "predict"]
