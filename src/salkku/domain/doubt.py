"""Deciding under doubt: cautious choices, how often a row is chosen, and what to ask first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from salkku.domain.answers import SolveStatus
from salkku.domain.problem import Weights

__all__ = [
    "Acceptability",
    "Choice",
    "Doubt",
    "Matter",
    "Prior",
    "Question",
    "Questions",
    "Standpoint",
    "Views",
]

Prior = Literal["uniform", "mixture", "point"]
"""How weights are drawn: uniformly on the polytope, as mixtures of its vertices with uniform
parts (where it has too many faces to be cut into simplices), or it is one point."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The portfolio of one decision rule.

    Parameters
    ----------
    value
        What the rule looks at: the least value (maximin), the greatest regret (regret), the value
        at the central weights (central). None without a portfolio.
    bound
        No portfolio is better by the rule than this; equals ``value`` when optimal.
    """

    status: SolveStatus
    chosen: tuple[str, ...] = ()
    value: Fraction | None = None
    bound: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Share of seeded draws in whose best portfolio each row is.

    Parameters
    ----------
    prior
        Of the weights; scores are always uniform on their intervals, each by itself.
    draws
        How many were solved.
    share, low, high
        Of each row, with a 95 % interval (Wilson 1927) for the error of drawing alone.
    """

    prior: Prior
    seed: int
    draws: int
    share: Mapping[str, Fraction]
    low: Mapping[str, Fraction]
    high: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Views:
    """Whose weights are asked: each party's polytope, what all share, and what any may mean.

    Parameters
    ----------
    polytopes
        Name → vertices: ``hull``, ``common`` (left out when nothing is common) and
        ``party:ID``. With one polytope for all only ``hull``.
    clash
        Places of statements in the agreement's preferences that admit no common weights; without
        any one of them the others do. Empty when there are common weights.
    """

    polytopes: Mapping[str, tuple[Weights, ...]]
    clash: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The answers of one polytope of weights; ``name`` as of :class:`Views`."""

    name: str
    vertices: int
    maximin: Choice
    regret: Choice
    central: Choice
    acceptability: Acceptability


@dataclass(frozen=True, slots=True)
class Doubt:
    """Decision rules and acceptability, for the hull, for what is common and for each party."""

    standpoints: tuple[Standpoint, ...]
    clash: tuple[int, ...] = ()
    feasible: bool = True


@dataclass(frozen=True, slots=True)
class Matter:
    """Something unknown today that an answer could settle, one of two ways.

    Parameters
    ----------
    kind, subject
        ``commitment`` of a row, ``score`` as ``ROW:CRITERION``, ``weights`` as ``MORE:LESS``.
    chance
        Of the first answer, such that today's value is the mean over both.
    changes
        ``(item, change if the first answer, change if the other)`` of the value of items, at most
        one of which is ever chosen; empty when the weights change.
    weights
        Those after the first answer and after the other; empty when values of items change.
    values
        Of its sentence.
    """

    kind: Literal["commitment", "score", "weights"]
    subject: str
    chance: Fraction
    changes: tuple[tuple[int, Fraction, Fraction], ...] = ()
    weights: tuple[Weights, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A question worth asking before deciding.

    Parameters
    ----------
    expected_gain
        By how much the answer lowers the expected regret of deciding today, in ``value``, beside
        the answers to the questions before it.
    decides_cents
        Of the row asked of, where the answer decides whether it is in; else the most that enters
        or leaves by the answer.
    first, other
        The best portfolio after each answer.
    """

    matter: Matter
    expected_gain: Fraction
    decides_cents: int
    first: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions in the order to ask them; those that change nothing are left out.

    ``looked`` counts the matters that were looked at; ``complete`` that all were, exactly.
    """

    questions: tuple[Question, ...]
    looked: int
    complete: bool
    feasible: bool = True
