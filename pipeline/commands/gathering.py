"""Commands that bring articles in."""

from __future__ import annotations

import typer

from pipeline.commands.options import FAILED, Folder, Limit, Papers, settings_of


def crawl(context: typer.Context, paper: Papers = None, folder: Folder = None, limit: Limit = None) -> None:
    """Fetch what is new of the papers into the store and the archive; nothing is analysed.

    Example: python -m pipeline.run crawl --paper baolaocai --limit 50
    """
    from pipeline import job, nightly

    with job.opened(settings_of(context, papers=tuple(paper or ()) or None, folder=folder, limit=limit)) as work:
        failed = nightly.crawl_papers(work, typer.echo)
    raise typer.Exit(FAILED if failed else 0)
