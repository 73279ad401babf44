"""Open data in, checked tables out."""

from salkku.ingest.download import Fetched, Patience, download
from salkku.ingest.facts import facts
from salkku.ingest.fetch import fetch
from salkku.ingest.load import Loaded, load
from salkku.ingest.news import news
from salkku.ingest.parcels import Limits
from salkku.ingest.rows import Remark
from salkku.ingest.sources import is_asked, source_names

__all__ = [
    "Fetched",
    "Limits",
    "Loaded",
    "Patience",
    "Remark",
    "download",
    "facts",
    "fetch",
    "is_asked",
    "load",
    "news",
    "source_names",
]
