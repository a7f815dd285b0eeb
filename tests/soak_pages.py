"""Random mutations of real pages: ``python -m tests.soak_pages [--count 10000] [--seed 7]`` (part of ``make soak``).

Whatever comes of a page, ``parse`` gives an article whose parts stand where it says and whose origins name what is there, or
raises NotAnArticle; nothing else, and no page takes longer than ``LONGEST`` seconds. The pages are the saved ones of the shared
folder, or, where it is not, the sample newspaper's. A failure prints what makes it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence

from pipeline.errors import NotAnArticle
from pipeline.model import Article
from pipeline.sources import parse
from tests.page_gold import real_pages, sample_pages

LONGEST = 5.0
"""Seconds of this process's time; the largest saved page takes a tenth of one."""

WAYS = ("pieces", "cut", "bytes", "utf-16", "latin")


PIECES = [
    b"<!--", b"-->", b"<script>", b"</script>", b"<div>" * 50, b"</div>" * 50, b"\0" * 20, b"<table><tr><td>", b"&#xD800;",
    b"\xff\xfe",
    b"<base href='http://['>", b'<meta charset="x-none">', b"<p hidden>", b"<body>", b"</html>", b"<a href='http://[::1'>",
    "<p>\u200b\u00a0\ufeff</p>".encode(),
    b'<script type="application/ld+json">[{"@type":["NewsArticle"],"author":[[1]]}]</script>',
]


def mutated(page: bytes, rng: random.Random) -> bytes:
    """A few stretches cut, doubled, or written over; pieces that readers stumble over put in."""
    data = bytearray(page)
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randrange(len(data) + 1), rng.randint(1, 400)
        match rng.randrange(5):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = rng.randbytes(rng.randint(1, 30))
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                data[at:at] = rng.choice(PIECES)
            case _:
                old, new = rng.choice([b"class", b"content", b"href", b"div", b"20", b'"']), rng.choice([b"", b"x", b"<", b"99"])
                data = bytearray(bytes(data).replace(old, new, rng.randint(1, 20)))
    return bytes(data)


def worked_on(page: bytes, rng: random.Random) -> bytes:
    """The page mutated; sometimes cut in the middle, written over in places, or in another charset than it says."""
    data = mutated(page, rng)
    match rng.choice(WAYS):
        case "cut":
            return data[: rng.randrange(len(data) + 1)]
        case "bytes":
            damaged = bytearray(data)
            for _ in range(rng.randint(1, 200) if damaged else 0):
                damaged[rng.randrange(len(damaged))] = rng.randrange(256)
            return bytes(damaged)
        case "utf-16":
            return data.decode("utf-8", "replace").encode("utf-16", "replace")
        case "latin":
            return data.decode("utf-8", "replace").encode("cp1258", "replace")
    return data


def is_whole(article: Article) -> bool:
    """True when every part stands in the text where it says and every origin is of a field that is there."""
    pieces = [article.text[span.start : span.end] for span in article.parts]
    parts = [piece for piece in (article.title, article.lead, *article.body, *article.captions) if piece]
    return pieces == parts and all(getattr(article, name) for name in article.origins)


def soak(pages: Sequence[bytes], count: int, seed: int) -> Counter[str]:
    """Read ``count`` mutations; returns how many ended how. Raises AssertionError or what ``parse`` raised, and says where."""
    ends: Counter[str] = Counter()
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        data = worked_on(rng.choice(pages), rng)
        begun = time.process_time()
        try:
            article = parse(data, "https://baolaocai.vn/202603/x-post1.html", fetched="2026-03-07T08:00:00+07:00")
            assert is_whole(article), "a part or an origin is not what it says"
            ends["article"] += 1
        except NotAnArticle as problem:
            ends[problem.found] += 1
        except Exception:
            print(f"seed {seed}, mutation {number}", file=sys.stderr)
            raise
        assert time.process_time() - begun < LONGEST, f"seed {seed}, mutation {number}: too slow"
    return ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the soak; returns 1 when anything was raised that should not be."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args(arguments)
    pages = [gold.page for gold in real_pages()] or [gold.page for gold in sample_pages()]
    try:
        ends = soak(pages, given.count, given.seed)
    except Exception:
        traceback.print_exc()
        return 1
    told = ", ".join(f"{n} {name}" for name, n in ends.most_common())
    print(f"{given.count} mutations of {len(pages)} pages, seed {given.seed}: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
