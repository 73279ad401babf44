"""How a text stands to a funded project: which relation, and the evidence that decided it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from salkku.domain.periods import Month, format_month
from salkku.text import vocabulary

__all__ = ["Reason", "Relation", "Side", "Time", "of_the_work", "relate", "time_of"]

Relation = Literal["duplicate", "overlaps", "complements", "continues", "related"]
Time = Literal["overlapping_time", "ended_before", "begins_after", "time_unknown"]

_MOST_WORDS = 8
_TELLING_PART = 0.65
_TELLING_MOST = 3.0
_SAME_WORDS = 0.6
_MUCH_WORDS = 0.3
_LEAST_CONCEPTS = 2
_RARE = 0.63
_OVERLAPPING = 0.65
_CARRIED_ON = 0.55
_MOST_NEAR = 3
_TIMES: tuple[Time, ...] = ("overlapping_time", "ended_before", "begins_after")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as a code and what its sentence needs.

    Parameters
    ----------
    code
        ``same_name``, ``shared_concepts``, ``near_concepts``, ``shared_words``,
        ``shared_organisations``, ``shared_places``, ``other_organisations``, ``other_concepts``,
        or what is known of time: ``overlapping_time``, ``ended_before``, ``begins_after`` or
        ``time_unknown``.
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
    rarity: Callable[[str], float] = lambda concept: 1.0,
) -> tuple[Relation, tuple[Reason, ...]]:
    """Name the relation of a text to a funded project, with its reasons.

    Only *continues* says something of time: the project is known to have ended before. The others
    speak of the work alone. Of two that are much alike, one that has not ended before is a
    *duplicate* (nearly the same words or the same name) or *overlaps* (does much of the same); of
    two that share a theme and someone who does both, it *complements* the other. Likeness of texts
    alone counts where they come near each other in every ranking and share two concepts or a rare
    one. All else is *related*: what it is to the other, a person says. Whether they run at the
    same time is a reason of its own, and ``time_unknown`` where nobody can tell.

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
    rarity
        How rare a concept is, from 0 to 1: that of one project only.

    Returns
    -------
    tuple
        The relation and its reasons, the deciding ones first: what the two share most, then
        what is known of time.

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
    partly = bool(concepts and partners)
    telling = len(concepts) >= _LEAST_CONCEPTS or any(rarity(one) >= _RARE for one in concepts)
    relation = _decide(
        same=bool(same_name) or likeness >= _SAME_WORDS,
        much=likeness >= _MUCH_WORDS
        or (partly and len(concepts) >= _LEAST_CONCEPTS)
        or (telling and strength >= _OVERLAPPING),
        theme=partly,
        before=telling and strength >= _CARRIED_ON,
        ended=time.code == "ended_before",
    )
    told = (time,) if relation != "related" or time.values else ()
    return relation, (*given[:1], *told, *given[1:])


def of_the_work(because: Sequence[Reason]) -> tuple[Reason, ...]:
    """Leave out that time is not known, where the other side has no time of its own.

    Parameters
    ----------
    because
        The reasons, as ``relate`` gives them.

    Returns
    -------
    tuple of Reason

    Examples
    --------
    >>> of_the_work((Reason("time_unknown"), Reason("shared_words", ("ice",))))
    (Reason(code='shared_words', values=('ice',)),)
    """
    return tuple(reason for reason in because if reason.code != "time_unknown")


def time_of(because: Sequence[Reason]) -> Time:
    """Give what the reasons of a relation know of time.

    Parameters
    ----------
    because
        The reasons, as ``relate`` gives them.

    Returns
    -------
    str
        ``overlapping_time``, ``ended_before``, ``begins_after``, or ``time_unknown`` where no
        reason says anything.

    Examples
    --------
    >>> time_of((Reason("shared_concepts", ("drone",)),))
    'time_unknown'
    """
    codes = {reason.code for reason in because}
    return next((time for time in _TIMES if time in codes), "time_unknown")


def _is_place(concept: str) -> bool:
    known = vocabulary().get(concept)
    return known is not None and known.area == "place"


def _decide(*, same: bool, much: bool, theme: bool, before: bool, ended: bool) -> Relation:
    if ended:
        return "continues" if same or much or theme or before else "related"
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


def _time(asked: Side, known: Side) -> Reason:
    """Say how the two lie in time, and only what follows from the months that are known.

    A text without an end is thought to go on.
    """
    if asked.starts is not None and known.ends is not None and known.ends < asked.starts:
        return Reason("ended_before", (format_month(known.ends),))
    if asked.ends is not None and known.starts is not None and known.starts > asked.ends:
        return Reason("begins_after", (format_month(known.starts),))
    if asked.starts is None or known.starts is None or known.ends is None:
        return Reason("time_unknown")
    begins = max(asked.starts, known.starts)
    ends = known.ends if asked.ends is None else min(known.ends, asked.ends)
    return Reason("overlapping_time", (format_month(begins), format_month(ends)))
