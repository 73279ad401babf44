"""Open data in, checked tables out."""

from salkku.ingest.load import Loaded, Remark, load
from salkku.ingest.parcels import Limits
from salkku.ingest.sources import source_names

__all__ = ["Limits", "Loaded", "Remark", "load", "source_names"]
