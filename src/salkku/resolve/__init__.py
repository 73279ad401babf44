"""Many spellings in, one organisation out."""

from salkku.resolve.evidence import Mention
from salkku.resolve.link import Linked, link
from salkku.resolve.loaded import loaded_mentions
from salkku.resolve.names import name_form

__all__ = ["Linked", "Mention", "link", "loaded_mentions", "name_form"]
