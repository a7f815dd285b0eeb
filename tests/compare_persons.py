"""Persons beside other engines: ``python -m tests.compare_persons bkee [ARTICLES]`` and ``… gold [dev|fresh]``.

``bkee`` is the recall of names of two syllables or more among the PER mentions of ``gold/bkee_raw.tar.gz`` (raw text is
rebuilt from its word-segmented one); ``gold`` is span precision, recall and F1 on our own gold. Beside our rules stand
underthesea's ``ner`` and, when it is installed, ViNLP's. Both are slow, so they read the first ``ARTICLES`` (100) only.
Needs ``../shared``; not part of ``make test``.
"""

from __future__ import annotations

import re
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from pipeline.extract import persons
from pipeline.extract.persons.names import place_rank, surname
from pipeline.language import read
from pipeline.measure.gold import load, shared_folder
from pipeline.text import clean, fold

Span = tuple[int, int]
Engine = Callable[[str], set[Span]]
_NO_SPACE_BEFORE = re.compile(r" (?=[,.;:!?)\]…%”’]|/ )")
_NO_SPACE_AFTER = re.compile(r"(?<=[(\[“‘/]) ")
_CAPITALS = re.compile(r"[^\W\d_a-zà-ỹđ][^\W_]*(?:['’-][^\W_]+)*")


class Text(NamedTuple):
    """One text with the spans of its names."""

    text: str
    names: set[Span]


def bkee() -> Iterator[Text]:
    """The documents of BKEE as raw text with the names in their PER mentions."""
    folder = shared_folder()
    if folder is None:
        raise SystemExit("../shared is not here; set PIPELINE_SHARED")
    with tarfile.open(folder / "data" / "gold" / "bkee_raw.tar.gz") as archive:
        files = {member.name: member for member in archive.getmembers() if member.name.endswith((".txt", ".ann"))}
        for name in sorted(files):
            if name.endswith(".ann") and name[:-4] + ".txt" in files:
                pair = [archive.extractfile(files[n]) for n in (name[:-4] + ".txt", name)]
                segmented, marks = (file.read().decode("utf-8").replace("\r\n", "\n") for file in pair if file)
                yield raw(segmented, marks)


def raw(segmented: str, marks: str) -> Text:
    """Raw text from a word-segmented one, and the spans of its persons' names in it."""
    mentions = [(kind, int(start), int(end)) for kind, start, end in re.findall(r"^T\d+\t(\w+) (\d+) (\d+)\t", marks, re.M)]
    other = [(start, end) for kind, start, end in mentions if kind in ("GPE", "LOC", "ORG", "FAC")]
    text = _without_spaces(segmented)
    names: set[Span] = set()
    for kind, start, end in mentions:
        span = name_in(segmented, start, end, other) if kind == "PER" else None
        if span:
            name = _without_spaces(segmented[slice(*span)])
            near = len(_without_spaces(segmented[: span[0]]))
            found = [at for at in range(max(0, near - 6), near + 6) if text.startswith(name, at)]
            if found:
                at = min(found, key=lambda here: abs(here - near))
                names.add((at, at + len(name)))
    return Text(text, names)


def _without_spaces(segmented: str) -> str:
    """The text as it was before its words were joined by underscores and its marks set apart."""
    return clean(_NO_SPACE_AFTER.sub("", _NO_SPACE_BEFORE.sub("", segmented.replace("_", " ").replace("\xa0", " "))))


def name_in(segmented: str, start: int, end: int, other: list[Span]) -> Span | None:
    """The name in a PER mention: its first words that are all in capitals and no place, two syllables or more, before any
    comma or bracket; None for a noun, a pronoun or a short form."""
    end += len(re.match(r"[^\W]*", segmented[end:])[0])  # type: ignore[index]
    head = re.match(r"[^,(:;–\n]*?(?=[,(:;–\n]| - | ở | trú | quê | là |$)", segmented[start:end])
    words = [(m.start() + start, m.end() + start, m[0]) for m in re.finditer(r"\S+", head[0] if head else "")]
    for run in _runs(words):
        while run and (run[0][2].lower() in _OUTSIDE or place_rank(fold(run[0][2].replace("_", " ")))):
            run = run[1:]
        if len(run) > 1 and "_" in run[-1][2] and run[0][2].isascii() and not run[-1][2].isascii():
            run = run[-1:]
        if not run or any(a < run[-1][1] and run[0][0] < b for a, b in other if not (a <= start and end <= b)):
            continue
        span = run[0][0] + _place_in_front(run[0][2]), run[-1][1]
        name = segmented[slice(*span)]
        before = segmented[start : span[0]].split()[-1:]
        if (
            re.search(r"[_ ]", name)
            and not place_rank(fold(name.replace("_", " ")))
            and before not in (["xã"], ["trường"], ["Trường"], ["huyện"])
        ):
            return span
    return None


