"""How a text stands to a funded project: which relation, and the evidence that decided it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from salkku.domain.periods import Month, format_month
from salkku.text import vocabulary

__all__ = ["Reason", "Relation", "Side", "relate"]

Relation = Literal["duplicate", "overlaps", "complements", "continues", "related"]

_MOST_WORDS = 8
_TELLING_PART = 0.65
_TELLING_MOST = 3.0
_SAME_WORDS = 0.6
_MUCH_WORDS = 0.3
_LEAST_CONCEPTS = 2
_OVERLAPPING = 0.53
_SAME_THEME = 0.35
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a code and what its sentence needs.

    Parameters
    ----------
    code
        ``same_name``, ``shared_concepts``, ``near_concepts``, ``shared_words``,
        ``shared_organisations``, ``shared_places``, ``overlapping_time``, ``ended_before``,
        ``other_organisations`` or ``other_concepts``.
    values
        Concept codes, words, organisations' names, or months as ``YYYY-MM``.

    Examples
    --------
    >>> Reason("shared_concepts", ("drone",)).code
    'shared_concepts'
    """

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared.

    Parameters
    ----------
    words, concepts
        Normal forms and concept codes.
    names
        Names in small letters, single spaces.
    starts, ends
        First and last month; None when unknown.
    organisations
        Folded name to the name as written.

    Examples
    --------
    >>> Side(frozenset(), frozenset(), frozenset()).starts is None
    True
    """

    words: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]
    starts: Month | None = None
    ends: Month | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)


def relate(
    asked: Side,
    known: Side,
    *,
    weigh: Callable[[str], float],
    strength: float = 0.0,
    near: Sequence[str] = (),
) -> tuple[Relation, tuple[Reason, ...]]:
    """Name the relation of a text to a funded project, with its reasons.

    Of two that are much alike, the one that ended before is *continued*; any other – running at the
    same time, or of unknown time, which no reason then names – is a *duplicate* (nearly the same
    words or the same name) or *overlaps*. Of two that share a theme less closely, the one not known
    to have ended *complements* the other. All else is *related*.

    Parameters
    ----------
    asked
        The text.
    known
        The funded project.
    weigh
        How much a shared word tells, not negative.
    strength
        How near the project comes to the first place in every ranking, 0 … 1.
    near
        Concepts of the project that the text is near to, the nearest first; said where the two
        share none.

    Returns
    -------
    tuple
        The relation and its reasons, the deciding ones first.

    Examples
    --------
    >>> drones = Side(frozenset({"drone"}), frozenset({"drone"}), frozenset({"drones"}))
    >>> relate(drones, drones, weigh=lambda word: 1.0)[0]
    'duplicate'
    """
    shared = sorted(asked.concepts & known.concepts)
    places = [each for each in shared if _is_place(each)]
    concepts = [each for each in shared if not _is_place(each)]
    close = () if concepts else near[:_MOST_NEAR]
    likeness = _likeness(asked, known, weigh)
    same_name = asked.names & known.names - {""}
    partners = [
        known.organisations[each] for each in asked.organisations if each in known.organisations
    ]
    reasons = [
        Reason("same_name", tuple(sorted(same_name))),
        Reason("shared_concepts", tuple(concepts)),
        Reason("near_concepts", tuple(each for each in close if not _is_place(each))),
        Reason("shared_organisations", tuple(partners)),
        Reason("shared_places", tuple(places)),
        Reason("shared_words", _telling(asked, known, weigh)),
    ]
    given = [reason for reason in reasons if reason.values]
    time = _time(asked, known)
    relation = _decide(
        same=bool(same_name) or likeness >= _SAME_WORDS,
        much=likeness >= _MUCH_WORDS
        or bool(partners and len(concepts) >= _LEAST_CONCEPTS)
        or bool((concepts or close) and strength >= _OVERLAPPING),
        theme=bool(concepts and partners) or bool((concepts or close) and strength >= _SAME_THEME),
        time=time.code if time else "",
    )
    return relation, (*given, *((time,) if time else ()))


def _is_place(concept: str) -> bool:
    known = vocabulary().get(concept)
    return known is not None and known.area == "place"


def _decide(*, same: bool, much: bool, theme: bool, time: str) -> Relation:
    if time == "ended_before":
        return "continues" if same or much or theme else "related"
    if same:
        return "duplicate"
    if much:
        return "overlaps"
    return "complements" if theme else "related"


def _likeness(asked: Side, known: Side, weigh: Callable[[str], float]) -> float:
    """Give the part of the shorter side's words, by weight, that the other side has too."""
    shared = sum(weigh(word) for word in asked.words & known.words)
    all_words = sum(weigh(word) for word in asked.words | known.words)
    return shared / all_words if all_words else 0.0


def _telling(asked: Side, known: Side, weigh: Callable[[str], float]) -> tuple[str, ...]:
    """Give the shared words that tell something, measured by the rarest word of the project."""
    rarest = max((weigh(word) for word in known.words), default=0.0)
    least = min(_TELLING_PART * rarest, _TELLING_MOST)
    ranked = sorted(asked.words & known.words, key=lambda word: (-weigh(word), word))
    return tuple(word for word in ranked if weigh(word) > least)[:_MOST_WORDS]


def _time(asked: Side, known: Side) -> Reason | None:
    if asked.starts is None or known.ends is None:
        return None
    if known.ends < asked.starts:
        return Reason("ended_before", (format_month(known.ends),))
    begins = max(asked.starts, known.starts if known.starts is not None else asked.starts)
    ends = min(known.ends, asked.ends if asked.ends is not None else known.ends)
    if begins <= ends:
        return Reason("overlapping_time", (format_month(begins), format_month(ends)))
    return None
