"""Who does what, where, with whom; what is like this; what is missing."""

from salkku.landscape.coverage import Cell, Coverage, coverage
from salkku.landscape.known import KnownProject, known_in_agreement, organisation_key
from salkku.landscape.library import Hit, Library, Query
from salkku.landscape.opening import open_library
from salkku.landscape.relations import Reason

__all__ = [
    "Cell",
    "Coverage",
    "Hit",
    "KnownProject",
    "Library",
    "Query",
    "Reason",
    "coverage",
    "known_in_agreement",
    "open_library",
    "organisation_key",
]
