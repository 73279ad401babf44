"""The choice in time: when each row may start, what that costs when, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from salkku.domain.answers import SolveStatus
from salkku.domain.periods import HalfYear
from salkku.domain.problem import Problem, Union

__all__ = [
    "Alarm",
    "Baseline",
    "Mend",
    "Move",
    "Replan",
    "Schedule",
    "Shortfall",
    "SlotUse",
    "Span",
    "TimedConstraint",
    "TimedLetter",
    "TimedRepair",
    "TimedRepairs",
    "Timetable",
]

TimedLetter = Literal["B", "C", "P", "X", "G", "O", "K", "Y", "W", "E", "A"]
Span = tuple[HalfYear | None, HalfYear | None]
"""First and last half-year, inclusive; None is open."""


@dataclass(frozen=True, slots=True)
class TimedConstraint:
    """``low <= sum(coefficient * s) + sum of unions <= high`` over starts, all in integers.

    Parameters
    ----------
    name
        ``line:ID``, ``rule:ID``, ``relation:ROW`` …: what a person can change.
    letter
        Of the formulation: as of :class:`~salkku.domain.problem.Constraint`, W windows, E what
        runs in a half-year, A ends in a half-year.
    coefficients
        ``(item, start, coefficient)`` without zeros; a start is a half-year.
    span
        The half-years that it is about; open where it is about the whole.
    measure
        As of a rule, ``cents`` of a line; empty for all else.
    handed
        How many of the constraints of the same name just before it hand on to it what they leave
        unused: its sum and limit hold theirs too.
    scale
        Whole numbers in one unit of the measure, as twelfths of a person-month.
    unions
        Besides, what counts once however many of its items start, whenever they do.
    """

    name: str
    letter: TimedLetter
    coefficients: tuple[tuple[int, HalfYear, int], ...]
    low: int | None
    high: int | None
    span: Span = (None, None)
    measure: str = ""
    handed: int = 0
    scale: int = 1
    unions: tuple[Union, ...] = ()

    def total(self, plan: Mapping[int, HalfYear]) -> int:
        """Left side for a plan: item → start.

        Examples
        --------
        >>> tie = Union((0, 1), 2)
        >>> TimedConstraint("rule:a", "C", ((2, 7, 1),), 3, None, unions=(tie,)).total({1: 9, 2: 7})
        3
        """
        plain = sum(value for j, start, value in self.coefficients if plan.get(j) == start)
        return plain + sum(one.weight for one in self.unions if one.met(plan))


@dataclass(frozen=True, slots=True)
class Timetable:
    """A problem with its half-years.

    Parameters
    ----------
    problem
        The same agreement without time; its n items are the items here.
    first, last
        Half-years of the agreement's period, inclusive.
    lengths
        n durations in half-years.
    starts
        n ascending tuples of the half-years in which an item may start; empty means never.
    settled
        Items whose start is a fact; they have one start, perhaps outside the period.
    discounts
        What a value is multiplied by, for every start that some item has.
    constraints
        Every rule of the agreement, those without time included.
    assumptions
        Codes of what was assumed, as ``("duration_unknown", "08")``.
    """

    problem: Problem
    first: HalfYear
    last: HalfYear
    lengths: tuple[int, ...]
    starts: tuple[tuple[HalfYear, ...], ...]
    settled: frozenset[int]
    discounts: Mapping[HalfYear, Fraction]
    constraints: tuple[TimedConstraint, ...]
    assumptions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where the decided rows alone break a limit: how much too little, in which half-years.

    Parameters
    ----------
    line, cents, party
        Of money; empty and 0 for all else.
    item, measure, missing
        What is short, as ``line:support`` or ``testbed:pier``; in euros, ``slots`` or
        ``effort_pm``; how much of it.
    least
        Whether it is proved that less in all would not do; else that is one solver's word.
    """

    line: str
    span: Span
    cents: int
    party: str = ""
    rows: tuple[str, ...] = ()
    item: str = ""
    measure: str = "cents"
    missing: Fraction = Fraction(0)
    least: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """What starts when.

    Parameters
    ----------
    starts
        Row id → half-year, in file order.
    bound, bound_by
        No schedule has a greater value; the solver where that is the word of one alone, else empty.
    shortfalls
        Of an infeasible one: where the decided rows alone break the money.
    remedies
        Of an infeasible one: the least money with which every rule can hold; empty where money
        does not help.
    """

    status: SolveStatus
    starts: Mapping[str, HalfYear] = field(default_factory=dict)
    value: Fraction | None = None
    bound: Fraction | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    remedies: tuple[Shortfall, ...] = ()
    assumptions: tuple[tuple[str, ...], ...] = ()
    bound_by: str = ""

    @property
    def gap(self) -> Fraction | None:
        """(bound - value) ÷ |bound|; 0 when they are equal; None without a value.

        Examples
        --------
        >>> Schedule("feasible", value=Fraction(9), bound=Fraction(10)).gap
        Fraction(1, 10)
        """
        if self.value is None or self.bound is None:
            return None
        if self.bound == self.value:
            return Fraction(0)
        return (self.bound - self.value) / abs(self.bound) if self.bound else None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was decided before: row ids, with their starts where the decision had them."""

    chosen: tuple[str, ...]
    starts: Mapping[str, HalfYear] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a plan.

    Parameters
    ----------
    before, after
        A half-year; True for in without a start, None for out.
    reason
        Code of the sentence that says why, of ``timing.reason_…`` in the catalogue.
    values
        What the sentence needs: ids, cents, half-years.
    weight
        How hard the change is.
    """

    proposal: str
    before: HalfYear | bool | None
    after: HalfYear | bool | None
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Replan:
    """The plan nearest to what was decided.

    Parameters
    ----------
    weight, bound
        Sum of the changes' weights; no plan has less than ``bound``.
    value
        Of the plan; ``free_value`` is the best value found if everything could change, and
        ``free_bound`` what nothing exceeds.
    chosen, starts
        The plan itself; ``starts`` is None in a question without time.
    proved_fewest
        Whether ``weight`` equals ``bound`` by more than one solver's word.
    """

    status: SolveStatus
    moves: tuple[Move, ...] = ()
    chosen: tuple[str, ...] = ()
    starts: Mapping[str, HalfYear] | None = None
    weight: int = 0
    bound: int = 0
    value: Fraction | None = None
    free_value: Fraction | None = None
    free_bound: Fraction | None = None
    proved_fewest: bool = False
    shortfalls: tuple[Shortfall, ...] = ()
    remedies: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotUse:
    """Slots of a test environment that are taken and that there are in one half-year.

    Parameters
    ----------
    capacity
        What is there at the time, with what ended projects have added; None when unknown.
    rows
        Ids of the projects that use it then, in file order.
    """

    testbed: str
    half_year: HalfYear
    used: int
    capacity: int | None
    rows: tuple[str, ...] = ()

    @property
    def short(self) -> int:
        """How many slots are missing.

        Examples
        --------
        >>> SlotUse("pier", 4053, used=3, capacity=2).short
        1
        """
        return 0 if self.capacity is None else max(0, self.used - self.capacity)


@dataclass(frozen=True, slots=True)
class Mend:
    """One change that helps a timetable to be: what a limit is, what it must become, and when."""

    item: str
    before: str
    after: str
    span: Span = (None, None)


@dataclass(frozen=True, slots=True)
class TimedRepair:
    """Changes under which a timetable exists, their price, and the best such one that was found.

    ``proved`` says that no cheaper changes that differ from the repairs before are possible.
    """

    changes: tuple[Mend, ...]
    cost: Fraction
    starts: Mapping[str, HalfYear]
    value: Fraction | None = None
    proved: bool = True


@dataclass(frozen=True, slots=True)
class TimedRepairs:
    """Why there is no timetable and what would mend it; clashes are names of constraints."""

    feasible: bool
    clash: tuple[str, ...] = ()
    further: tuple[tuple[str, ...], ...] = ()
    repairs: tuple[TimedRepair, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something in the timeline that needs somebody: a code, a half-year and what it is about."""

    code: str
    half_year: HalfYear | None
    rows: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
