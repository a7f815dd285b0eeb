"""One visit to one page: fetched, archived, parsed, and told in one event. Runs in the threads of a crawl."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.errors import BaotinhError, FetchError, NotAnArticle
from pipeline.model import Article, Candidate, Outcome, Visit, vietnamese_day
from pipeline.sources.archive import Archive
from pipeline.sources.discover import Found, Source, belongs, read_source
from pipeline.sources.fetch import Fetcher, now
from pipeline.sources.papers import Paper
from pipeline.sources.parsing import parse
from pipeline.sources.responses import BlockedError, Response
from pipeline.sources.schedule import LEADS_ON
from pipeline.sources.urls import canonical, twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to one URL of a crawl.

    ``visit.outcome`` says it: an ``article`` comes with ``article``; ``failed``, ``blocked``, ``not_article`` and ``gone``
    with the ``problem``, which names the URL; ``source`` with ``found``, how many candidates it named. ``candidate`` is
    what was waiting, for a page that is no source; ``final_url`` what answered in the end, canonical, where a redirect led on.
    """

    visit: Visit
    article: Article | None = None
    problem: BaotinhError | None = None
    found: int = 0
    candidate: Candidate | None = None
    final_url: str | None = None

    @property
    def url(self) -> str:
        """The URL that was visited."""
        return self.visit.url


def visit_page(candidate: Candidate, last: Visit | None, paper: Paper, fetcher: Fetcher, archive: Archive | None) -> Event:
    """Fetch and read one candidate, conditionally when it was read before.

    Raises only StoreError, when the archive cannot be written. That an article was removed is archived too.
    """
    begun = Visit(
        url=candidate.url, paper=paper.key, outcome="failed", at=now(), lastmod=candidate.lastmod, twin=twin(candidate.url),
        published=last.published if last else None, etag=last.etag if last else None,
        last_modified=last.last_modified if last else None, failures=last.failures if last else 0)
    try:
        response = fetcher.fetch(candidate.url, **_conditions(last))
    except FetchError as problem:
        return replace(_failed(begun, problem), candidate=candidate)
    ended = _answered(begun, response, last)
    if response.status == 304:
        return Event(visit=replace(ended, outcome="unchanged"), candidate=candidate)
    if archive is not None and (response.status == 200 or ended.published):
        archive.write(response)
    return replace(_read(ended, response, paper), candidate=candidate, final_url=canonical(response.final_url))


def _read(ended: Visit, response: Response, paper: Paper) -> Event:
    url = canonical(response.final_url) or response.final_url
    try:
        if response.status != 200:
            raise NotAnArticle(ended.url, "gone", f"the host answers {response.status}")
        if not belongs(url, paper):
            raise NotAnArticle(ended.url, "another site", f"redirected to {url}")
        article = parse(response.body, url, fetched=response.fetched, paper=paper)
    except NotAnArticle as problem:
        outcome: Outcome = problem.found if problem.found in ("gone", "blocked") else "not_article"  # type: ignore[assignment]
        return Event(visit=replace(ended, outcome=outcome, reason=str(problem), etag=None, last_modified=None), problem=problem)
    day = vietnamese_day(article.published or ended.published or response.fetched)
    return Event(visit=replace(ended, outcome="article", published=day.isoformat()), article=article)


def visit_source(source: Source, last: Visit | None, paper: Paper, fetcher: Fetcher) -> tuple[Event, Found]:
    """Fetch and read one sitemap, feed or section page. Nothing of it is archived.

    What names further sources is never asked for conditionally: a run may have ended before it came to them.
    """
    begun = Visit(url=source.url, paper=paper.key, outcome="failed", at=now(), lastmod=source.lastmod)
    known = last if last is not None and last.reason != LEADS_ON else None
    try:
        response = fetcher.fetch(source.url, **_conditions(known))
    except FetchError as problem:
        return _failed(begun, problem), Found()
    ended = _answered(begun, response, known)
    if response.status != 200:
        outcome: Outcome = "unchanged" if response.status == 304 else "gone"
        return Event(visit=replace(ended, outcome=outcome)), Found()
    found = read_source(response, source, paper)
    reason = LEADS_ON if found.sources else None
    return Event(visit=replace(ended, outcome="source", reason=reason), found=len(found.candidates)), found


def _conditions(last: Visit | None) -> dict[str, str | None]:
    return {"etag": last.etag, "last_modified": last.last_modified} if last else {}


def _answered(begun: Visit, response: Response, last: Visit | None) -> Visit:
    """A 304 may leave out the ETag: that of the last time still holds."""
    kept = last if response.status == 304 else None
    return replace(begun, status=response.status, at=response.fetched, failures=0,
                   etag=response.etag or (kept.etag if kept else None),
                   last_modified=response.last_modified or (kept.last_modified if kept else None))


def _failed(begun: Visit, problem: FetchError) -> Event:
    outcome: Outcome = "blocked" if isinstance(problem, BlockedError) else "failed"
    failures = begun.failures + (outcome == "failed")
    ended = replace(begun, outcome=outcome, status=problem.status, reason=problem.reason, failures=failures)
    return Event(visit=ended, problem=problem)
