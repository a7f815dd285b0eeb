"""A crawl as a process of its own, that can be killed: ``python -m tests.crawl_process FOLDER OPTIONS``, OPTIONS as JSON.

``papers`` are [key, url]; prints the lines of the run, then one of JSON: the most memory it had (MB) and the engines it imported.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline import job, nightly
from pipeline.settings import load
from pipeline.sources import Limits, Paper, Politeness

ENGINES = ("spacy", "underthesea", "sklearn", "numpy", "pyarrow")


def main(folder: str, options: dict[str, Any]) -> int:
    papers = [Paper(key=key, name="Báo Thử", domain=urlsplit(url).netloc, url=url) for key, url in options["papers"]]
    polite = Politeness(
        pause=options["pause"], backoff=0.01, tries=2, read=2.0, total=4.0, most_bytes=1_000_000, budget=options.get("budget"),
        allowed=frozenset(urlsplit(paper.home).netloc for paper in papers))
    with job.opened(load(folder=folder, papers=("all",))) as work:
        limits = Limits(**options.get("limits", {}))
        failed = nightly.crawl_these(work, lambda line: print(line, flush=True), papers, polite, limits)
    print(json.dumps({"memory": most_memory(), "engines": [name for name in ENGINES if name in sys.modules], "failed": failed}))
    return 1 if failed else 0


def most_memory() -> int:
    """The most memory this process had, in MB; getrusage would tell that of the process which started it, if it had more."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
