"""One page about a corpus, to send to a colleague: a single HTML file that asks for nothing from anywhere.

No script, no style attribute, pictures as data: the page forbids itself everything else (Content-Security-Policy), so that no
text of a newspaper can do anything in it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus import pictures
from pipeline.corpus.markup import shown, table_html
from pipeline.corpus.pictures.labels import count, days, labels
from pipeline.corpus.pictures.maps import ERAS
from pipeline.corpus.pictures.picture import watermark_of
from pipeline.corpus.quality import flags

if TYPE_CHECKING:

    from pipeline.corpus.pictures import Picture
    from pipeline.corpus.pictures.frames import Frames

_TOP_DOCUMENTS = 25
_SECTIONS = {
    "counts": ("What there is", "Có những gì"), "trends": ("Over time", "Theo thời gian"), "map": ("Where", "Ở đâu"),
    "papers": ("Newspapers", "Các báo"), "topics": ("Topics", "Chủ đề"), "documents": ("Documents", "Văn bản"),
    "quality": ("What to be careful about", "Những điều cần lưu ý"), "how": ("How this was made", "Cách làm"),
}


def report(
    corpus: Frames, path: str | Path, *, title: str = "A corpus of provincial newspapers", made: date | None = None
) -> Path:
    """Write the page about ``corpus`` to ``path`` and return the path; ``made`` is the day it gives (today by default).

    The same corpus and day give the same bytes. Raises OSError when the file cannot be written.
    """
    path = Path(path)
    path.write_text("\n".join(_page(corpus, title, made or date.today())), encoding="utf-8")
    return path


def _page(corpus: Frames, title: str, made: date) -> Iterator[str]:
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
    yield f'<title>{shown(title)}</title><link rel="icon" href="data:,"><style>{style}</style></head><body>'
    yield f"<header><h1>{shown(title)}</h1>"
    yield f'<p class="about">baotinh, {made:%d %B %Y}. {shown(_about(corpus))}</p>'
    if watermark := watermark_of(corpus.articles):
        yield f'<p class="watermark"><span lang="vi">{shown(watermark)}</span>: invented data, for illustration only</p>'
    parts = {name: "\n".join(lines(corpus)) for name, lines in _LINES.items()}
    parts = {name: part for name, part in parts.items() if part}
    links = " · ".join(f'<a href="#{name}">{_SECTIONS[name][0]}</a>' for name in parts)
    yield f'<nav aria-label="Sections">{links}</nav></header><main>'
    for name, part in parts.items():
        english, vietnamese = _SECTIONS[name]
        yield f'<section id="{name}"><h2>{english} <span lang="vi">{vietnamese}</span></h2>\n{part}\n</section>'
    yield "</main></body></html>"


def _about(corpus: Frames) -> str:
    """Which papers, from when to when."""
    dated = days(corpus.articles["published"]).dropna()
    papers = sorted(corpus.articles["paper"].dropna().unique())
    names = ", ".join(papers[:8]) + (f" and {len(papers) - 8} more" if len(papers) > 8 else "")
    when = f", published {dated.min():%d %B %Y} to {dated.max():%d %B %Y}" if len(dated) else ""
    return f"{count(len(corpus.articles), 'article')} of {names or 'no named paper'}{when}."


def _counts(corpus: Frames) -> Iterator[str]:
    import pandas as pd

    articles, mentions, documents = corpus.articles, corpus.mentions, corpus.documents
    kinds = mentions["kind"].value_counts()
    rows = [
        ("articles", "bài viết", len(articles)), ("newspapers", "báo", articles["paper"].nunique()),
        ("words", "từ", int(articles["words"].astype("float64").sum())),
        ("references to documents", "lần nhắc văn bản", kinds.get("plan", 0)), ("documents", "văn bản", len(documents)),
        ("figures", "số liệu", kinds.get("figure", 0)), ("place names", "địa danh", kinds.get("place", 0)),
        ("names of persons", "tên người", kinds.get("person", 0)),
    ]
    yield table_html(pd.DataFrame(rows, columns=["what", "tiếng Việt", "number"]), "Counts of the whole corpus")


def _trends(corpus: Frames) -> Iterator[str]:
    yield _figure(pictures.timeline(corpus))


def _map(corpus: Frames) -> Iterator[str]:
    yield '<div class="side">'
    yield from (f"<section>{_figure(pictures.map(corpus.places, era=era))}</section>" for era in ERAS)
    yield "</div>"


def _papers(corpus: Frames) -> Iterator[str]:
    articles = corpus.articles.assign(day=days(corpus.articles["published"]))
    groups = articles.groupby("paper", as_index=False)
    yield _figure(pictures.compare(corpus))
    yield table_html(groups.agg(articles=("id", "size"), first=("day", "min"), last=("day", "max")), "Newspapers and their days")


def _topics(corpus: Frames) -> Iterator[str]:
    topics = corpus.topics.drop_duplicates(["id", "topic"])
    if len(topics):
        table = topics["topic"].value_counts().rename_axis("topic").reset_index(name="articles")
        table["percent"] = (100 * table["articles"] / len(corpus.articles)).round(1)
        yield table_html(table, "Articles on each topic; an article may have up to three")


def _documents(corpus: Frames) -> Iterator[str]:
    documents = corpus.documents
    if documents.empty:
        return
    known = documents.assign(known=documents["identity_status"] == "identified")
    top = known.sort_values(["articles", "known", "mentions", "id"], ascending=[False, False, False, True]).head(_TOP_DOCUMENTS)
    names = labels(top, corpus.plans)
    table = top.assign(document=top["id"].map(names), first_seen=days(top["first_seen"]), last_seen=days(top["last_seen"]))
    columns = ["document", "title", "identity_status", "articles", "mentions", "first_seen", "last_seen"]
    yield table_html(table[columns], f"The {len(top)} documents cited by most articles, of {len(documents):,}")
    yield _figure(pictures.network(corpus))


def _quality(corpus: Frames) -> Iterator[str]:
    yield table_html(flags(corpus), "Counts of what is missing, doubtful or double")
    yield "<p>Every row of the tables names its article, version and offsets: go back to the text before you cite a number.</p>"


def _how(corpus: Frames) -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        made_by = f"baotinh {version('baotinh')}"
    except PackageNotFoundError:
        made_by = "baotinh"
    yield (f"<p>Made by {made_by} from the articles fetched {_fetched(corpus)}. The page has no script and asks nothing of the "
           "network. Marks in square brackets as [U+202E] stand for letters that cannot be seen.</p>")


def _fetched(corpus: Frames) -> str:
    fetched = days(corpus.articles["fetched"]).dropna()
    return f"{fetched.min():%d %B %Y} to {fetched.max():%d %B %Y}" if len(fetched) else "on a day not told"


def _figure(picture: Picture) -> str:
    """A picture with its description, and its table folded below it."""
    data = base64.b64encode(picture.svg().encode()).decode()
    table = picture.table.drop(columns=["watermark", "sentence", "source", "target", "article"], errors="ignore")
    alt = shown(picture.alt)
    return (f'<figure><img alt="{alt}" src="data:image/svg+xml;base64,{data}"><figcaption>{alt}</figcaption></figure>'
            f"<details><summary>The table of this picture</summary>{table_html(table, picture.title)}</details>")


_LINES = {"counts": _counts, "trends": _trends, "map": _map, "papers": _papers, "topics": _topics, "documents": _documents,
          "quality": _quality, "how": _how}
