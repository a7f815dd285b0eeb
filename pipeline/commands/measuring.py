"""Commands that measure quality and improve the model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import Folder, settings_of, stop

_CORRECTIONS = "labels.jsonl"


def evaluate(
    kind: Annotated[str, typer.Option("--kind", help="plan, figure, place, person or topics.")],
    part: Annotated[str, typer.Option("--set", help="The gold file's set: dev or fresh.")] = "dev",
    errors: Annotated[bool, typer.Option("--errors", help="Show every difference in its context.")] = False,
) -> None:
    """Score one kind against its gold (needs the shared texts; see PIPELINE_SHARED).

    Example: python -m pipeline.run evaluate --kind plan --errors
    """
    from pipeline.measure.evaluate import evaluate_lines
    from pipeline.measure.topics import measure_topics

    if kind == "topics":
        for name, value in measure_topics().items():
            typer.echo(f"{name:<32} {value:.3f}")
        return
    for line in evaluate_lines(kind, part, errors):
        typer.echo(line)


def label(
    context: typer.Context,
    export: Annotated[Path | None, typer.Option("--export", help="Write the most uncertain articles to this CSV.")] = None,
    corrected: Annotated[Path | None, typer.Option("--import", help="Take a corrected CSV back.")] = None,
    most: Annotated[int, typer.Option("--most", help="At most so many articles.")] = 100,
    folder: Folder = None,
) -> None:
    """Correct the topics of a store: export the uncertain articles, mend them in a spreadsheet, import them; `train` uses them.

    Example: python -m pipeline.run label --export uncertain.csv
    """
    from pipeline import job
    from pipeline.topics import review

    if (export is None) == (corrected is None):
        stop("give --export FILE or --import FILE")
    settings = settings_of(context, folder=folder)
    if corrected is not None:
        with corrected.open(encoding="utf-8-sig", newline="") as lines:
            number = review.save_corrections(review.import_csv(lines, str(corrected)), settings.folder / _CORRECTIONS)
        typer.echo(f"labels    {number} checked articles in {settings.folder / _CORRECTIONS}; next: python -m pipeline.run train")
        return
    assert export is not None
    with job.opened(settings, make=False) as work, export.open("w", encoding="utf-8-sig", newline="") as out:
        number = review.export_csv(review.uncertain(work.store.current(), most), out)
    typer.echo(f"written   {number} articles to {export}; mend `topics`, put an x in `checked`, then: label --import {export}")


def train(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="The model file; default: the one in models/topics.")] = None,
    folder: Folder = None,
) -> None:
    """Train the topics on the labels of corpora/labels (needs the shared texts) and on the corrections of your store. Minutes.

    Example: python -m pipeline.run train --out model.npz
    """
    from pipeline.measure.training import corrected, train
    from pipeline.stores import SqliteStore
    from pipeline.topics import MODEL
    from pipeline.topics.review import read_corrections

    settings = settings_of(context, folder=folder)
    path, own = out or MODEL, settings.folder / _CORRECTIONS
    if own.exists() and settings.store.exists():
        with SqliteStore(settings.store) as store:
            train(path, [*corrected(read_corrections(own), store.article)])
    else:
        train(path)
    typer.echo(f"model     {path}; measure it: python -m pipeline.run evaluate --kind topics")
