"""The world outside: fetch (the only network), archive (WARC), discover, parse.

``parse`` turns one page into an Article; ``crawl`` goes through newspapers and yields what happened. bs4, requests, warcio
and lxml are imported only where they are needed, when they are needed.
"""

from pipeline.model import Candidate, Visit
from pipeline.sources.archive import Archive, Place
from pipeline.sources.archive import read as read_archive
from pipeline.sources.crawling import crawl
from pipeline.sources.dumps import article_of_dump, read_dump
from pipeline.sources.fetch import Fetcher, Politeness
from pipeline.sources.frontier import Frontier, MemoryFrontier
from pipeline.sources.limits import Limits
from pipeline.sources.papers import Paper, paper_named, paper_of, papers, papers_of
from pipeline.sources.parsing import parse
from pipeline.sources.responses import Response
from pipeline.sources.visit import Event

__all__ = [
    "Archive", "Candidate", "Event", "Fetcher", "Frontier", "Limits", "MemoryFrontier", "Paper", "Place", "Politeness",
    "Response", "Visit", "article_of_dump", "crawl", "paper_named", "paper_of", "papers", "papers_of", "parse", "read_archive", "read_dump",
]
