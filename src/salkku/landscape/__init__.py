"""Who does what, where, with whom; what is like this; what is missing."""

from salkku.landscape.asking import Query
from salkku.landscape.card import Card
from salkku.landscape.coverage import Cell, Coverage, coverage
from salkku.landscape.drafting import draft
from salkku.landscape.known import KnownProject
from salkku.landscape.library import Hit, Library
from salkku.landscape.opening import open_library
from salkku.landscape.relations import Reason

__all__ = [
    "Card",
    "Cell",
    "Coverage",
    "Hit",
    "KnownProject",
    "Library",
    "Query",
    "Reason",
    "coverage",
    "draft",
    "open_library",
]