def _place_in_front(word: str) -> int:
    """How many letters of a word of many syllables are a place before a name (*Malaysia_Tommy_Thomas*)."""
    parts = word.split("_")
    for count in range(min(3, len(parts) - 1), 0, -1):
        rank = place_rank(fold(" ".join(parts[:count])))
        if rank == 3 or (rank and not surname(fold(parts[0]))):
            return len("_".join(parts[:count])) + 1
    return 0


_OUTSIDE = frozenset(
    [
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "cháu",
        "em",
        "cụ",
        "bầu",
        "vua",
        "trưởng",
        "ban",
        "sở",
        "bộ",
        "phó",
        "mẹ",
        "bác",
        "chú",
        "thầy",
        "nữ",
        "hoàng",
        "vợ",
        "con",
        "ngoại",
        "chồng",
        "người",
        "lính",
        "nhóm",
        "nguyên",
        "huawei",
    ]
)


def _runs(words: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Neighbouring words that are all in capitals."""
    run: list[tuple[int, int, str]] = []
    for word in words:
        if _capital(word[2]):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _capital(word: str) -> bool:
    return all(_CAPITALS.fullmatch(part) for part in word.split("_")) and not (word.isupper() and len(word) < 6)


def ours(text: str) -> set[Span]:
    """Our own rules."""
    return {(one.start, one.end) for one in persons.find(read(clean(text)))}


def underthesea(text: str) -> set[Span]:
    """underthesea's CRF tagger, line by line (it is quadratic in its input)."""
    from underthesea import ner

    return spans_of(
        text, lambda line: [(word, tag.removeprefix("B-").removeprefix("I-"), tag[:1]) for word, _, _, tag in ner(line)]
    )


def vinlp() -> Engine | None:
    """ViNLP's tagger, or None when it is not installed or cannot run (PyPI: vinlp)."""
    try:
        from ViNLP import ner  # type: ignore[import-not-found]

        ner("Ông Lò Văn Muôn đến Hà Nội.")
    except Exception as problem:
        print(f"ViNLP cannot be used: {type(problem).__name__}: {problem}", file=sys.stderr)
        return None

    def tag(line: str) -> list[tuple[str, str, str]]:
        return [(str(row[0]), str(row[-1])[2:], str(row[-1])[:1]) for row in ner(line)]

    return lambda text: spans_of(text, tag)


def spans_of(text: str, tag: Callable[[str], list[tuple[str, str, str]]]) -> set[Span]:
    """The PER spans of tagged words, found again in the text."""
    found: set[Span] = set()
    for line in re.finditer(r"[^\n]+", text):
        at, open_at, last = line.start(), -1, -1
        for word, kind, edge in tag(line[0]):
            here = text.find(word.replace("_", " "), at, line.end())
            if here < 0:
                continue
            end = here + len(word)
            if kind == "PER" and edge == "I" and open_at >= 0:
                last = end
            else:
                if open_at >= 0:
                    found.add((open_at, last))
                open_at, last = (here, end) if kind == "PER" else (-1, -1)
            at = end
        if open_at >= 0:
            found.add((open_at, last))
    return found


def compare(texts: list[Text], engines: dict[str, Engine], until: Callable[[int], int] | None = None) -> Iterator[str]:
    """One line for each engine; precision only where the gold is complete (``until`` says up to where)."""
    for name, engine in engines.items():
        began, hits, gold, given = time.perf_counter(), 0, 0, 0
        for number, (text, names) in enumerate(texts):
            found = engine(text)
            if until:
                found = {span for span in found if span[1] <= until(number)}
            hits, gold, given = hits + len(found & names), gold + len(names), given + len(found)
        line = f"{name:<12} {len(texts)} texts, {gold} names, recall {hits / gold:.3f}"
        if until:
            line += f", precision {hits / max(1, given):.3f}, F1 {2 * hits / (gold + given):.3f}"
        yield f"{line}  ({time.perf_counter() - began:.1f} s)"


def main(arguments: list[str]) -> None:
    """Print the comparison that the arguments ask for."""
    engines: dict[str, Engine] = {"baotinh": ours, "underthesea": underthesea}
    if other := vinlp():
        engines["ViNLP"] = other
    if arguments[:1] == ["gold"]:
        rows = list(load("person", arguments[1] if len(arguments) > 1 else "dev"))
        texts = [Text(row.article.text, {(m["start"], m["end"]) for m in row.mentions}) for row in rows]
        print(*compare(texts, engines, lambda number: rows[number].until), sep="\n")
        return
    texts, few = list(bkee()), int(arguments[1]) if len(arguments) > 1 else 100
    print(*compare(texts, {"baotinh": ours}), sep="\n")
    print(*compare(list(islice(texts, few)), engines), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
