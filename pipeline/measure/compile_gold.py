"""Turn a reading into stand-off gold: ``python -m pipeline.measure.compile_gold drafts/*.json > corpora/gold/place-dev.jsonl``.

A draft is what a reader writes while reading one article::

    {"source": "data/news/rss_2026.jsonl.gz", "id": "https://…", "paper": null, "until": "last words read",
     "mentions": [{"text": "xã Pha Long", "level": "xã"}, {"text": "Mường Khương", "after": "(", "level": "huyện"}]}

The mentions stand in the order of the text; each is looked for from where the one before ended. ``after`` moves the
search behind those letters first. ``until`` is the last stretch of text that was read (absent: the whole article).
Drafts hold words of the texts and stay out of the repository; what is printed holds none.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.measure.gold import find_article, sha1_of
from pipeline.text import clean


def compile_draft(draft: dict[str, Any], place: str) -> dict[str, Any]:
    """Return the gold row of a draft; raise InputError naming the first mention that is not found in its order."""
    article = find_article(draft["source"], draft["id"], place)
    text, at, mentions = article.text, 0, []
    for number, mention in enumerate(draft["mentions"], start=1):
        fields = dict(mention)
        words, after = clean(fields.pop("text")), clean(fields.pop("after", ""))
        at = _find(text, after, at, place, number) + len(after) if after else at
        start = _find(text, words, at, place, number)
        at = start + len(words)
        mentions.append({"start": start, "end": at, **fields})
    until = len(text)
    if draft.get("until"):
        last = clean(draft["until"])
        until = _find(text, last, max(0, at - len(last)), place, 0) + len(last)
    row = {key: draft[key] for key in ("source", "id")} | {"sha1": sha1_of(text), "until": until}
    return row | {key: draft[key] for key in ("paper", "published") if draft.get(key)} | {"mentions": mentions}


def _find(text: str, words: str, at: int, place: str, number: int) -> int:
    found = text.find(words, at)
    if found < 0:
        raise InputError(place, f"mention {number}: {words!r} does not follow {text[max(0, at - 60):at]!r}")
    return found


def main(paths: list[str]) -> int:
    """Print the gold rows of every draft; name each that fails on stderr and go on. Returns the exit code."""
    failed = 0
    for path in sorted(paths):
        drafts = json.loads(Path(path).read_text(encoding="utf-8"))
        for number, draft in enumerate(drafts if isinstance(drafts, list) else [drafts], start=1):
            try:
                print(json.dumps(compile_draft(draft, f"{path}:{number}"), ensure_ascii=False))
            except (InputError, KeyError) as problem:
                failed = 1
                print(problem, file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
