"""The syllables behind a number, and unlisted nouns among them: a guess at the unit, and whether anything is counted at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*|[,]|-(?= )")
FUNCTION_WORDS = frozenset((
    "và", "của", "đến", "trong", "với", "là", "đã", "có", "sẽ", "tại", "theo", "khi", "để", "về", "ở", "được", "cũng",
    "nhưng", "trên", "do", "từ", "các", "không", "bị", "vừa", "chỉ", "đạt", "thì", "sau", "trước", "này", "nay", "vào",
    "hay", "hoặc", "cho", "đang", "nhằm", "vì", "vẫn", "mà", "mới", "rất", "đều", "còn", "nên", "như", "bằng", "so", "nếu",
    "lên", "xuống", "ra", "đi", "lại", "nữa", "thuộc", "gồm", "khiến", "làm", "bởi", "rồi", "giữa", "ngoài", "qua", "tới",
    "nhờ", "cùng", "mỗi", "một", "những", "từng", "hơn", "nhất", "ấy", "đó", "kia", "đây", "nọ", "kể", "trở", "đối",
    "tính", "chiếm", "tăng", "giảm", "dưới", "cả", "mất", "chưa", "phải", "cần", "đầu", "cuối", "đồng", "tuy", "song",
))


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun after a number: where it stands, and whether it only stands in for one (*người*, *đồng chí*)."""

    start: int
    end: int
    kind: str


def syllables(folded: str, at: int) -> Iterator[tuple[int, int]]:
    """The syllables and commas from ``at`` on, each one space after the one before."""
    while True:
        if folded[at:at + 1] == " ":
            at += 1
        elif folded[at:at + 1] != ",":
            return
        found = TOKEN.match(folded, at)
        if found is None:
            return
        yield found.start(), found.end()
        at = found.end()


def guessed_at(folded: str, at: int) -> Noun | None:
    """An unlisted noun of one or two syllables: what stands between the number and a function word or the end of the clause."""
    first = end = 0
    for count, (start, stop) in enumerate(syllables(folded, at)):
        if folded[start:stop] in FUNCTION_WORDS or not folded[start].isalpha() or folded[start:stop] == "x":
            break
        if count == 2:
            return None
        first, end = first or start, stop
    if end and _NUMBER_AFTER.match(folded, end):  # *thắng 4 hòa 1*
        return None
    return Noun(first, end, "n") if end else None


_NUMBER_AFTER = re.compile(r" \d")
_NO_NOUN = FUNCTION_WORDS | {
    "bên", "chữ", "mặt", "chiều", "bờ", "lưỡi", "thứ", "cấp", "đợi", "lần", "chờ", "mươi", "trăm", "ngàn", "nghìn", "bậc", "thì",
    "vẫn", "bao", "chẳng", "đừng", "hãy", "ai", "gì", "nào", "sao", "liên", "hằng", "hàng", "thế", "tiếp", "cũ", "tây",
}


def names_something(folded: str, at: int) -> bool:
    """Whether a word follows that may be an unlisted noun, for what is counted by *hai* or *bốn* seldom is anything else."""
    found = next(syllables(folded, at), None)
    return found is not None and folded[found[0]] != "," and folded[found[0]:found[1]] not in _NO_NOUN
