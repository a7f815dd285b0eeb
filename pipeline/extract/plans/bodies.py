"""The issuing body in words, after *của* or before *ban hành*, and what a code implies when there are none."""

from __future__ import annotations

import re
from functools import cache

from pipeline import tables
from pipeline.text import fold

_WORD = re.compile(r"[^\W_][^\s,;:()“”\"…!?]*|[-–&](?= )")
_GAP = re.compile(r" ")
_OPEN_LIST = re.compile(r", (?=[^\W\d_][^,;:.\n]{1,30} (?:và|&) [^\W\d_])")
_LONGEST = 90
_STEPS = 18


@cache
def _head() -> re.Pattern[str]:
    return _words(tables.load("plans")["body"]["heads"])


@cache
def _whole() -> re.Pattern[str]:
    names = {fold(row["name"]) for row in tables.load("plans")["issuer"] if not row.get("province")}
    return _words([name for name in names | set(tables.load("plans")["body"]["whole"]) if " " in name])


def _words(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + r")(?![^\W_])")


@cache
def _issuing() -> re.Pattern[str]:
    before, verbs, after = (alternatives("issuing", name) for name in ("before", "verbs", "after"))
    return re.compile(rf"(?<![^\W_])(?:(?:{before}) ){{0,3}}(?:{verbs})(?: (?:{after})){{0,2}} ?$")


def alternatives(*path: str) -> str:
    """The words of a list of the table as alternatives of a pattern, the longest first."""
    value = tables.load("plans")
    for step in path:
        value = value[step]
    return "|".join(map(re.escape, sorted(value, key=len, reverse=True)))


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('body', 'inside')})(?![^\W_])")


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('body', 'fields')})(?![^\W_])")


def body_at(text: str, folded: str, at: int) -> int | None:
    """Where the name of the body that begins at ``at`` ends, or None when none begins there.

    >>> text = "UBND tỉnh Lào Cai về việc"
    >>> text[:body_at(text, fold(text), 0)]
    'UBND tỉnh Lào Cai'
    """
    whole = _whole().match(folded, at)
    head = whole or _head().match(folded, at)
    if not head:
        return None
    end = _tail(text, folded, head.end(), at, commas=not whole)
    return end if end > head.end() or _stands_alone(folded[at:head.end()]) else None


def _tail(text: str, folded: str, here: int, at: int, *, commas: bool) -> int:
    """Where the name goes on to: over capitals, and over small words that lead to another; a person's name ends it."""
    end = here
    commas = commas and folded.startswith(("bộ ", "sở ", "phòng ", "bộ trưởng "), at)
    for _ in range(_STEPS):
        step = _GAP.match(text, here) or (_OPEN_LIST.match(folded, here) if commas else None)
        word = _WORD.match(text, step.end()) if step else None
        small = _inside().match(folded, word.start()) or _fields().match(folded, word.start()) if word else None
        if not word or word[0] == "V/v" or word.end() - at > _LONGEST or (not small and not word[0][0].isupper() and not _is_ordinal(word[0])):
            break
        capital = not small or word[0][0].isupper()
        if is_person(text, folded, word.start()):
            break
        if known := _whole().match(folded, word.start()) or _fields().match(folded, word.start()):
            end = here = known.end()
            continue
        last = not small and _ends_sentence(text, word)
        here = max(word.end(), small.end() if small else 0) - last
        end = here if capital else end
        if last:
            break
    return end


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"(?!(?:{alternatives('person', 'places')})(?![^\W_]))(?:{alternatives('person', 'families')}) [^\W\d_]+")


def is_person(text: str, folded: str, at: int) -> bool:
    """Whether a person's name begins here: a family name and another word, both with capitals."""
    found = _person().match(folded, at)
    return bool(found) and text[at].isupper() and text[folded.find(" ", at) + 1].isupper()


def _is_ordinal(word: str) -> bool:
    return word.isdecimal() and len(word) < 3


def _ends_sentence(text: str, word: re.Match[str]) -> bool:
    """Whether the full stop at the end of the word closes the sentence; that of *TP.* or *Tp.* does not."""
    return word[0].endswith(".") and not text[word.end():word.end() + 1].isalnum()


_OFFICES = frozenset(["bộ trưởng", "thứ trưởng", "chủ tịch", "phó chủ tịch", "trưởng ban", "phó trưởng ban", "giám đốc", "tổng giám đốc", "cục trưởng",
                      "vụ trưởng", "viện trưởng", "chủ nhiệm", "bí thư", "đại hội", "hội nghị", "cơ quan", "ban cán sự đảng"])


def _stands_alone(name: str) -> bool:
    """Whether the bare head names a body: *Tỉnh ủy*, *Chính phủ*, but not *Ban*."""
    return (" " in name and name not in _OFFICES) or name in {"ubnd", "đảng đoàn", "hđnd", "ttcp", "vpcp", "nhnn", "ttg"}


def body_before(text: str, folded: str, floor: int, at: int) -> tuple[int, int] | None:
    """The body that issues what stands at ``at`` (*UBND tỉnh vừa ban hành Quyết định*), looked for from ``floor`` on."""
    verb = _issuing().search(folded, max(floor, at - 60), at)
    if not verb:
        return None
    end = verb.start()
    while end > floor and folded[end - 1] == " ":
        end -= 1
    start = max(floor, end - _LONGEST, *(folded.rfind(mark, floor, end) + 1 for mark in (",", ":", "“", '"', "\n")))
    if start > floor and _PLACE_ONLY.fullmatch(text, start, end):
        start = max(floor, folded.rfind(",", floor, start - 1) + 1)
    for found in _head().finditer(folded, start, end):
        if found.start() and (folded[found.start() - 1].isalnum() or folded[found.start() - 1] in "-/") or found[0] in _MEETINGS:
            continue
        stop = body_at(text, folded, found.start())
        if stop and (stop == end or _is_name_rest(text[stop:end])):
            return found.start(), stop
        if stop and found[0] in _LONG_NAMES and not _VERBS.search(folded, found.start(), end) and _PLAIN.fullmatch(folded, found.start(), end):
            return found.start(), end
    return _said_before(text, folded, floor, end)


