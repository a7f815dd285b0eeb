"""Exports: the chosen articles and all that was read from them, as CSV, Parquet, JSON lines or spaCy's DocBin."""

from pipeline.corpus.export.csv_files import read_csv
from pipeline.corpus.export.docbins import read_docbin
from pipeline.corpus.export.lines import read_lines
from pipeline.corpus.export.writing import write_export

__all__ = ["read_csv", "read_docbin", "read_lines", "write_export"]
