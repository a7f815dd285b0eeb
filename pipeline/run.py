"""The command line: ``python -m pipeline.run``. Wiring only."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from pipeline.commands import gathering, looking, measuring, reading
from pipeline.commands.options import FAILED, WRONG_USE, Folder, Jobs, Limit, settings_of
from pipeline.errors import BaotinhError

app = typer.Typer(
    name="python -m pipeline.run", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    gathering.crawl, gathering.reparse, gathering.record, reading.analyse, reading.parse, reading.place,
    looking.search, looking.show, looking.export, looking.report, looking.status,
    measuring.evaluate, measuring.label, measuring.train,
):
    app.command()(command)


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

        with job.opened(settings_of(context)) as work:
            failed = job.run_everything(work, typer.echo)
        raise typer.Exit(FAILED if failed else 0)


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
