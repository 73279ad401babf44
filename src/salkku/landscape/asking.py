"""What a text asks for: its words, its concepts as they matter to the whole of it, its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from salkku.domain.periods import Month
from salkku.landscape.bearing import unit
from salkku.landscape.reading import read_text
from salkku.text import embed_query, senses

__all__ = ["Asked", "Query", "ask"]

_NEAR = 20
_NEAR_COUNTS = 0.6
_FADES = 100.0
_ANCHORS = 10
_ANCHOR_COUNTS = 0.3
_CONCEPTS_PULL = 0.5


@dataclass(frozen=True, slots=True)
class Query:
    """A text to compare with what is funded.

    Parameters
    ----------
    texts
        The text in some languages: ``fi``, ``sv``, ``en``, or empty where nobody said which.
    name
        The project's own name, in the same keys.
    starts, ends
        Its months, where it has any.
    organisations
        Who takes part: a folded name to the name as written.
    key
        Its own key, never its own hit.
    tags
        Words that someone put on it.

    Examples
    --------
    >>> Query({"": "Droonit sairaaloiden välillä"}).starts is None
    True
    """

    texts: Mapping[str, str]
    name: Mapping[str, str] = field(default_factory=dict)
    starts: Month | None = None
    ends: Month | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    tags: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The name and the text in one language each, the first that there is."""
        parts = (next(iter(filter(None, each.values())), "") for each in (self.name, self.texts))
        return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A text as it is compared.

    Parameters
    ----------
    words
        Normal forms, repeated as often as they count.
    concepts
        Concepts that it says, with their counts.
    weights
        How much each concept matters to it: those that it says, and those near what it means.
    vector
        Its meaning as a direction; None where meanings are not compared.

    Examples
    --------
    >>> Asked(["drone"], {"drone": 1}, {"drone": 1.0}, None).vector is None
    True
    """

    words: Sequence[str]
    concepts: Mapping[str, int]
    weights: Mapping[str, float]
    vector: NDArray[np.float32] | None


def ask(
    query: Query, *, middle: NDArray[np.float32] | None, weigh: Callable[[str], float]
) -> Asked:
    """Read a text into what it asks for.

    A concept found in the text counts less the farther it lies from what the text means – a word
    of two senses leaves most of its weight there – and the concepts nearest to the meaning count
    although no word says them. Their directions pull the text's own vector, so that short texts
    of different languages meet.

    Parameters
    ----------
    query
        The text and what is known beside it.
    middle
        What all texts have in common; None leaves meanings out.
    weigh
        How much a concept tells, not negative.

    Returns
    -------
    Asked

    Examples
    --------
    >>> ask(Query({"en": "Drones"}), middle=None, weigh=lambda concept: 1.0).weights
    {'drone': 1.0}
    """
    words, concepts = read_text(query.name, query.texts, query.tags)
    if middle is None or not query.said:
        return Asked(words, concepts, dict.fromkeys(concepts, 1.0), None)
    known = senses()
    meant = unit(embed_query(query.said) - middle)
    near = known.vectors @ meant
    order = np.argsort(-near, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(len(order))
    said = [code for code in concepts if code in known.place]
    weights = {code: 1 / (1 + float(ranks[known.place[code]]) / _FADES) for code in said}
    for place in order[:_NEAR].tolist():
        code = known.concepts[place]
        more = _NEAR_COUNTS * max(float(near[place]), 0.0)
        weights[code] = weights.get(code, 0.0) + more
    pull = np.zeros(len(known.concepts), dtype=np.float32)
    for code in said:
        pull[known.place[code]] = weigh(code) * max(float(near[known.place[code]]) + 0.1, 0.02)
    for place in order[:_ANCHORS].tolist():
        pull[place] += _ANCHOR_COUNTS * weigh(known.concepts[place]) * float(near[place])
    pulled = unit(pull @ known.vectors)
    return Asked(words, concepts, weights, unit(meant + _CONCEPTS_PULL * pulled))
