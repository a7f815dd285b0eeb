"""Roles as posts: a chain of titles split into (title, body), each with its body in the registry and its place.

*Phó Bí thư Thường trực Huyện ủy, Chủ tịch HĐND huyện Văn Bàn* is two posts; the first body takes the place of the second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline import tables
from pipeline.gazetteer import load, name_key
from pipeline.resolve.bodies import find_body
from pipeline.text import fold

_MODIFIERS = ("nguyên", "cựu", "quyền", "cố", "phụ trách", "q.")
_SUFFIX = re.compile(
    r" (?:thường trực|thứ nhất|chuyên trách|phụ trách|không chuyên trách|dự khuyết|thường vụ|điều hành)(?![^\W_])"
)
_JOINT = re.compile(r"^[\s,;–—-]+|[\s,;–—-]+$|^(?:và|kiêm)$|\s+(?:và|kiêm)$|^(?:và|kiêm)\s+")
_WHOLE = {
    "trưởng ban": "Ban",
    "phó trưởng ban": "Ban",
    "phó ban": "Ban",
    "trưởng phòng": "Phòng",
    "phó phòng": "Phòng",
    "phó trưởng phòng": "Phòng",
    "chánh văn phòng": "Văn phòng",
    "phó chánh văn phòng": "Văn phòng",
    "trưởng công an": "Công an",
    "phó trưởng công an": "Công an",
    "bộ trưởng": "Bộ",
    "thứ trưởng": "Bộ",
    "trưởng đoàn": "Đoàn",
    "phó trưởng đoàn": "Đoàn",
    "chánh thanh tra": "Thanh tra",
    "phó chánh thanh tra": "Thanh tra",
    "tổng thanh tra": "Thanh tra",
    "phó tổng thanh tra": "Thanh tra",
}
"""Heads that hold the first word of their body: *Trưởng ban Tổ chức Trung ương* is of the *Ban Tổ chức Trung ương*."""
_UNIT = re.compile(r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)(?= (?!ủy|đoàn|hội)|$)")
_VILLAGES = ("thôn", "bản", "ấp", "buôn", "làng", "xóm", "khu phố", "khu")
_BODY_WORDS = frozenset(("ban", "sở", "công", "chi", "đoàn", "thành", "xã", "tổ"))
_PARTY = {"bí thư", "phó bí thư", "bí thư thường trực", "phó bí thư thường trực"}
_OFFICE = {"chủ tịch", "phó chủ tịch", "quyền chủ tịch", "phó chủ tịch thường trực"}
_MEMBERS = {
    "tỉnh ủy viên": "Tỉnh ủy",
    "huyện ủy viên": "Huyện ủy",
    "thành ủy viên": "Thành ủy",
    "quận ủy viên": "Quận ủy",
    "đảng ủy viên": "Đảng ủy",
    "đại biểu quốc hội": "Quốc hội",
    "đbqh": "Quốc hội",
    "tổng bí thư": "Trung ương Đảng",
    "chủ tịch nước": "Chủ tịch nước",
    "phó chủ tịch nước": "Chủ tịch nước",
    "thủ tướng": "Chính phủ",
    "phó thủ tướng": "Chính phủ",
    "thường trực ban bí thư": "Ban Bí thư",
}
"""Titles that name their body themselves."""
_AT_HOME = frozenset(("chính phủ", "thường trực chính phủ", "việt nam", "vn", "nước", "trung ương đảng", "nước chxhcn việt nam"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a role. ``title`` is as printed without *nguyên* or *quyền* (which are ``former`` and ``acting``), ``body``
    the body in words, ``place`` the unit a post without a body belongs to (*Trưởng thôn Tà Vàng*), ``reason`` why there is no
    ``body_id``."""

    title: str
    body: str | None = None
    body_id: str | None = None
    unit_id: str | None = None
    place: str | None = None
    former: bool = False
    acting: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What an article implies for its bodies: short names of units, and its day."""

    province: str | None = None
    district: str | None = None
    commune: str | None = None
    day: date | None = None


@cache
def _heads() -> re.Pattern[str]:
    rows = tables.load("persons")["title"]
    listed = {fold(word) for row in rows if row["kind"] != "plain" for word in row["words"]}
    words = sorted((word for word in listed if not _holds_body(word, listed)), key=len, reverse=True)
    modifiers = "|".join(map(re.escape, _MODIFIERS))
    return re.compile(
        rf"(?:^|(?<=[,;] )|(?<=- )|(?<=và )|(?<=kiêm ))(?:(?:{modifiers}) )*(?P<head>{'|'.join(map(re.escape, words))})(?![^\W_])"
    )


def _holds_body(word: str, listed: set[str]) -> bool:
    """Whether a listed title is a shorter one with its body (*bí thư chi bộ*), which belongs to the body here."""
    parts = word.split(" ")
    bases = ((" ".join(parts[:count]), parts[count]) for count in range(1, len(parts)))
    return any(base in listed and base != "phó trưởng" and word in _BODY_WORDS for base, word in bases)


def begins(words: str) -> bool:
    """Whether a title begins these words (*nguyên Bí thư Chi bộ*)."""
    return _heads().match(fold(words)) is not None


@cache
def _offices() -> frozenset[str]:
    rows = tables.load("persons")["title"]
    return frozenset(fold(word) for row in rows if row["kind"] == "office" for word in row["words"])


def split(role: str) -> list[Post]:
    """The posts of a role in order, with the bodies in words; ranks, degrees and trades are left out.

    >>> [(post.title, post.body) for post in split("Phó Bí thư Huyện ủy, Chủ tịch HĐND huyện Văn Bàn")]
    [('Phó Bí thư', 'Huyện ủy'), ('Chủ tịch', 'HĐND huyện Văn Bàn')]
    """
    folded = fold(role)
    found = list(_heads().finditer(folded))
    posts = []
    for index, head in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(role)
        if head["head"] in _offices():
            posts.append(_post(role, folded, head, end))
    return [_with_body_of_next(post, posts[index + 1 :]) for index, post in enumerate(posts)]


def _post(role: str, folded: str, head: re.Match[str], end: int) -> Post:
    last = head.end()
    if suffix := _SUFFIX.match(folded, last, end):
        last = suffix.end()
    before = folded[head.start() : head.start("head")]
    body = _JOINT.sub("", _JOINT.sub("", role[last:end])) or None
    name = fold(role[head.start("head") : last])
    return Post(
        title=role[head.start("head") : last],
        **_body(name, body),
        former=any(word in before for word in ("nguyên", "cựu", "cố")),
        acting=any(word in before for word in ("quyền", "phụ trách", "q.")),
    )


def _body(title: str, body: str | None) -> dict[str, str | None]:
    """The body that a title and the words behind it name, and the place of a post that has none."""
    head = next((words for words in (title, title.rpartition(" thường trực")[0]) if words in _WHOLE), None)
    if head:
        first = _WHOLE[head]
        whole = body if body and fold(body).startswith(fold(first)) else f"{first} {body}" if body else None
        return {"body": whole}
    if title in _MEMBERS and (body is None or fold(body) in _AT_HOME):
        return {"body": _MEMBERS[title]}
    village = next((level for level in _VILLAGES if title.endswith(f" {level}")), None)
    if village and body:
        return {"body": None, "place": f"{village} {body}"}
    if body and fold(body) == "nước":
        return {"body": "Chủ tịch nước"}
    if body and _UNIT.match(fold(body)):
        return _of_unit(title, body)
    level = _province_level(body) if body and (title in _OFFICE or title in _PARTY) else None
    return _of_unit(title, f"{level} {body}") if level else {"body": body}


def _province_level(name: str) -> str | None:
    """*tỉnh* or *thành phố* when a bare name is a province's (*Bí thư Hà Tĩnh*)."""
    return next((unit.level for unit in load().named(name_key(name)) if unit.rank == "province"), None)


