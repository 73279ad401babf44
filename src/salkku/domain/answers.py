"""Answers to the questions asked of a problem; ids are row ids, values exact fractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from salkku.domain.proposals import Level

__all__ = [
    "BudgetCurve",
    "BudgetPoint",
    "CallDesign",
    "CallDesigns",
    "Change",
    "Clash",
    "Condition",
    "Conditional",
    "Explanation",
    "FairPoint",
    "Fairness",
    "Front",
    "NearSet",
    "PartyStanding",
    "Point",
    "Portfolio",
    "Ranked",
    "Ranking",
    "ReadingAnswers",
    "Repair",
    "Repairs",
    "Reserve",
    "ReservePoint",
    "Robustness",
    "Solution",
    "SolveStatus",
    "Threshold",
]

SolveStatus = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A chosen set (ids in file order) and its value."""

    chosen: tuple[str, ...]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Solution:
    """The best portfolio for one set of weights.

    Parameters
    ----------
    values
        Criterion values in the scores' own units, pairs included.
    bound
        No portfolio has a greater value; equals ``value`` when ``status`` is optimal.
    tied
        Whether another portfolio is equal even under the whole tie rule.
    proof
        What ``optimal`` or ``infeasible`` rests on: ``numbers`` (a proof in whole numbers),
        ``solvers`` (two agree), ``solver`` (one solver's word).
    """

    status: SolveStatus
    chosen: tuple[str, ...] = ()
    values: Mapping[str, Fraction] = field(default_factory=dict)
    value: Fraction | None = None
    bound: Fraction | None = None
    tied: bool = False
    cost_cents: int = 0
    solver: str = ""
    proof: str = ""

    @property
    def gap(self) -> Fraction | None:
        """(bound - value) ÷ |bound|; 0 when optimal; None without a value."""
        if self.value is None or self.bound is None:
            return None
        if self.bound == self.value:
            return Fraction(0)
        return (self.bound - self.value) / abs(self.bound) if self.bound else None


@dataclass(frozen=True, slots=True)
class NearSet:
    """Every portfolio within a tolerance of the best.

    ``shared`` is in all of them, ``telling`` in some but not all. ``complete`` says that the list
    is proved to be whole.
    """

    portfolios: tuple[Portfolio, ...]
    shared: tuple[str, ...]
    telling: tuple[str, ...]
    complete: bool
    feasible: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """A point, its tie-rule portfolio, how many equal it, and whether none can dominate it."""

    values: tuple[Fraction, ...]
    chosen: tuple[str, ...]
    count: int = 1
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Front:
    """Efficient portfolios; ``epsilon`` certifies what is open, ``solver`` is whose word it is."""

    objectives: tuple[str, ...]
    points: tuple[Point, ...]
    complete: bool
    epsilon: Fraction | None = None
    feasible: bool = True
    method: str = ""
    solver: str = ""


