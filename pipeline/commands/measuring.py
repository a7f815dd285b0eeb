"""Commands that measure quality."""

from __future__ import annotations

from typing import Annotated

import typer


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
