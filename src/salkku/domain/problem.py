"""The choice of a portfolio as exact mathematics: rows with coefficients, values as fractions.

``appraise`` makes a :class:`Problem` of an agreement; ``optimise`` answers questions about it.
Items are the competing rows (proposal, committed, running; thresholds passed), in file order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, get_args

from salkku.domain.terms import Counted

__all__ = [
    "COUNTS",
    "Constraint",
    "FitTerm",
    "Letter",
    "NotCompeting",
    "Objective",
    "Pair",
    "Problem",
    "Scale",
    "Union",
    "Weights",
]

Letter = Literal["B", "C", "P", "X", "G", "O", "K", "Y"]
COUNTS: tuple[Counted, ...] = get_args(Counted)
"""What the chosen make together, each thing once; a criterion of the same id goes before."""

Weights = tuple[Fraction, ...]
"""One weight a criterion, in the order of ``Problem.criteria``; sums to 1."""


@dataclass(frozen=True, slots=True)
class Union:
    """Something that counts once however many of its items are chosen, as a tie or a company.

    Parameters
    ----------
    items
        Item indices, sorted; any of them makes it.
    weight
        How many things have just these items.
    """

    items: tuple[int, ...]
    weight: int

    def met(self, inside: Collection[int]) -> bool:
        """Whether one of the items is among the chosen."""
        return any(item in inside for item in self.items)


@dataclass(frozen=True, slots=True)
class Constraint:
    """``low <= sum(coefficient * x) + sum of unions <= high`` over chosen items, all in integers.

    Parameters
    ----------
    name
        ``line:ID``, ``rule:ID``, ``relation:ROW``, ``level:ID``, ``committed:ID`` or
        ``carrying:ID``: what a person can change.
    letter
        The letter of the formulation: B money, C categories, P requires, X excludes, G levels,
        O all or none, K committed, Y carrying capacity.
    coefficients
        ``(item, coefficient)`` with each item once and no zero; may be empty.
    unions
        Besides, what counts once however many of its items are chosen; of two items or more.
    low, high
        None is open. A constraint that nothing can meet (an unmeetable relation) is written so
        too: ``x <= 0``.
    measure
        Of a rule: ``count``, ``eur``, ``share``, ``effort_pm`` or one of ``COUNTS``; empty for all
        else.
    minimum, maximum
        Of a rule, as the file has them (cents for ``eur``). A share is one row for each.
    scale
        Of a rule that is no share: whole numbers of this row in one unit of the measure.
    """

    name: str
    letter: Letter
    coefficients: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    measure: str = ""
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    scale: int = 1
    unions: tuple[Union, ...] = ()

    def total(self, inside: Collection[int]) -> int:
        """Left side for a set of chosen items.

        Examples
        --------
        >>> tie = Union((0, 1), 2)
        >>> Constraint("rule:a", "C", ((2, 1),), 3, None, unions=(tie,)).total({0, 1, 2})
        3
        """
        plain = sum(value for item, value in self.coefficients if item in inside)
        return plain + sum(one.weight for one in self.unions if one.met(inside))

    def added(self, item: int, inside: Collection[int]) -> int:
        """How much of the left side is there only with an item, whether it is inside or not."""
        others = {j for j in inside if j != item}
        return self.total({*others, item}) - self.total(others)

    @property
    def items(self) -> tuple[int, ...]:
        """Items that the left side depends on, sorted."""
        plain = {item for item, _ in self.coefficients}
        return tuple(sorted(plain.union(*(one.items for one in self.unions))))


@dataclass(frozen=True, slots=True)
class Pair:
    """A synergy (positive) or overlap (negative), counted when both sides are chosen.

    A side is a tuple of items, any of which stands for it (a row and its levels): at most one of
    a side is ever chosen, unless both sides are the same. ``value`` is in the criterion's own
    units; ``row`` is its line in relations.csv, 0 for a cell's diminishing returns.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    criterion: int
    value: Fraction
    row: int


@dataclass(frozen=True, slots=True)
class FitTerm:
    """(N) How an item stands to a funded project, and the points that it counts for it.

    Parameters
    ----------
    item, criterion
        Whose score is moved, on which criterion (-1 while fit is off).
    project, relation
        As in fit.csv.
    points
        In the criterion's own units: negative for a duplicate, positive for what carries on.
    because
        Why ``points`` is 0: ``off``, ``related``, ``once`` (another row of fit.csv counts the
        same for this item already), ``not_ended``, ``carried_on``; empty where it counts.
    """

    item: int
    criterion: int
    project: str
    relation: str
    points: Fraction
    because: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """How scores of one criterion are read, in the scale's own units.

    Parameters
    ----------
    low, high
        Its ends.
    threshold
        The mean score under which a proposal does not compete; None without one.
    by_euro
        Whether the amount is the row's euros, so that its worth grows with its costs.
    """

    low: Fraction
    high: Fraction
    threshold: Fraction | None = None
    by_euro: bool = False


