"""The certificate of a front: a program in whole numbers, what is claimed of it, and its proof.

Columns 0 … n-1 are rows of the agreement; column n + k is 1 when pair k counts. Everything that a
checker needs is here, so that it needs no solver and none of the code that found the front.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Literal

__all__ = [
    "Aim",
    "Bound",
    "Certificate",
    "Claimed",
    "Joint",
    "Limit",
    "Plan",
    "Replayed",
    "one_sided",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """``low <= sum(coefficient * column) <= high``; None is open, each column comes once."""

    name: str
    terms: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """One of p objectives, to maximise: ``gains`` has a whole number a row of the agreement.

    ``unit`` is what one whole step is worth, as text: ``"1/6"``, ``"-1/2"``.
    """

    name: str
    gains: tuple[int, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Joint:
    """A pair: its ``worths`` (p integers) count when a left and a right row are chosen."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    worths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The program: ``ids`` of n rows, p objectives, pairs and limits."""

    ids: tuple[str, ...]
    aims: tuple[Aim, ...]
    joints: tuple[Joint, ...]
    limits: tuple[Limit, ...]

    def same_as(self, other: Plan) -> bool:
        """Whether both are one program, whatever the names and the order of pairs and limits."""
        return (self.ids, self.aims, self._sorted()) == (other.ids, other.aims, other._sorted())

    def _sorted(self) -> tuple[list[object], list[object]]:
        """Give pairs and limits so that their order does not matter."""
        joints = sorted((one.left, one.right, one.worths) for one in self.joints)
        limits = {(tuple(sorted(one.terms)), str(one.low), str(one.high)) for one in self.limits}
        return [*joints], [*sorted(limits)]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A point (p whole-number values) and the columns below n of a portfolio that reaches it."""

    values: tuple[int, ...]
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A direction: p weights, and some vectors of row multipliers, all whole and not negative.

    For any of them, ``weights · values <= multipliers · highs + Σ max(0, weights · gains -
    multipliers · terms)`` holds for every portfolio: how good the bound is depends on them, its
    truth does not. Multipliers are in the order of :func:`one_sided`.
    """

    weights: tuple[int, ...]
    multipliers: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is claimed of a program's front, and how to see that it is true.

    Parameters
    ----------
    plan
        The program.
    claimed
        Every point of its front, none twice; none when it has no portfolio.
    order
        All columns, in the order in which the proof decides them.
    bounds
        Directions that the proof cuts with.
    """

    plan: Plan
    claimed: tuple[Claimed, ...]
    order: tuple[int, ...]
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay of a certificate's proof found.

    Parameters
    ----------
    status
        ``proved``, ``refuted``, or ``undecided`` when it was stopped or had too many labels.
    code
        Of a refutation: ``program`` (it is not that of the agreement), ``order``, ``bounds`` (the
        certificate is not well-formed), ``broken`` (a claimed portfolio does not keep every limit),
        ``values`` (its values are others), ``dominated`` (another claimed point is as good),
        ``missing`` (nothing that is claimed is as good as a portfolio that was found).
    place
        The claimed point (from 0) or the direction that is wrong.
    found, chosen
        Of ``missing``: a portfolio that keeps every limit, its point and the ids of its rows.
    labels
        How many partial portfolios the replay kept in all.
    """

    status: Literal["proved", "refuted", "undecided"]
    code: str = ""
    place: int = 0
    found: Claimed | None = None
    labels: int = 0
    chosen: tuple[str, ...] = ()


def one_sided(plan: Plan) -> tuple[tuple[tuple[tuple[int, int], ...], int], ...]:
    """Write a program as rows ``sum(terms) <= high`` over all columns, pairs included.

    Rows are divided by the greatest common divisor of their coefficients, the right side rounded
    down; a row that no choice can break is left out, one that comes twice is kept once.

    Examples
    --------
    >>> plan = Plan(("a", "b"), (), (), (Limit("rule:r", ((0, 2), (1, 2)), high=3),))
    >>> one_sided(plan)
    ((((0, 1), (1, 1)), 1),)
    """
    rows: dict[tuple[tuple[tuple[int, int], ...], int], None] = {}
    for limit in plan.limits:
        if limit.high is not None:
            rows[_divided(limit.terms, limit.high)] = None
        if limit.low is not None:
            turned = tuple((column, -value) for column, value in limit.terms)
            rows[_divided(turned, -limit.low)] = None
    for place, joint in enumerate(plan.joints, len(plan.ids)):
        rows[((place, 1), *((item, -1) for item in joint.left)), 0] = None
        rows[((place, 1), *((item, -1) for item in joint.right)), 0] = None
        for left in joint.left:
            for right in (left,) if joint.left == joint.right else joint.right:
                both = ((left, 1), (right, 1)) if left != right else ((left, 2),)
                rows[(*both, (place, -1)), 1] = None
    return tuple(row for row in rows if sum(max(0, value) for _, value in row[0]) > row[1])


def _divided(
    terms: tuple[tuple[int, int], ...], high: int
) -> tuple[tuple[tuple[int, int], ...], int]:
    """Divide a row by the greatest common divisor of its coefficients."""
    divisor = gcd(*(value for _, value in terms)) or 1
    return tuple((column, value // divisor) for column, value in terms), high // divisor
