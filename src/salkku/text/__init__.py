"""Words in Finnish, Swedish and English: normal forms, concepts, likeness."""

from salkku.text.concepts import Concept, concepts_in, vocabulary
from salkku.text.folding import fold, mend
from salkku.text.forms import analyser, normal_forms
from salkku.text.languages import LANGUAGES, Language, language_of
from salkku.text.ranking import WordIndex, fuse

__all__ = [
    "LANGUAGES",
    "Concept",
    "Language",
    "WordIndex",
    "analyser",
    "concepts_in",
    "fold",
    "fuse",
    "language_of",
    "mend",
    "normal_forms",
    "vocabulary",
]
