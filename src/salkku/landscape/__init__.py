"""Who does what, where, with whom; what is like this; what is missing."""

from salkku.landscape.coverage import Cell, Coverage, coverage
from salkku.landscape.known import (
    KnownProject,
    known_in_agreement,
    known_in_tables,
    organisation_key,
)
from salkku.landscape.relations import Reason
from salkku.landscape.similar import Hit, Library, Query, similar

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
    "known_in_tables",
    "organisation_key",
    "similar",
]
