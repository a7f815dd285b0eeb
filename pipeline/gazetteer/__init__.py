"""The gazetteer: every province, district and commune of both eras with its days, and the other places the press names.

Data only: what a name in a text means is decided in :mod:`pipeline.resolve`.
"""

from pipeline.gazetteer.load import Gazetteer, Unit, WorldPlace, load
from pipeline.gazetteer.names import name_key

__all__ = ["Gazetteer", "Unit", "WorldPlace", "load", "name_key"]
