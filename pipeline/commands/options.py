"""What the commands share: flags, exit codes, settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.errors import SettingsError

FAILED, WRONG_USE = 1, 2
"""Exit codes besides 0: some inputs or pages failed, each named on stderr; or the command was used wrongly."""

Folder = Annotated[Path | None, typer.Option("--folder", help="Where the results are; default: data.")]
Jobs = Annotated[int | None, typer.Option("--jobs", help="Worker processes; default 2.")]
Papers = Annotated[list[str] | None, typer.Option("--paper", help="Only this paper (its key: baolaocai); may be repeated.")]
Limit = Annotated[int | None, typer.Option("--limit", help="At most so many pages per paper.")]


def settings_of(context: typer.Context, **flags: Any) -> Any:
    """The settings; a flag of the command goes before the same flag given before the command's name."""
    from pipeline.settings import load

    before = context.find_root().obj or {}
    return load(**before | {name: value for name, value in flags.items() if value is not None})


def day_of(value: str | None, flag: str = "--published") -> str | None:
    """A day or time as the model wants it; raises SettingsError that names the flag."""
    from pipeline.model import moment

    try:
        return moment(value) if value else None
    except ValueError as problem:
        raise SettingsError(f"{flag}: {problem}; write a day as 2022-01-15") from problem


def stop(problem: object) -> NoReturn:
    """End the command with one line on stderr: it was used wrongly."""
    typer.echo(f"error: {problem}", err=True)
    raise typer.Exit(WRONG_USE)
