"""The notebooks are kept clean; ``make notebooks`` runs them."""

from __future__ import annotations

import nbformat
import pytest

from tests.run_notebooks import NOTEBOOKS, stored_outputs

ALL = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_is_valid_begins_with_words_and_is_kept_without_outputs(path: object) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [*stored_outputs(notebook)] == []
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")


def test_an_output_that_is_kept_is_told() -> None:
    cell = nbformat.v4.new_code_cell("1", execution_count=1, outputs=[nbformat.v4.new_output("stream", text="1")])
    assert [*stored_outputs(nbformat.v4.new_notebook(cells=[cell]))] == [
        "cell 1 is kept with its output; clear all outputs before committing"]
