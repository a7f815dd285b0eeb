"""How well pages are read: words of lead and body, and title, author, date and section exactly, whoever the reader is.

The gold of a page is what a person reads on it. For pages that must not be copied it stands off: a row of
``corpora/gold/pages-dev.jsonl`` names the file, its sha1, and for every part where it begins and ends in the decoded HTML
(a part may hold tags); only dates, which are facts, are written out.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.measure.gold import FOLDER, shared_folder
from pipeline.model import Article
from pipeline.text import clean, fold

FIELDS = ("title", "author", "published", "section")
LEAD_SHARE = 0.9
"""A lead is there when so much of it, in runs of three words, stands in what was read."""

_WORD = re.compile(r"\w+")
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|u|font|sup|sub)\b[^<>]{0,3000}>", re.I)
_TAG = re.compile(r"<!--.{0,3000}?-->|<[^<>]{0,3000}>", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found on a page; ``published`` is ISO. ``text`` is lead and body together."""

    title: str | None = None
    text: str = ""
    author: str | None = None
    published: str | None = None
    section: str | None = None

    @classmethod
    def of(cls, article: Article) -> Reading:
        """The reading that is our own article."""
        text = "\n".join(part for part in (article.lead, *article.body) if part)
        return cls(title=article.title, text=text, author=article.author, published=article.published, section=article.section)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGold:
    """A page and what stands on it. Fields that ``fields`` does not name were not looked at; None says there is none."""

    name: str
    page: bytes
    url: str = ""
    fetched: str | None = None
    lead: str | None = None
    text: str = ""
    fields: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """One page scored. ``lead`` is None when the page has none; ``right`` tells each stated field."""

    name: str
    precision: float
    recall: float
    lead: bool | None
    right: tuple[tuple[str, bool], ...]

    @property
    def f1(self) -> float:
        """Of the words of lead and body, as a bag."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesReport:
    """Scores of many pages. Shares are of the pages that state the field."""

    scores: tuple[PageScore, ...]

    @property
    def f1(self) -> float:
        """The mean over the pages."""
        return statistics.fmean(score.f1 for score in self.scores)

    @property
    def deviation(self) -> float:
        """The standard deviation of F1 over the pages."""
        return statistics.pstdev(score.f1 for score in self.scores)

    @property
    def leads(self) -> float:
        """The share of leads that are there, of the pages that have one."""
        return statistics.fmean(score.lead for score in self.scores if score.lead is not None)

    def share(self, name: str) -> float:
        """The share of pages with this field exactly right."""
        told = [right for score in self.scores for field, right in score.right if field == name]
        return statistics.fmean(told) if told else 1.0


def score_pages(golds: Iterable[PageGold], read: Callable[[PageGold], Reading]) -> PagesReport:
    """Score a reader on every page; what it raises is its own fault and counts as nothing read."""
    return PagesReport(scores=tuple(score_page(gold, _tried(read, gold)) for gold in golds))


def _tried(read: Callable[[PageGold], Reading], gold: PageGold) -> Reading:
    try:
        return read(gold)
    except Exception:
        return Reading()


def score_page(gold: PageGold, reading: Reading) -> PageScore:
    """Compare one reading with the gold of its page."""
    wanted, got = Counter(words(gold.text)), Counter(words(reading.text))
    shared = (wanted & got).total()
    return PageScore(
        name=gold.name, precision=shared / got.total() if got else float(not wanted), recall=shared / (wanted.total() or 1),
        lead=_holds(reading.text, gold.lead) if gold.lead else None,
        right=tuple((name, _same(name, value, getattr(reading, name))) for name, value in gold.fields))


def words(text: str) -> list[str]:
    """The words of a text for comparing: letters and digits, small.

    >>> words("Hơn 400 cây đèn.")
    ['hơn', '400', 'cây', 'đèn']
    """
    return _WORD.findall(fold(clean(text)))


def _holds(text: str, lead: str) -> bool:
    wanted, there = [*_runs(words(lead))], {*_runs(words(text))}
    return sum(run in there for run in wanted) >= LEAD_SHARE * len(wanted)


def _runs(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[at:] for at in range(min(3, len(tokens)))), strict=False)


def _same(name: str, wanted: str | None, got: str | None) -> bool:
    """Equal letter for letter but for white space; times to the minute, since pages print no seconds."""
    if wanted is None or got is None:
        return wanted is got
    if name == "published":
        return wanted[:16] == got[:16]
    return " ".join(clean(wanted).split()) == " ".join(clean(got).split())


def pages_of(folder: Path) -> Iterator[PageGold]:
    """The articles of a folder of test pages: ``*/<name>.html`` with the answer in ``<name>.json`` beside it.

    An answer with ``"checked": false`` is our own reading (``pipeline.sources.recording``) and measures nothing yet.
    """
    for path in sorted(folder.glob("*/*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        if "found" not in row and row.get("checked", True):
            parts = [row.get("lead"), *row.get("body", ())]
            yield PageGold(
                name=f"{path.parent.name}/{path.stem}", page=path.with_suffix(".html").read_bytes(), url=row["url"],
                fetched=row.get("fetched"), lead=row.get("lead"), text="\n".join(part for part in parts if part),
                fields=tuple((name, row[name]) for name in FIELDS if name in row))


def real_pages(part: str = "dev") -> Iterator[PageGold]:
    """The saved pages of the shared folder with their stand-off gold; none where the folder is missing.

    Raises InputError for a page that is not the one that was read.
    """
    shared = shared_folder()
    rows = (FOLDER / f"pages-{part}.jsonl").read_text(encoding="utf-8").splitlines() if shared else []
    for row in map(json.loads, rows):
        page = (shared / row["page"]).read_bytes() if shared else b""
        if hashlib.sha1(page).hexdigest() != row["sha1"]:  # noqa: S324 - only to tell that it is the same file
            raise InputError(row["page"], "this is not the page the gold was read from")
        yield _standing_off(row, page, page.decode("utf-8").lstrip("\ufeff"))


def _standing_off(row: dict[str, Any], page: bytes, source: str) -> PageGold:
    def at(span: list[int] | None) -> str | None:
        return shown(source[span[0] : span[1]]) if span else None

    lead, body = at(row["lead"]), [at(span) for span in row["body"]]
    fields = {name: row[name] if name == "published" else at(row[name]) for name in FIELDS}
    text = "\n".join(part for part in (lead, *body) if part)
    name = row["page"].rpartition("/")[2]
    return PageGold(name=name, page=page, url=row["url"], lead=lead, text=text, fields=tuple(fields.items()))


def shown(source: str) -> str:
    """A stretch of HTML as a reader sees it, on one line; tags inside a word leave it whole.

    >>> shown("<p>Đảng b<b>ộ</b> x&atilde;<br>Pha Long</p>")
    'Đảng bộ xã Pha Long'
    """
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", source))).split())