@dataclass(frozen=True, slots=True)
class NotCompeting:
    """A proposal kept out of the competition before any choice, with the reason."""

    id: str
    criterion: str
    score: Fraction
    threshold: Fraction


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything ``optimise`` needs; n items, m criteria, p parties.

    Parameters
    ----------
    ids
        n row ids in file order.
    costs
        n total costs in cents (all lines).
    keys
        n tie keys: the first 24 bits of SHA-256 of the id.
    criteria, widths
        m criterion ids and the widths (high - low) of their scales.
    scores
        m × n mean scores in the scales' own units: the plain criterion values.
    worth, worth_low, worth_high
        m × n contributions to ``value`` before weighting: amount × (score - baseline) × lasting
        ÷ width, with the mean, low and high score; lasting at its middle.
    pairs
        Values in the criterion's own units; divide by the width for ``value``.
    constraints
        Every rule of the agreement.
    weights
        The point weights, normalised.
    vertices
        For each party id that has a polytope ("" where no statement names a party) its vertices.
        The union of all is a set of points whose hull is W.
    centre
        The mean of vertices of each polytope, then over parties.
    party_ids
        p ids; ``pays`` is p × n cents on that party's lines; ``party_worth`` is p × n benefit:
        project value at the centre of the party's polytope × its share.
    line_costs
        Cents of each item on each line: ``{line: n cents}``.
    line_limits
        ``{line: (limit cents in questions without time, party or "")}``.
    not_competing
        Rows kept out by a threshold.
    scales, slopes
        m scales, and m × n: what one unit of a mean score adds to ``worth`` (amount × lasting ÷
        width). Only what-if questions need them; without them those about scores are not asked.
    unions
        Counts of what the chosen make together, by the names of ``COUNTS``; none where the
        agreement has no participations.
    fits
        (N) What moves scores in ``worth``; see :meth:`without_fit`.
    keeps
        n lowest and greatest shares of the middle of lasting that an item may keep; empty where
        persistence is not in doubt. :attr:`least` and :attr:`most` count it.
    assumptions
        Codes of what was assumed, as ``("not_scored", "08", "impact")``.
    """

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    keys: tuple[int, ...]
    criteria: tuple[str, ...]
    widths: tuple[Fraction, ...]
    scores: tuple[tuple[Fraction, ...], ...]
    worth: tuple[tuple[Fraction, ...], ...]
    worth_low: tuple[tuple[Fraction, ...], ...]
    worth_high: tuple[tuple[Fraction, ...], ...]
    pairs: tuple[Pair, ...]
    constraints: tuple[Constraint, ...]
    weights: Weights
    vertices: Mapping[str, tuple[Weights, ...]]
    centre: Weights
    party_ids: tuple[str, ...]
    pays: tuple[tuple[int, ...], ...]
    party_worth: tuple[tuple[Fraction, ...], ...]
    line_costs: Mapping[str, tuple[int, ...]]
    line_limits: Mapping[str, tuple[int, str]]
    fixed: tuple[int, ...] = ()
    not_competing: tuple[NotCompeting, ...] = ()
    assumptions: tuple[tuple[str, ...], ...] = ()
    scales: tuple[Scale, ...] = ()
    slopes: tuple[tuple[Fraction, ...], ...] = ()
    keeps: tuple[tuple[Fraction, Fraction], ...] = ()
    unions: Mapping[str, tuple[Union, ...]] = field(default_factory=dict)
    fits: tuple[FitTerm, ...] = ()

    def without_fit(self) -> Problem:
        """Give the same problem with no score moved by (N): its ``value`` without fit."""
        moved: dict[tuple[int, int], Fraction] = {}
        for one in self.fits:
            if one.points:
                place = (one.criterion, one.item)
                slope = self.slopes[one.criterion][one.item]
                moved[place] = moved.get(place, Fraction(0)) + one.points * slope

        def back(table: tuple[tuple[Fraction, ...], ...]) -> tuple[tuple[Fraction, ...], ...]:
            return tuple(
                tuple(value - moved.get((c, j), Fraction(0)) for j, value in enumerate(row))
                for c, row in enumerate(table)
            )

        return replace(
            self,
            worth=back(self.worth),
            worth_low=back(self.worth_low),
            worth_high=back(self.worth_high),
            fits=(),
        )

    @property
    def least(self) -> tuple[tuple[Fraction, ...], ...]:
        """M × n: the lowest contributions by scores and persistence, each cell by itself."""
        return self._ends(self.worth_low, min)

    @property
    def most(self) -> tuple[tuple[Fraction, ...], ...]:
        """M × n: the greatest contributions by scores and persistence, each cell by itself."""
        return self._ends(self.worth_high, max)

    def _ends(
        self, table: tuple[tuple[Fraction, ...], ...], end: Callable[[Fraction, Fraction], Fraction]
    ) -> tuple[tuple[Fraction, ...], ...]:
        if not self.keeps:
            return table
        return tuple(
            tuple(
                end(value * low, value * high)
                for value, (low, high) in zip(row, self.keeps, strict=True)
            )
            for row in table
        )


@dataclass(frozen=True, slots=True)
class Objective:
    """A whole-number objective to maximise: true value = (linear + pairs) × ``unit``.

    Parameters
    ----------
    linear
        n integers.
    pairs
        ``(left items, right items, integer)``: counted when a left and a right item are chosen.
        Where both sides are the same items it is a union: counted once when any of them is chosen.
    unit
        What one integer step is worth in the objective's own units (negative for ``cost``, so
        that maximising the integers minimises the money).
    """

    name: str
    linear: tuple[int, ...]
    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...], int], ...]
    unit: Fraction
