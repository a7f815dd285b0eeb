"""The world outside: fetch (the only network), archive (WARC), discover, parse.

``parse`` turns one page into an Article; ``crawl`` goes through a newspaper. bs4, requests and warcio are imported only
inside the functions that need them.
"""

from pipeline.sources.papers import Paper, paper_of, papers
from pipeline.sources.parse import parse

__all__ = ["Paper", "paper_of", "papers", "parse"]
