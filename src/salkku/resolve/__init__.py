"""Many spellings in, one organisation out."""

from salkku.resolve.evidence import Mention
from salkku.resolve.link import Descent, Linked, join, link
from salkku.resolve.loaded import loaded_mentions
from salkku.resolve.names import name_form
from salkku.resolve.scoring import Scored, score

__all__ = [
    "Descent",
    "Linked",
    "Mention",
    "Scored",
    "join",
    "link",
    "loaded_mentions",
    "name_form",
    "score",
]
