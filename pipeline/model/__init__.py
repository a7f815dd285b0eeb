"""The nouns of the project: what an article is, what can be mentioned in it, and what an analysis holds.

Every class is frozen, slotted and keyword-only. Offsets count code points of ``Article.text``, and
``article.text[mention.start:mention.end] == mention.text`` always. The fields follow ``CODEBOOK.md``; an
unknown value is ``None``, never a guess. Nothing heavy is imported here.
"""

from pipeline.model.articles import GAP, Analysis, Article, Related, Topic, article, plain_article, version_of
from pipeline.model.days import VIETNAM, moment, vietnamese_day
from pipeline.model.spans import Era, Figure, How, MeasureType, Mention, Part, Person, Place, Plan, Sentence, Span, Status
from pipeline.model.visits import Candidate, Outcome, Visit

__all__ = [
    "GAP", "VIETNAM", "Analysis", "Article", "Candidate", "Era", "Figure", "How", "MeasureType", "Mention", "Outcome",
    "Part", "Person", "Place", "Plan", "Related", "Sentence", "Span", "Status", "Topic", "Visit", "article", "moment",
    "plain_article", "version_of", "vietnamese_day",
]
