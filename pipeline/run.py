"""The command line: ``python -m pipeline.run``. Wiring only; every heavy import stands in the command that needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.errors import BaotinhError, SettingsError

FAILED, WRONG_USE = 1, 2
"""Exit codes besides 0: some inputs or pages failed, each named on stderr; or the command was used wrongly."""

app = typer.Typer(
    name="python -m pipeline.run", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folder = Annotated[Path | None, typer.Option("--folder", help="Where the results are; default: data.")]
Jobs = Annotated[int | None, typer.Option("--jobs", help="Worker processes; default 2.")]
Papers = Annotated[list[str] | None, typer.Option("--paper", help="Only this paper (its key: baolaocai); may be repeated.")]
Limit = Annotated[int | None, typer.Option("--limit", help="At most so many pages per paper.")]


@app.callback(invoke_without_command=True)
def everything(context: typer.Context, folder: Folder = None, jobs: Jobs = None, limit: Limit = None) -> None:
    """Read Vietnam's provincial press: crawl what is new, analyse what is stale, write the tables.

    Without a command the whole job is done, and a summary says where the results are. Without a pipeline.toml that names
    papers it is done on the sample newspaper, served on this machine (no network). Results go to stdout, logs to stderr.

    Example: python -m pipeline.run

    Exit codes: 0 all well, 1 some pages or files failed (each named), 2 wrong use.
    """
    context.obj = {"folder": folder, "jobs": jobs, "limit": limit}
    if context.invoked_subcommand is None:
        from pipeline import job

        with job.opened(_settings(context)) as work:
            failed = job.run_everything(work, typer.echo)
        raise typer.Exit(FAILED if failed else 0)


@app.command()
def crawl(context: typer.Context, paper: Papers = None, folder: Folder = None, limit: Limit = None) -> None:
    """Fetch what is new of the papers into the store and the archive; nothing is analysed.

    Example: python -m pipeline.run crawl --paper baolaocai --limit 50
    """
    from pipeline import job, nightly

    with job.opened(_settings(context, papers=tuple(paper or ()) or None, folder=folder, limit=limit)) as work:
        failed = nightly.crawl_papers(work, typer.echo)
    raise typer.Exit(FAILED if failed else 0)


@app.command()
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

    settings = _settings(context, folder=folder, jobs=jobs)
    if paths:
        failed = job.print_analyses(paths, settings, typer.echo, paper=paper, published=_day(published))
    else:
        with job.opened(settings) as work:
            failed = job.analyse_stale(work, typer.echo)
    raise typer.Exit(FAILED if failed else 0)


@app.command()
def parse(
    paths: Annotated[list[str], typer.Argument(help="Pages (.html), archives, or plain texts; - for stdin.")],
    text: Annotated[bool, typer.Option("--text", help="Plain texts are saved pages: give the article alone.")] = False,
) -> None:
    """Print the article of each page as one JSON line: title, lead, body, date and where each was read; nothing is analysed.

    Example: python -m pipeline.run parse --text article.txt
    """
    from pipeline import job

    raise typer.Exit(FAILED if job.print_articles(paths, typer.echo, text=text) else 0)


@app.command()
def export(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="The folder of the tables; default: beside the store.")] = None,
    folder: Folder = None,
) -> None:
    """Write the store's tables as Parquet; a folder that is up to date is left as it is.

    Example: python -m pipeline.run export --out tables
    """
    from pipeline import job

    with job.opened(_settings(context, folder=folder), make=False) as work:
        job.export_tables(work, typer.echo, out)


@app.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='Words, with or without marks; "in quotes" as a phrase.')],
    limit: Annotated[int, typer.Option("--limit", help="At most so many articles.")] = 20,
    folder: Folder = None,
) -> None:
    """Find articles of the store that hold all the words.

    Example: python -m pipeline.run search phat trien "dang vien"
    """
    from pipeline import job

    asked = " ".join(f'"{word}"' if " " in word else word for word in words)
    with job.opened(_settings(context, folder=folder), make=False) as work:
        for hit in work.store.search(asked, limit):
            typer.echo(f"{hit.id}  {(hit.published or '')[:10]}  {hit.title or ''}")
            typer.echo("    …" + " ".join(f"{hit.before}⟦{hit.match}⟧{hit.after}".split()) + "…")


@app.command()
def show(
    context: typer.Context,
    id: Annotated[str | None, typer.Argument(help="The id of an article, as search prints it.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="A document's number, or words of its title.")] = None,
    folder: Folder = None,
) -> None:
    """Show one article with its mentions marked, or the documents that carry a number with the sentences that cite them.

    Example: python -m pipeline.run show --document "61-KH/TU"
    """
    from pipeline import job
    from pipeline.corpus.documents import document_lines
    from pipeline.corpus.show import show_lines

    if (id is None) == (document is None):
        _stop("give the id of an article, or --document with a number")
    with job.opened(_settings(context, folder=folder), make=False) as work:
        if document is not None:
            for line in document_lines(work.store, document):
                typer.echo(line)
            return
        assert id is not None
        found = work.store.analysis(id)
        if found is None:
            _stop(f"{work.settings.store}: no analysed article {id!r}; find one with: python -m pipeline.run search WORDS")
        for line in show_lines(found, colour=sys.stdout.isatty()):
            typer.echo(line)


@app.command()
def status(context: typer.Context, folder: Folder = None) -> None:
    """Say what the store holds and what is stale.

    Example: python -m pipeline.run status
    """
    from pipeline import job

    with job.opened(_settings(context, folder=folder), make=False) as work:
        job.print_status(work, typer.echo)


@app.command()
def place(
    name: Annotated[str, typer.Argument(help="A name, best with its level word and chain: 'xã Pha Long, huyện Mường Khương'.")],
    on: Annotated[str | None, typer.Option("--date", help="The day it is named on: 2021-05-01; without it both eras are told.")] = None,
) -> None:
    """Explain a place name: what it was on that day, and what holds its territory now and how, with codes.

    Example: python -m pipeline.run place "huyện Văn Bàn" --date 2021-05-01
    """
    from pipeline.model import vietnamese_day
    from pipeline.resolve.explain import explain, told

    given = _day(on, "--date")
    day = vietnamese_day(given) if given else None
    for line in told(name, day):
        typer.echo(line)
    raise typer.Exit(0 if explain(name, day) else FAILED)


@app.command()
def evaluate(
    kind: Annotated[str, typer.Option("--kind", help="plan, figure, place or person.")],
    part: Annotated[str, typer.Option("--set", help="The gold file's set: dev or fresh.")] = "dev",
    errors: Annotated[bool, typer.Option("--errors", help="Show every difference in its context.")] = False,
) -> None:
    """Score one kind of mention against its gold (needs the shared texts; see PIPELINE_SHARED).

    Example: python -m pipeline.run evaluate --kind plan --errors
    """
    from pipeline.measure.evaluate import evaluate_lines

    for line in evaluate_lines(kind, part, errors):
        typer.echo(line)


def _settings(context: typer.Context, **flags: Any) -> Any:
    """The settings; a flag of the command goes before the same flag given before the command's name."""
    from pipeline.settings import load

    before = context.find_root().obj or {}
    return load(**before | {name: value for name, value in flags.items() if value is not None})


def _day(value: str | None, flag: str = "--published") -> str | None:
    from pipeline.model import moment

    try:
        return moment(value) if value else None
    except ValueError as problem:
        raise SettingsError(f"{flag}: {problem}; write a day as 2022-01-15") from problem


def _stop(problem: object) -> NoReturn:
    typer.echo(f"error: {problem}", err=True)
    raise typer.Exit(WRONG_USE)


def main(run: Callable[[], None] = app) -> None:
    """Run the command line; an error of ours is one line on stderr and exit code 2, Ctrl-C is 130."""
    try:
        run()
    except BaotinhError as problem:
        typer.echo(f"error: {problem}", err=True)
        sys.exit(WRONG_USE)
    except KeyboardInterrupt:
        typer.echo("stopped; everything reported as saved is saved", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
