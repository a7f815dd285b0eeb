"""Where results are kept: one contract, one module per engine. SQLite is the truth, Parquet its export."""

from pipeline.stores.contract import Hit, Store
from pipeline.stores.sqlite import SqliteStore

__all__ = ["Hit", "SqliteStore", "Store"]
