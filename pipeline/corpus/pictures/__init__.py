"""Pictures of a corpus, each with the table it was drawn from: a map, a panel, a network of documents, timelines,
papers side by side.

Every picture can be read without colour: values are printed, kinds have markers and hatches. The fonts that ship with
matplotlib have every Vietnamese letter. A picture of the sample newspaper carries its watermark.
"""

from pipeline.corpus.pictures.calibration import calibration
from pipeline.corpus.pictures.maps import map
from pipeline.corpus.pictures.networks import network
from pipeline.corpus.pictures.panels import panel
from pipeline.corpus.pictures.papers import compare
from pipeline.corpus.pictures.picture import Picture
from pipeline.corpus.pictures.timelines import timeline

__all__ = ["Picture", "calibration", "compare", "map", "network", "panel", "timeline"]
