"""Whether a name without a level word is a place here: people, papers, clubs, companies, schools, roads carry the same names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.places.read import Found
from pipeline.extract.places.weight import ancestor_keys, is_country, weight
from pipeline.extract.places.words import Words, head_with_gap, last_phrase, phrases
from pipeline.gazetteer.names import is_syllable
from pipeline.text import fold

_MAN = frozenset(("hồ chí minh", "chí minh"))
_SIDES = frozenset(("đông", "tây", "nam", "bắc", "trung"))
_JOINTS = frozenset((", ", " và ", " - ", " – ", "-", "–", "; ", " (", "(", " hay ", " hoặc ", "), ", ") và ", "/", " với ",
                     ", và "))


@dataclass(slots=True)
class Reading:
    """One text while its bare names are weighed: the keys ``seen`` with a level word, what was accepted and rejected last.

    ``around`` holds the keys of the provinces, and of the units with a level word, that the text names anywhere.
    """

    text: str
    folded: str
    seen: frozenset[str]
    before: Found | None = None
    road_end: int = -1
    around: frozenset[str] = frozenset()
    after: dict[int, Found] = field(default_factory=dict)


def is_place(reading: Reading, found: Found, words: Words) -> bool:
    """Whether the bare name ``found`` is a place in this text; ``words`` are those before it."""
    key, text = found.key or "", reading.text
    if key in _MAN or _excluded(reading, words, found) or _part_of_longer(reading, found, words) or _alone(reading, found):
        return False
    near = last_phrase(words, phrases("near"))
    joined = found.inherited is not None or found.bracket or _follows(reading, found)
    how = weight(key)
    if key in phrases("cautious"):
        return near is not None or joined
    if key in phrases("opening"):
        return near is not None or joined or not _opens(text, found.start)
    if how.province:
        return True
    if how.world:
        return not how.common or near is not None or joined or key in reading.seen or not _opens(text, found.start)
    return _weak_is_place(reading, found, words, joined=joined, near=near is not None and near not in phrases("weak"))


def _weak_is_place(reading: Reading, found: Found, words: Words, *, joined: bool, near: bool) -> bool:
    """Whether the bare name of a district, commune, island or mountain is one: people, shops and streets share it."""
    key, how = found.key or "", weight(found.key)
    if key in reading.seen or _chained(reading, found):
        return True
    if (words and words[0].form[-1].isdigit()) or (how.common and last_phrase(words, phrases("hospital"))):
        return False
    org = last_phrase(words, phrases("org", gap=False)) is not None
    if how.common:
        return (joined and not _opens(reading.text, found.start)) or org
    if org or joined:
        return True
    supported = bool(ancestor_keys(key) & reading.around) and not _personal(reading.folded, found)
    return (how.district and (near or supported)) or (how.nature and near)


def _excluded(reading: Reading, words: Words, found: Found) -> bool:
    """Whether the words before make it something else: a road, newspaper, club, company, school, person, people or language."""
    folded = reading.folded
    written = folded.startswith("tp", found.start)
    if on_road(reading, words, found, sure=not written):
        return True
    rows = phrases("before", gap=False)
    phrase = last_phrase(words, rows)
    org = last_phrase(words, phrases("org", gap=False))
    if phrase and org and len(org) > len(phrase):  # *Đoàn Luật sư Hà Nội* is no lawyer
        phrase = None
    foreign_press = phrase is not None and rows[phrase]["kind"] == "press" and " " not in phrase and is_country(found.key)
    if phrase and not written and not foreign_press:
        return True
    rows = phrases("before", gap=True)
    head = head_with_gap(reading.text, words, rows)
    how = weight(found.key)
    direct = head is not None and head == last_phrase(words, rows) and reading.text[words[head.count(" ")].start].islower()
    if direct and (how.world or how.province):
        head = None  # *các công ty Trung Quốc* have no name
    if head and (not written or rows[head]["kind"] in ("school", "company")):
        return True
    if words and words[0].form in phrases("nation") and is_country(found.key):
        return True
    following = folded[found.end:found.end + 12].strip().split(" ")[0].strip(".,:")
    return following in phrases("not_after") or f"{folded[found.start:found.end]} {following}" in phrases("follow")


def on_road(reading: Reading, words: Words, found: Found, *, sure: bool) -> bool:
    """Whether the name is a road's or line's, or one of its later points (*cao tốc Nội Bài - Lào Cai*).

    A name with a level word (``sure`` is false) is one only when the road goes on behind it.
    """
    rows = phrases("before", gap=False)
    phrase = last_phrase(words, rows)
    opens = phrase is not None and rows[phrase]["kind"] == "road"
    goes_on = _DASH.match(reading.folded, found.end) is not None
    later = 0 < reading.road_end <= found.start and _POINT.fullmatch(reading.folded, reading.road_end, found.start) is not None
    if later or (opens and (sure or goes_on)):
        reading.road_end = found.end
        return True
    return False


_DASH = re.compile(r" ?- ?[^\W\d_]")
_POINT = re.compile(r" ?- ?(?:[^\n,.;()-]{1,20} ?- ?)?")


def _part_of_longer(reading: Reading, found: Found, words: Words) -> bool:
    """Whether a capitalised word before or after makes it a part of a longer name (*Nguyễn Thanh Hải*, *Việt Nam Airlines*)."""
    text, start, end, before = reading.text, found.start, found.end, reading.before
    if text[start - 1:start] == " " and words and words[0].start + len(words[0].form) + 1 == start:
        word = text[words[0].start:start - 1]
        adjacent = before is not None and before.end == start - 1
        if word[0].isupper() and not adjacent and not _may_precede(reading, words, word, found):
            return True
    glued = text[start - 1:start] in ("-", "–") and text[start - 2:start - 1].isalpha()
    if glued and (before is None or before.end != start - 1):
        return not weight(found.key).world
    if text[end:end + 1] == " " and text[end + 1:end + 2].isupper():
        return not _may_follow(reading, found, words)
    return text[end:end + 1] in ("-", "’", "'") and text[end + 1:end + 2].islower()


def _may_precede(reading: Reading, words: Words, word: str, found: Found) -> bool:
    """Whether a capitalised word before a place is none of its name: an acronym, a head, or the first word of a sentence."""
    form, how = fold(word), weight(found.key)
    if word.isupper() and len(word) > 1 and not is_syllable(form):
        return True
    if " " not in reading.folded[found.start:found.end]:
        return _opens(reading.text, words[0].start) and form in phrases("starter")
    org = last_phrase(words, phrases("org"))
    if form in phrases("near") or (org and (" " in org or form not in phrases("surname"))):
        return True
    if form not in phrases("surname") and head_with_gap(reading.text, words, phrases("org", gap=True)):
        return True
    if form in _SIDES and how.world and " " in reading.folded[found.start:found.end]:
        return True
    opening = _opens(reading.text, words[0].start) and form not in phrases("surname")
    return opening and (how.province or how.world or form in phrases("starter"))




def _may_follow(reading: Reading, found: Found, words: Words) -> bool:
    """Whether a capitalised word after a place is another name: a person in office after a body or title, an acronym."""
    after = reading.text[found.end + 1:found.end + 40].split(" ")
    first, how = after[0].rstrip(",.;:)”\""), weight(found.key)
    org = last_phrase(words, phrases("org")) is not None or last_phrase(words, phrases("near")) is not None
    if first.isupper() and len(first) > 1:
        return how.province or how.world or org
    if how.world and not how.district and not how.province:
        sure = not is_syllable(reading.folded[found.start:found.end]) and fold(first) not in _SIDES
        return sure or not is_syllable(fold(first))
    person = fold(first) in phrases("surname") and len(after) > 1 and after[1][:1].isupper() and first == after[0]
    body = how.province and is_syllable(first) and last_phrase(words, phrases("org")) is not None
    return (person and (how.province or org)) or body


def _alone(reading: Reading, found: Found) -> bool:
    """Whether a weak name is a whole line: a by-line, not a place."""
    text = reading.text
    starts = found.start == 0 or text[found.start - 1] == "\n"
    return starts and text[found.end:found.end + 1] in ("", "\n") and not weight(found.key).province


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, line or quotation opens here."""
    back = text[max(0, start - 3):start].rstrip(" ")
    return not back or back[-1] in "\n.!?:“\"‘'-–(•*"


def _follows(reading: Reading, found: Found) -> bool:
    """Whether it stands in a list or bracket with an accepted place."""
    before = reading.before
    return before is not None and before.end < found.start and reading.text[before.end:found.start] in _JOINTS


def _chained(reading: Reading, found: Found) -> bool:
    """Whether a unit that it lies in follows after a comma or in brackets (*Lao Bảo, Quảng Trị*)."""
    following = reading.after.get(found.end + 2)
    if following is None or not following.key or reading.text[found.end:found.end + 2] not in (", ", " ("):
        return False
    return following.key in ancestor_keys(found.key or "")


def _personal(folded: str, found: Found) -> bool:
    """Whether the name looks like a person's: three syllables after a surname, or two after one that few places begin with."""
    syllables = folded[found.start:found.end].split(" ")
    return syllables[0] in _FAMILIES or (syllables[0] in phrases("surname") and len(syllables) > 2)


_FAMILIES = frozenset(("ngô", "lê", "trần", "nguyễn", "phạm", "võ", "đặng", "bùi", "đỗ", "trương", "huỳnh"))
