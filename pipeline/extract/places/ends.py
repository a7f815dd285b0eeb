"""Where a name ends after its level word: by the list of names, by its capitals, or by its number."""

from __future__ import annotations

import re

from pipeline.extract.places.scan import Hit
from pipeline.extract.places.words import phrases, words_before
from pipeline.gazetteer.levels import Level
from pipeline.gazetteer.names import is_foreign

CAPITALS = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_ONE = rf"[{CAPITALS}][^\W\d_]{{0,15}}(?:['’][^\W\d_]{{1,12}})?"
RUN = re.compile(rf"{_ONE}(?:[ -]{_ONE}){{0,4}}")
NUMBERED = re.compile(
    r"(?:số )?(?:\d{1,3}(?:[A-ZĐ]|[a-z](?![^\W\d_]))?(?:/\d{1,3})?|[IVX]{1,5}(?![^\W\d_]))(?![\d%.,]*\d)(?![^\W\d_])")
TAIL = re.compile(r" (?:số )?(?:\d{1,2}[A-Z]?|[IVX]{1,4}|[A-ZĐ])(?![^\W_])(?![.,]\d)")
_NUMBER = re.compile(r"\d{1,2}[A-Z]?(?![\d%/]|[.,]\d)(?![^\W_])")
_ROMAN = re.compile(r"[IVX]{1,5}(?![^\W_])")
COUNTED = re.compile(
    r" (?:người|hộ|đồng|triệu|tỷ|nghìn|tuổi|năm|tháng|ngày|giờ|phút|km|ha|m|cháu|em|trường|vụ|con|cái|đảng viên|học sinh|xã|thôn)"
    r"(?![^\W_])")
_CHAIN = re.compile(r" ?[,(] ?(?:xã|phường|thị trấn|huyện|đặc khu|thị xã|quận|tp|thành phố)(?![^\W_])")
"""What follows a village and not a person."""
_LEADERS = frozenset(("trưởng", "phó", "già"))


def name_end(text: str, folded: str, at: int, level: Level, names: dict[int, Hit], *, shout: bool) -> int | None:
    """Where the name at ``at`` ends, by the list of names or by its pattern; None when it is no name."""
    if level.name == "number":
        found = NUMBERED.match(text, at)
        return found.end() if found and not COUNTED.match(folded, found.end()) else None
    named = names.get(at)
    if level.rank == "village":
        return _village_end(text, folded, at, named)
    if named and (level.level != "other" or not _goes_on(text, named.end)):
        return named.end
    if number := _NUMBER.match(text, at):
        if text[number.end():number.end() + 1] == ")" and folded[at - 3:at].startswith("("):
            return None
        ok = level.level in ("phường", "quận") and not COUNTED.match(folded, number.end())
        return number.end() if ok else None
    return _run_end(text, folded, at, level, shout=shout)


def _run_end(text: str, folded: str, at: int, level: Level, *, shout: bool) -> int | None:
    """The end of capitalised words that are in no list: a foreign town, a river, a commune written in another way."""
    run = RUN.match(text, at)
    if not run:
        return None
    if roman := _ROMAN.fullmatch(run[0]):
        return roman.end() + at if level.level == "phường" else None
    if shout or (run[0].isupper() and len(run[0]) > 2) or _short(text, at) or text[run.end():run.end() + 1] == "&":
        return None
    words = words_before(folded, at)
    if words and words[0].form in phrases("marked") and is_foreign(run[0]):
        return None
    if len(words) > 1 and any(word.form in _LEADERS for word in words[1:3]) and level.rank == "commune":
        return None
    syllables = folded[at:run.end()].split(" ")
    if len(syllables) > 2 and syllables[0] in phrases("surname") and level.level != "other":
        return None
    if len(syllables) < 3 and syllables[0] in phrases("not_village"):
        return None
    homeland = syllables[-1] == "tổ" and folded.startswith("quốc", run.end() + 1)
    return None if homeland or (level.rank == "province" and syllables[0] == "hội") else run.end()


def _short(text: str, at: int) -> bool:
    """Whether the level word was a mere letter (*P.*, *H.*), after which only a listed name counts."""
    if text[at - 3:at - 1] in ("TT", "TX") and text[at - 1] in " \u00a0":
        return True
    if text[at - 2:at] == ". " and text[at - 3:at - 2] in ("P", "Q", "H", "X") and not text[at - 4:at - 3].isalpha():
        return True
    return text[at - 1] == "." and text[at - 2:at - 1].isupper() and not text[at - 3:at - 2].isalpha()


def _village_end(text: str, folded: str, at: int, named: Hit | None) -> int | None:
    words = words_before(folded, at)
    if len(words) > 1 and words[1].form in _LEADERS:
        return named.end if named else None
    if number := NUMBERED.match(text, at):
        return number.end() if not COUNTED.match(folded, number.end()) else None
    run = RUN.match(text, at)
    if not run or (run[0].isupper() and len(run[0]) > 3):
        return named.end if named else None
    syllables = folded[at:run.end()].split(" ")
    if syllables[0] in phrases("not_village") and len(syllables) == 1:
        return None
    if len(syllables) > 2 and syllables[0] in phrases("surname") and not named and not _CHAIN.match(folded, run.end()):
        return None
    tail = TAIL.match(text, run.end())
    return tail.end() if tail else run.end()


def _goes_on(text: str, end: int) -> bool:
    """Whether another capitalised word follows directly."""
    return text[end:end + 1] == " " and text[end + 1:end + 2].isupper()
