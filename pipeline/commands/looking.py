"""Commands that look at a corpus or write it out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import Folder, settings_of, stop


def export(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write; default: the tables beside the store.")] = None,
    form: Annotated[str, typer.Option("--format", help="parquet, csv (for Excel), jsonl or docbin.")] = "parquet",
    folder: Folder = None,
) -> None:
    """Write the store's tables; a folder of Parquet tables that is up to date is left as it is.

    Example: python -m pipeline.run export --format csv --out for-excel
    """
    from pipeline import job

    with job.opened(settings_of(context, folder=folder), make=False) as work:
        if form == "parquet":
            job.export_tables(work, typer.echo, out)
            return
        if out is None:
            stop(f"say where to: --format {form} --out FOLDER")
        from pipeline.corpus.opening import open_corpus

        typer.echo(f"written   {open_corpus(work.settings.store).export(out, form)}/")


def report(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="The page to write.")] = Path("report.html"),
    folder: Folder = None,
) -> None:
    """Write one page about the corpus, to send to a colleague: counts, trends, map, documents, what to be careful about.

    Example: python -m pipeline.run report --out report.html
    """
    from pipeline import job
    from pipeline.corpus.opening import open_corpus
    from pipeline.corpus.report import report as write

    with job.opened(settings_of(context, folder=folder), make=False) as work:
        store = work.settings.store
    typer.echo(f"written   {write(open_corpus(store), out)}")


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
    with job.opened(settings_of(context, folder=folder), make=False) as work:
        for hit in work.store.search(asked, limit):
            typer.echo(f"{hit.id}  {(hit.published or '')[:10]}  {hit.title or ''}")
            typer.echo("    …" + " ".join(f"{hit.before}⟦{hit.match}⟧{hit.after}".split()) + "…")


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
        stop("give the id of an article, or --document with a number")
    with job.opened(settings_of(context, folder=folder), make=False) as work:
        if document is not None:
            for line in document_lines(work.store, document):
                typer.echo(line)
            return
        assert id is not None
        found = work.store.analysis(id)
        if found is None:
            stop(f"{work.settings.store}: no analysed article {id!r}; find one with: python -m pipeline.run search WORDS")
        for line in show_lines(found, colour=sys.stdout.isatty()):
            typer.echo(line)


def status(context: typer.Context, folder: Folder = None) -> None:
    """Say what the store holds and what is stale.

    Example: python -m pipeline.run status
    """
    from pipeline import job

    with job.opened(settings_of(context, folder=folder), make=False) as work:
        job.print_status(work, typer.echo)
