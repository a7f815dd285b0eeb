"""One tree of errors; each names the file and row, or the URL, and what to do next."""

from __future__ import annotations


class BaotinhError(Exception):
    """The root: everything this package raises on purpose."""


class InputError(BaotinhError):
    """An input cannot be read: ``place`` is the file (and row), ``problem`` what is wrong with it."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


class FetchError(BaotinhError):
    """A page cannot be fetched; ``url`` names it, ``reason`` is one short phrase, ``status`` the HTTP code if any."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status


class NotAnArticle(BaotinhError):  # noqa: N818 - it names what the page is
    """A page is something else; ``found`` says what: listing, blocked, gone, empty …"""

    def __init__(self, url: str, found: str, reason: str = "") -> None:
        super().__init__(f"{url or 'page'}: not an article but {found}" + (f" ({reason})" if reason else ""))
        self.url = url
        self.found = found


class StoreError(BaotinhError):
    """A store cannot be opened, read or written; the message names its path."""


class SettingsError(BaotinhError):
    """A flag, an environment variable or a line of ``pipeline.toml`` is wrong."""


class TableError(BaotinhError):
    """A row of ``pipeline/tables`` is wrong; the message names the table and the row."""


class EngineError(BaotinhError):
    """underthesea or spaCy is missing or failed; the message says how to install it."""


class RefusedError(BaotinhError):
    """What was asked cannot be answered truthfully; the message says why."""
