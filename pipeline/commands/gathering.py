"""Commands that bring articles in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import FAILED, Folder, Limit, Papers, settings_of

Provinces = Annotated[list[str] | None, typer.Option("--province", help="All papers of this province, old or new.")]
Sections = Annotated[list[str] | None, typer.Option("--section", help="Only this section's path: chinh-tri; may be repeated.")]
Since = Annotated[str | None, typer.Option("--since", help="Nothing older than this day: 2019-01-01.")]
Until = Annotated[str | None, typer.Option("--until", help="Nothing younger than this day.")]


def crawl(
    context: typer.Context,
    paper: Papers = None,
    province: Provinces = None,
    section: Sections = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    folder: Folder = None,
) -> None:
    """Fetch what is new of the papers into the store and the archive; nothing is analysed. Can be stopped and resumed.

    Example: python -m pipeline.run crawl --province "Lào Cai" --since 2024-01-01 --limit 500
    """
    from pipeline import job, nightly

    asked = {"papers": paper, "provinces": province, "sections": section}
    lists = {name: tuple(values) for name, values in asked.items() if values}
    with job.opened(settings_of(context, **lists, since=since, until=until, limit=limit, folder=folder)) as work:
        failed = nightly.crawl_papers(work, typer.echo)
    raise typer.Exit(FAILED if failed else 0)


def reparse(context: typer.Context, folder: Folder = None) -> None:
    """Read every article again from the archived pages, without network: after a reader of pages changed, or a store was lost.

    Example: python -m pipeline.run reparse
    """
    from pipeline import job, nightly

    with job.opened(settings_of(context, folder=folder)) as work:
        broken = nightly.reparse(work, typer.echo)
    raise typer.Exit(FAILED if broken else 0)


def record(
    context: typer.Context,
    paper: Annotated[str, typer.Argument(help="The paper's key: baolaocai.")],
    url: Annotated[str, typer.Argument(help="The page to save.")],
    out: Annotated[Path, typer.Option("--out", help="The folder of test pages.")] = Path("tests/papers"),
) -> None:
    """Save a page as a local test page with a skeleton of its answer to correct; its text is the paper's and stays out of git.

    Example: python -m pipeline.run record baolaocai https://baolaocai.vn/…-post123456.html
    """
    from pipeline.nightly.newspapers import newspapers
    from pipeline.sources import Fetcher
    from pipeline.sources import record as save

    with newspapers(settings_of(context, papers=(paper,))) as (wanted, politeness), Fetcher(politeness) as fetcher:
        typer.echo(f"saved     {save(url, out, fetcher, wanted[0])}")
