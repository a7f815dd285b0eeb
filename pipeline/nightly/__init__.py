"""The crawl as a job one can sleep on: papers in, articles into the store, raw pages into the archive, a line per paper out."""

from pipeline.nightly.night import crawl_papers, crawl_these
from pipeline.nightly.rebuild import reparse

__all__ = ["crawl_papers", "crawl_these", "reparse"]
