"""The coverage cube: focus area by method by party, in projects and in cents that add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Proposal, Shares

__all__ = ["Cell", "Coverage", "Key", "costs_by_party", "coverage", "divide", "places_of"]

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the cube.

    Parameters
    ----------
    focus_area, method, party
        Ids; empty where rows do not say.
    count
        Rows that touch the cell, each once.
    cents
        Their money in the cell, in cents.

    Examples
    --------
    >>> Cell("urban", "testbeds", "espoo", 2, 150_000_00).cents
    15000000
    """

    focus_area: str
    method: str
    party: str
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cells of some rows.

    Parameters
    ----------
    cells
        Touched cells, in the agreement's order of focus areas, methods and parties.
    empty
        Cells of the agreement that no row touches, as (focus area, method, party).
    rows
        How many rows were counted.
    cents
        All their costs; the cells' cents sum to it.

    Examples
    --------
    >>> Coverage((), (), 0, 0).cents
    0
    """

    cells: tuple[Cell, ...]
    empty: tuple[Key, ...]
    rows: int
    cents: int


def coverage(*, agreement: Agreement, rows: Collection[str] | None = None) -> Coverage:
    """Count who covers what.

    A party's part of a row is the row's costs on that party's budget lines; costs on common
    lines are split evenly among the row's parties. Each part is divided among the row's focus
    areas and then its methods, by their shares or evenly, in whole cents; what division leaves
    over goes to the first.

    Parameters
    ----------
    agreement
        The agreement.
    rows
        Ids of the rows to count; every row of proposals.csv by default.

    Returns
    -------
    Coverage
        Cells add up to the rows' costs to the cent.

    Examples
    --------
    >>> from salkku.domain.proposals import Cost
    >>> row = Proposal("01", "proposal", parties=("espoo",))
    >>> agreement = Agreement(
    ...     "a", {}, None, (), (), (), (), (row,), costs=(Cost("01", "support", 500),)
    ... )
    >>> coverage(agreement=agreement).cells
    (Cell(focus_area='', method='', party='espoo', count=1, cents=500),)
    """
    wanted = [each for each in agreement.proposals if rows is None or each.id in rows]
    costs = costs_by_party(agreement)
    counts: dict[Key, int] = {}
    cents: dict[Key, int] = {}
    for proposal in wanted:
        for key, amount in divide(proposal, costs.get(proposal.id, {})).items():
            counts[key] = counts.get(key, 0) + 1
            cents[key] = cents.get(key, 0) + amount
    places = places_of(agreement)
    cells = [Cell(*key, counts[key], cents[key]) for key in sorted(counts, key=places)]
    full = [
        (area.id, method.id, party.id)
        for area in agreement.focus_areas
        for method in agreement.methods
        for party in agreement.parties
    ]
    return Coverage(
        cells=tuple(cells),
        empty=tuple(key for key in full if key not in counts),
        rows=len(wanted),
        cents=sum(cents.values()),
    )


def costs_by_party(agreement: Agreement) -> dict[str, dict[str, int]]:
    """Sum each row's costs by the party of their line; a common line's party is empty.

    Examples
    --------
    >>> costs_by_party(Agreement("a", {}, None, (), (), (), (), ()))
    {}
    """
    party_of: dict[str, str] = {}
    for budget in agreement.budgets:
        party_of[budget.line] = party_of.get(budget.line) or budget.party
    sums: dict[str, dict[str, int]] = {}
    for cost in agreement.costs:
        own = sums.setdefault(cost.proposal, {})
        party = party_of.get(cost.line, "")
        own[party] = own.get(party, 0) + cost.cents
    return sums


def divide(proposal: Proposal, costs: Mapping[str, int]) -> dict[Key, int]:
    """Divide a row's cents among its cells; ``costs`` are by party, "" being common money.

    Examples
    --------
    >>> divide(Proposal("01", "proposal", parties=("a", "b")), {"": 5})
    {('', '', 'a'): 3, ('', '', 'b'): 2}
    """
    parts = dict.fromkeys(proposal.parties, 0)
    for party, amount in costs.items():
        if party:
            parts[party] = parts.get(party, 0) + amount
    common = costs.get("", 0)
    sharing: Sequence[str] = proposal.parties or ("",)
    if common or not parts:
        even = tuple((party, Fraction(1, len(sharing))) for party in sharing)
        for party, amount in _split(common, even):
            parts[party] = parts.get(party, 0) + amount
    cells: dict[Key, int] = {}
    for party, part in parts.items():
        for area, of_area in _split(part, _or_unknown(proposal.focus_areas)):
            for method, amount in _split(of_area, _or_unknown(proposal.methods)):
                key = (area, method, party)
                cells[key] = cells.get(key, 0) + amount
    return cells


def _or_unknown(shares: Shares) -> Shares:
    return shares or (("", Fraction(1)),)


def _split(cents: int, shares: Iterable[tuple[str, Fraction]]) -> list[tuple[str, int]]:
    """Divide cents by shares that sum to 1, whole cents each, the remainder to the first."""
    members = list(shares)
    amounts = [int(cents * share) for _, share in members]
    amounts[0] += cents - sum(amounts)
    return [(member, amount) for (member, _), amount in zip(members, amounts, strict=True)]


def places_of(agreement: Agreement) -> Order:
    """Give what orders cells as the agreement lists their members.

    Examples
    --------
    >>> places_of(Agreement("a", {}, None, (), (), (), (), ()))(("x", "", ""))
    ((0, 'x'), (0, ''), (0, ''))
    """
    return Order(
        [theme.id for theme in agreement.focus_areas],
        [theme.id for theme in agreement.methods],
        [party.id for party in agreement.parties],
    )


class Order:
    """Where a cell stands: in the agreement's order, unknown members last."""

    def __init__(self, *members: list[str]) -> None:
        self._places = [{name: place for place, name in enumerate(names)} for names in members]

    def __call__(self, key: Key) -> tuple[tuple[int, str], ...]:
        return tuple(
            (places.get(name, len(places)), name)
            for places, name in zip(self._places, key, strict=True)
        )
