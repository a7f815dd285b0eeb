"""Commands that read what is given to them."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import FAILED, Folder, Jobs, day_of, settings_of


def analyse(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(help="Files or folders (.txt .html .jsonl .warc.gz), - for stdin.")] = None,
    paper: Annotated[str | None, typer.Option("--paper", help="The paper, where the input names none.")] = None,
    published: Annotated[str | None, typer.Option("--published", help="The day, where the input tells none: 2022-01-15.")] = None,
    folder: Folder = None,
    jobs: Jobs = None,
) -> None:
    """Print one JSON line per article of the inputs; without inputs, analyse what is stale in the store.

    Example: python -m pipeline.run analyse article.txt --paper baolaocai --published 2022-01-15
    """
    from pipeline import job

    settings = settings_of(context, folder=folder, jobs=jobs)
    if paths:
        failed = job.print_analyses(paths, settings, typer.echo, paper=paper, published=day_of(published))
    else:
        with job.opened(settings) as work:
            failed = job.analyse_stale(work, typer.echo)
    raise typer.Exit(FAILED if failed else 0)


def parse(
    paths: Annotated[list[str], typer.Argument(help="Pages (.html), archives, or plain texts; - for stdin.")],
    text: Annotated[bool, typer.Option("--text", help="Plain texts are saved pages: give the article alone.")] = False,
) -> None:
    """Print the article of each page as one JSON line: title, lead, body, date and where each was read; nothing is analysed.

    Example: python -m pipeline.run parse --text article.txt
    """
    from pipeline import job

    raise typer.Exit(FAILED if job.print_articles(paths, typer.echo, text=text) else 0)


def place(
    name: Annotated[str, typer.Argument(help="A name, best with its level word and chain: 'xã Pha Long, huyện Mường Khương'.")],
    on: Annotated[str | None, typer.Option("--date", help="The day it is named on: 2021-05-01; else both eras.")] = None,
) -> None:
    """Explain a place name: what it was on that day, and what holds its territory now and how, with codes.

    Example: python -m pipeline.run place "huyện Văn Bàn" --date 2021-05-01
    """
    from pipeline.model import vietnamese_day
    from pipeline.resolve.explain import explain, told

    given = day_of(on, "--date")
    day = vietnamese_day(given) if given else None
    for line in told(name, day):
        typer.echo(line)
    raise typer.Exit(0 if explain(name, day) else FAILED)
