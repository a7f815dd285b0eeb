"""The world outside: fetch (the only network), archive (WARC), discover, parse.

``parse`` turns one page into an Article; ``crawl`` goes through newspapers and yields what happened. bs4, requests, warcio
and lxml are imported only where they are needed, when they are needed.
"""

from pipeline.model import Candidate, Visit
from pipeline.sources.archive import Archive
from pipeline.sources.crawling import crawl
from pipeline.sources.dumps import article_of_dump, read_dump
from pipeline.sources.fetch import Fetcher, Politeness
from pipeline.sources.frontier import Frontier, MemoryFrontier
from pipeline.sources.indexing import Entry, Place
from pipeline.sources.limits import Limits
from pipeline.sources.papers import Paper, paper_named, paper_of, papers, papers_of
from pipeline.sources.parsing import parse
from pipeline.sources.recording import record
from pipeline.sources.records import entries, read_at
from pipeline.sources.records import read as read_archive
from pipeline.sources.responses import Response
from pipeline.sources.visit import Event

__all__ = [
    "Archive", "Candidate", "Entry", "Event", "Fetcher", "Frontier", "Limits", "MemoryFrontier", "Paper", "Place", "Politeness",
    "Response", "Visit", "article_of_dump", "crawl", "entries", "paper_named", "paper_of", "papers", "papers_of", "parse",
    "read_archive", "read_at", "read_dump", "record",
]
