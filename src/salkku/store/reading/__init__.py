"""From the files of an agreement to its nouns, every fault collected and reported together."""

from salkku.store.reading.assembly import Reading, examine, read

__all__ = ["Reading", "examine", "read"]
