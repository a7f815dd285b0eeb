"""From letters to figures: one pass over the text, each number read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.figures import articles, digits
from pipeline.extract.figures.clues import share_bases
from pipeline.extract.figures.exclusions import excluded
from pipeline.extract.figures.reading import Found, figure_of
from pipeline.extract.figures.shapes import Shape, read
from pipeline.extract.figures.subsets import share_subsets
from pipeline.extract.figures.units import counted_at
from pipeline.language import Doc
from pipeline.model import Figure

_CANDIDATE = re.compile(
    r"\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|hăm|nửa|hàng|vài|mấy|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|đôi|"
    r"rưỡi)(?= |$|[,.;)])")
_MILLIARD = 10**9
_REST = re.compile(r"[\d.,/:+\w-]*")
_JOINT = re.compile(
    r"(?:, ?| và | hoặc | hay |; | - | ?[x×](?!\w) ?| (?:xuống còn|xuống|lên|còn|lên đến|lên tới|đến|tới|thành) )(?:hơn |gần |khoảng |"
    r"chỉ còn )?")


def find(doc: Doc) -> Iterator[Figure]:
    """Yield every figure of the text, in order; none overlaps another.

    >>> from pipeline.language import read
    >>> [(f.text, str(f.value), f.unit, f.qualifier) for f in find(read("Chi bộ hiện có hơn 20 đảng viên."))]
    [('20', '20', 'đảng viên', 'over')]
    """
    found = _with_shared_units(doc.folded, list(_accepted(doc)))
    figures: list[Figure] = []
    for index, item in enumerate(found):
        stop = found[index + 1].shape.start if index + 1 < len(found) else len(doc.text)
        figures.append(figure_of(doc, item, figures[-1] if figures else None, stop))
    yield from share_bases(doc.folded, share_subsets(doc.folded, figures))


def _accepted(doc: Doc) -> Iterator[Found]:
    text, folded, at = doc.text, doc.folded, 0
    english = digits.is_english(text)
    previous: Found | None = None
    left = -1
    while candidate := _CANDIDATE.search(folded, at):
        start = candidate.start()
        shape = read(text, folded, start, english)
        if shape is None:
            at = _past(folded, candidate)
            continue
        item = None if _goes_on(folded, left, shape) else _judge(text, folded, shape, previous)
        if item:
            yield item
            previous, at = item, shape.end
        else:
            at = max(_past(folded, candidate), start + len(shape.raw))
            left = start + len(shape.raw) if shape.raw else left


def _goes_on(folded: str, left: int, shape: Shape) -> bool:
    """In *Quân khu 1, 2 và 3* and *ngày 5, 6/3* a number without unit goes on with what was no figure at ``left``."""
    return (0 <= left < shape.start <= left + 4 and bool(_LIST.fullmatch(folded, left, shape.start)) and shape.measure is None
            and shape.scale == 1 and counted_at(folded, shape.end) is None)


_LIST = re.compile(r", ?| và | - ?|; ?|/")


def _past(folded: str, candidate: re.Match[str]) -> int:
    """Where to go on after a number that is none: behind all its digits and what is tied to them."""
    if not candidate[0].isdigit():
        return candidate.end()
    rest = _REST.match(folded, candidate.start(), candidate.start() + 200)
    return max(rest.end() if rest else 0, candidate.end())


def _judge(text: str, folded: str, shape: Shape, previous: Found | None) -> Found | None:
    noun = counted_at(folded, shape.start + len(shape.raw)) if shape.form == "out_of" and shape.raw else None
    noun = noun or (None if shape.measure else counted_at(folded, shape.end))
    if noun and folded[noun.start:noun.end] == "tên" and text[noun.end + 1:noun.end + 2].isupper():
        noun = None  # *nữ sinh lớp 5 tên Hoa*: a name follows, nobody is counted
    if excluded(text, folded, shape, noun):
        return None
    if not shape.raw and not articles.counts(text, folded, shape, noun, previous.shape if previous else None):
        return None
    return Found(shape, noun)


def _with_shared_units(folded: str, found: list[Found]) -> list[Found]:
    """In *11, 12 và 15 đảng viên* and *từ 70 xuống 42 ngày* the first numbers take the unit of the last."""
    done: list[Found] = []
    for item in reversed(found):
        if done and item.noun is None and item.shape.measure is None:
            joint = _JOINT.match(folded, item.shape.end)
            if joint and joint.end() == done[-1].shape.start and item.shape.form != "range":
                item = _sharing(item, done[-1])
        done.append(item)
    return done[::-1]


def _sharing(item: Found, giver: Found) -> Found:
    shape, other = item.shape, giver.shape
    if shape.scale >= _MILLIARD > other.scale and other.measure is not None and other.measure.type != "price":
        return item  # *1.300 tỉ và 3.500 tấn gạo*: the first is money
    if other.scale > 1 and shape.scale == 1 and shape.value is not None and shape.value * other.scale < other.amount * 1000:
        shape = replace(shape, value=shape.value * other.scale)
    return replace(item, shape=replace(shape, measure=other.measure), noun=giver.noun)