def _of_unit(title: str, unit: str) -> dict[str, str | None]:
    """*Chủ tịch huyện Văn Bàn* is of its UBND, *Bí thư huyện Văn Bàn* of its Party committee; others have a place only."""
    if title in _OFFICE:
        return {"body": f"UBND {unit}", "place": unit}
    if title in _PARTY:
        level = fold(unit).split(" ")[0]
        first = {
            "tỉnh": "Tỉnh ủy",
            "huyện": "Huyện ủy",
            "quận": "Quận ủy",
            "thành": "Thành ủy",
            "tp": "Thành ủy",
            "tp.": "Thành ủy",
        }.get(level)
        return {"body": f"{first} {unit.partition(' ')[2].removeprefix('phố ')}" if first else f"Đảng ủy {unit}", "place": unit}
    return {"body": None, "place": unit}


def _with_body_of_next(post: Post, later: Sequence[Post]) -> Post:
    """*Phó chủ tịch - Tổng thư ký Ủy ban …*: a title without a body shares that of the next."""
    if post.body or post.place:
        return post
    shared = next((other for other in later if other.body), None)
    return replace(post, body=shared.body, place=shared.place) if shared else post


def resolve(posts: Sequence[Post], around: Around) -> list[Post]:
    """The posts with ``body_id`` and ``unit_id``; units that one post names are hints for the others of its chain."""
    told = hints([_found(post, around) for post in reversed(posts)], around)
    return [_found(post, told) for post in posts]


def hints(posts: Sequence[Post], around: Around) -> Around:
    """``around`` with the units of resolved posts, the last of each rank."""
    for post in posts:
        around = _hinted(around, post)
    return around


def _found(post: Post, around: Around) -> Post:
    if not post.body:
        return replace(post, reason="the role names no body")
    found = find_body(post.body, province=around.province, district=around.district, commune=around.commune, day=around.day)
    if found.body:
        return replace(post, body_id=found.body.body_id, unit_id=found.body.unit_id)
    return replace(post, reason=found.reason)


def _hinted(around: Around, post: Post) -> Around:
    unit = load().unit(post.unit_id, around.day) if post.unit_id else None
    if unit is None:
        return around
    return replace(
        around,
        province=_short(load().province_of(unit).name),
        district=unit.name if unit.rank == "district" else around.district,
        commune=unit.name if unit.rank == "commune" else around.commune,
    )


def _short(name: str) -> str:
    return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
