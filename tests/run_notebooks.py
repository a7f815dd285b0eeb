"""Execute every notebook of ``notebooks/`` on the sample newspaper, each as a copy in a temporary folder: ``make notebooks``.

Exit code 1 when a cell fails, when a notebook is kept with outputs, or when all together take longer than three minutes.
``--keep FOLDER`` writes the executed copies there, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
LIMIT = 180.0
"""Seconds for all notebooks together, the sample included."""


def stored_outputs(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """What should not be kept in a notebook: outputs and execution counts, by cell."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            yield f"cell {number} is kept with its output; clear all outputs before committing"


def build_sample(folder: Path) -> None:
    """Run the main job on the sample newspaper in ``folder``; raises CalledProcessError when it fails."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    subprocess.run([sys.executable, "-m", "pipeline.run"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "PYTHONPATH": str(ROOT), "PIPELINE_SAMPLE_PORT": str(port)})


def execute(path: Path, folder: Path) -> tuple[nbformat.NotebookNode, str | None]:
    """The notebook after running a copy of it in ``folder``, and what went wrong (None: nothing)."""
    notebook = nbformat.read(path, as_version=4)
    # Sockets in our own folder, not ports: nobody else can speak to the kernel.
    sockets = Config({"ConnectionFileMixin": {"transport": "ipc", "ip": str(folder.parent / path.stem[:2])}})
    client = NotebookClient(notebook, config=sockets, timeout=120, kernel_name="python3",
                            resources={"metadata": {"path": str(folder)}})
    try:
        client.execute()
    except CellExecutionError as problem:
        return notebook, str(problem)
    return notebook, None


def run_all(work: Path, keep: Path | None) -> int:
    """Run every notebook and say how each went; returns the number of complaints."""
    os.environ["PYTHONPATH"] = str(ROOT)
    folder = work / "notebooks"
    folder.mkdir()
    began = time.monotonic()
    build_sample(work)
    print(f"{'sample':<36}{time.monotonic() - began:6.1f} s")
    complaints = 0
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        start = time.monotonic()
        kept = [*stored_outputs(nbformat.read(path, as_version=4))]
        notebook, problem = execute(path, folder)
        if keep:
            nbformat.write(notebook, keep / path.name)
        print(f"{path.name:<36}{time.monotonic() - start:6.1f} s  {'failed' if problem or kept else 'well'}")
        for complaint in [*kept, *([problem] if problem else [])]:
            complaints += 1
            print(complaint, file=sys.stderr)
    took = time.monotonic() - began
    print(f"{'all':<36}{took:6.1f} s")
    if took > LIMIT:
        print(f"all notebooks took {took:.0f} s, more than {LIMIT:.0f}", file=sys.stderr)
        complaints += 1
    return complaints


def main() -> int:
    """Run in a temporary folder; returns the exit code."""
    reader = argparse.ArgumentParser(description="Execute the notebooks on the sample newspaper.")
    reader.add_argument("--keep", type=Path, help="a folder for the executed copies")
    given = reader.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        return 1 if run_all(Path(work), given.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