_THIS = re.compile(r"(?:cho biết |cho hay |thông tin )?(?:rằng )?(?:đơn vị|cơ quan|địa phương|ủy ban|ban|hội) này")


def _said_before(text: str, folded: str, floor: int, end: int) -> tuple[int, int] | None:
    """The body that *cơ quan này* means: *Ủy ban Kiểm tra Tỉnh ủy cho biết cơ quan này đã có …*."""
    for found in _head().finditer(folded, floor, end):
        stop = body_at(text, folded, found.start()) if not found.start() or not folded[found.start() - 1].isalnum() else None
        if stop and stop < end and _THIS.fullmatch(folded[stop:end].lstrip(" ,")):
            return found.start(), stop
    return None


_MEETINGS = frozenset(["hội nghị", "đại hội", "đảng", "trường"])
_PLACE_ONLY = re.compile(r" (?:(?:tỉnh|thành phố|TP\.?|huyện|quận|Bộ|bộ) )?[^\W\d_a-zà-ỹđ][^\W\d_]*(?: [^\W\d_a-zà-ỹđ]?[^\W\d_]*){0,3}")
_LONG_NAMES = frozenset(["cục", "vụ", "sở", "cơ quan", "hội", "trung tâm", "ngân hàng", "hội đồng", "tổng cục", "viện", "ban", "ban chỉ đạo", "phòng", "chi cục"])
"""Heads of names that may hold any small words: *Cục Xúc tiến thương mại*."""


_VERBS = re.compile(r" (?:cho biết|cho|trình|đã|và|về|của|là|khi|theo|với|tổ chức|chỉ đạo|yêu cầu|trong|tại|được|để|nơi|thay mặt|phối hợp) ")
_PLAIN = re.compile(r"[^\W_]+(?: [^\W_]+){1,8}(?: \([^()]{2,30}\))?")
_NAME_REST = re.compile(r"(?: [^\W\d_a-zà-ỹđ][^\W\d_]*){2,4}| \([^()]{2,40}\)|, (?:[^\W\d_a-zà-ỹđ][^\W\d_]* ?){1,3}")


def _is_name_rest(rest: str) -> bool:
    """Whether the words are a person's name, as after *Chủ tịch UBND tỉnh*."""
    return bool(_NAME_REST.fullmatch(rest))


@cache
def _ministries() -> tuple[str, ...]:
    return tuple({row["name"] for row in tables.load("plans")["issuer"] if row["name"].startswith("Bộ ")})


_COURSE = re.compile(r" ?\(?khóa [^\W_]{1,6}\)?$")


def spelled(name: str) -> str:
    """The name as tables hold it: one tone placement, a capital first, well-known heads in their usual letters, no *khóa*.

    >>> spelled("bộ Chính trị khoá XI"), spelled("Ban thường vụ Tỉnh uỷ Lào Cai")
    ('Bộ Chính trị', 'Ban Thường vụ Tỉnh ủy Lào Cai')
    """
    low = fold(name)
    letters = [small.upper() if letter.isupper() else small for letter, small in zip(name, low, strict=True)]
    for head in tables.load("plans")["body"]["spelled"]:
        for found in re.finditer(rf"(?<![^\W_]){re.escape(fold(head))}(?![^\W_])", low):
            letters[found.start():found.end()] = head
    for ministry in _ministries():
        for found in re.finditer(rf"(?<![^\W_]){re.escape(fold(ministry))}(?![^\W_])", low):
            letters[found.start():found.end()] = ministry
    words = "".join(letters)
    if (course := _COURSE.search(low)) and not low.startswith("hội nghị"):
        words = words[:course.start()]
    for before, after in (("thường trực ban bí thư", "Ban Bí thư"), ("chủ nhiệm ủy ban", words[len("chủ nhiệm "):])):
        words = after if low.startswith(before) else words
    return words[:1].upper() + words[1:]


@cache
def _implied() -> dict[str, str]:
    """Name of the body that each folded code means in every province."""
    rows = tables.load("plans")["issuer"]
    return {fold(row["code"]): row["name"] for row in rows if not row.get("province") and fold(row["code"]) not in _VAGUE}


_VAGUE = frozenset({"tw", "ubnd", "hđnd", "ub", "đu", "hu", "qu"})
"""Codes that many bodies sign with."""


_BY_GENRE = {"nghị định": "Chính phủ", "luật": "Quốc hội", "bộ luật": "Quốc hội", "pháp lệnh": "Ủy ban Thường vụ Quốc hội"}


def of_genre(genre: str | None) -> str | None:
    """The one body that issues a genre: the Government its decrees, the National Assembly its laws."""
    return _BY_GENRE.get(genre or "")


def implied_by(issuers: tuple[str, ...]) -> str | None:
    """The body that the first issuer code names, when it names one whatever the province.

    >>> implied_by(("ttg",)), implied_by(("ubnd",)), implied_by(("qh14",))
    ('Thủ tướng Chính phủ', None, 'Quốc hội')
    """
    if not issuers:
        return None
    first = issuers[0]
    return _implied().get(first.rstrip("0123456789") if first.startswith(("qh", "ubtvqh")) else first)
