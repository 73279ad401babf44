"""One catalogue of sentences in Finnish, Swedish and English for every face, with their numbers."""

from salkku.locale.catalogue import AREAS, LANGUAGES, codes, has, message, say
from salkku.locale.forms import date, euros, month, number, percent

__all__ = [
    "AREAS",
    "LANGUAGES",
    "codes",
    "date",
    "euros",
    "has",
    "message",
    "month",
    "number",
    "percent",
    "say",
]
