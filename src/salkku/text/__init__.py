"""Words in Finnish, Swedish and English: normal forms, concepts, likeness, meaning."""

from salkku.text.bodies import Sector, body_key, is_firm, named_bodies, plain_name, sector_of
from salkku.text.concepts import Concept, concepts_in, vocabulary
from salkku.text.folding import fold, mend
from salkku.text.forms import analyser, normal_forms, packed_dictionary
from salkku.text.languages import LANGUAGES, Language, language_of
from salkku.text.lexicon import lay_open
from salkku.text.meaning import (
    DIMENSIONS,
    MODEL,
    can_embed,
    embed,
    embed_query,
    passage,
    text_key,
)
from salkku.text.postings import Postings
from salkku.text.ranking import WordIndex, best, fuse
from salkku.text.register import Register, Resolved, Written
from salkku.text.sense_vectors import Senses, senses

__all__ = [
    "DIMENSIONS",
    "LANGUAGES",
    "MODEL",
    "Concept",
    "Language",
    "Postings",
    "Register",
    "Resolved",
    "Sector",
    "Senses",
    "WordIndex",
    "Written",
    "analyser",
    "best",
    "body_key",
    "can_embed",
    "concepts_in",
    "embed",
    "embed_query",
    "fold",
    "fuse",
    "is_firm",
    "language_of",
    "lay_open",
    "mend",
    "named_bodies",
    "normal_forms",
    "packed_dictionary",
    "passage",
    "plain_name",
    "sector_of",
    "senses",
    "text_key",
    "vocabulary",
]