@dataclass(frozen=True, slots=True)
class Robustness:
    """What holds whatever the weights in W and the scores in their intervals.

    Parameters
    ----------
    core, borderline, exterior, undecided
        Disjoint; together every competing row.
    index
        Core index of each row, None where it is not exact.
    bounds
        Proved bounds of each core index.
    count
        The number of non-dominated portfolios, None when not exact.
    """

    core: tuple[str, ...]
    borderline: tuple[str, ...]
    exterior: tuple[str, ...]
    undecided: tuple[str, ...]
    index: Mapping[str, Fraction | None]
    bounds: Mapping[str, tuple[Fraction, Fraction]]
    count: int | None
    exact: bool
    feasible: bool = True


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of the lawful ranking; ``because`` is the reason it is not funded, if so."""

    proposal: str
    points: Fraction
    passes: bool
    funded: bool
    call: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking that the law makes by itself, beside a portfolio.

    ``differs``: (proposal, code of the reason, values of its sentence).
    """

    ranking: tuple[Ranked, ...]
    differs: tuple[tuple[str, str, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class ReadingAnswers:
    """The best portfolio under each defensible reading of the same scores.

    ``always`` is in all of them, ``sometimes`` in some but not all; ids in file order.
    """

    solutions: Mapping[str, Solution]
    always: tuple[str, ...]
    sometimes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A limit, floor, relation or commitment moved; values in the item's own units."""

    item: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes under which a portfolio exists, their price, and one such portfolio.

    ``proved`` says that no cheaper ones that differ from the repairs before it are possible.
    """

    changes: tuple[Change, ...]
    cost: Fraction
    chosen: tuple[str, ...] = ()
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Clash:
    """An irreducible clash: these items alone admit no portfolio, without any one they do."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repairs:
    """Why there is no portfolio and what would mend it."""

    feasible: bool
    clash: Clash | None = None
    further: tuple[Clash, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where an answer flips: ``subject`` (cost, score:CRITERION, line:ID, …) against a limit.

    ``at`` is the last value that gives ``inside`` for the row, ``beyond`` the first that does not
    (None where no value flips it within the subject's range).
    """

    subject: str
    now: Fraction
    at: Fraction | None
    beyond: Fraction | None
    inside: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a row is in or out, and what would change it.

    ``reasons``: (code, values of its sentence), the most telling first.
    """

    id: str
    inside: bool
    price_of_flip: Fraction | None
    leaves: tuple[str, ...]
    enters: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    reasons: tuple[tuple[str, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class PartyStanding:
    """What a party pays (cents), gains, could gain alone, and the ratio of the two."""

    pays_cents: int
    benefit: Fraction
    alone: Fraction
    ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class FairPoint:
    """An efficient pair of fairness (least ratio) and value, with its portfolio."""

    fairness: Fraction
    value: Fraction
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """The parties' standing under the best portfolio and the efficient fair pairs."""

    parties: Mapping[str, PartyStanding]
    points: tuple[FairPoint, ...]
    complete: bool
    assumed_equal_shares: bool = False


@dataclass(frozen=True, slots=True)
class BudgetPoint:
    """The least limit of a budget line (cents) at which a value can be had."""

    limit_cents: int
    value: Fraction
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BudgetCurve:
    """The whole value-against-budget curve of one line, every jump a point, limits ascending.

    ``complete`` says that no jump is missing.
    """

    line: str
    limit_cents: int
    points: tuple[BudgetPoint, ...]
    complete: bool
    feasible: bool = True


@dataclass(frozen=True, slots=True)
class ReservePoint:
    """What holding back some cents of a line costs now.

    ``value`` is the best without them, None when no portfolio fits; ``bar`` is the value lost ÷
    the euros held back: what a later proposal must bring per euro for them to pay.
    """

    reserve_cents: int
    value: Fraction | None
    bar: Fraction | None


@dataclass(frozen=True, slots=True)
class Reserve:
    """How much to leave for later calls; ``bar`` is the value per euro at the margin."""

    line: str
    bar: Fraction | None
    points: tuple[ReservePoint, ...]
    complete: bool
    feasible: bool = True


@dataclass(frozen=True, slots=True)
class CallDesign:
    """One way to write a call.

    Parameters
    ----------
    earmarks
        Cents by focus area; what is left of the call's money is undivided.
    points
        Weight of each criterion in the ranking's points.
    value
        Value of what the ranking then funds of these applications.
    holds_in
        Share of resampled rounds in which it does better than the undivided pot; None when none
        was tried.
    """

    earmarks: Mapping[str, int]
    points: Mapping[str, Fraction]
    value: Fraction
    chosen: tuple[str, ...]
    holds_in: Fraction | None


@dataclass(frozen=True, slots=True)
class CallDesigns:
    """Ways to write a call, the undivided pot first; ``free`` is the best free choice's value.

    ``samples`` is how many resampled rounds they were tried on.
    """

    call: str
    free: Fraction
    designs: tuple[CallDesign, ...]
    samples: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A row whose main results must all be promised at a level by a day (ISO date)."""

    row: str
    level: Level
    by: str


@dataclass(frozen=True, slots=True)
class Conditional:
    """Both branches of a condition: with the row if it comes true, without it otherwise."""

    condition: Condition
    then: Solution
    otherwise: Solution

    @property
    def enters(self) -> tuple[str, ...]:
        """Rows that the other branch has instead."""
        return tuple(row for row in self.otherwise.chosen if row not in self.then.chosen)

    @property
    def leaves(self) -> tuple[str, ...]:
        """Rows that only the condition brings."""
        return tuple(row for row in self.then.chosen if row not in self.otherwise.chosen)
