"""The money that a ranking hands out row by row: lines, calls' pots and earmarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Call
from salkku.domain.problem import Problem
from salkku.domain.proposals import Shares

__all__ = ["Purse", "Short"]


@dataclass(frozen=True, slots=True)
class Short:
    """What did not hold a row's costs: ``money`` (a line), ``call`` or ``earmark``."""

    code: str
    name: str
    needs: int
    left: int


@dataclass(slots=True)
class _Pot:
    """One call's money in cents: an earmark an area, and the undivided rest (None: no limit)."""

    line: str
    earmarks: dict[str, int]
    rest: int | None


@dataclass(slots=True)
class Purse:
    """What is left while rows are paid one by one.

    Parameters
    ----------
    lines
        Cents left on each line; committed and running rows have been paid already.
    """

    problem: Problem
    lines: dict[str, int]
    pots: dict[str, _Pot] = field(default_factory=dict)

    @classmethod
    def of(cls, agreement: Agreement, problem: Problem) -> Purse:
        """Open the purse of all calls after the committed and running rows have been paid."""
        return cls.of_calls(agreement.calls, problem)

    @classmethod
    def of_calls(cls, calls: Iterable[Call], problem: Problem) -> Purse:
        """Open the purse of these calls only."""
        lines = {
            line: limit - sum(problem.line_costs[line][j] for j in problem.fixed)
            for line, (limit, _) in problem.line_limits.items()
            if line in problem.line_costs
        }
        common = [line for line in lines if not problem.line_limits[line][1]]
        only = common[0] if len(common) == 1 else ""
        pots = {call.id: _pot(call, call.line or only, lines) for call in calls}
        return cls(problem, lines, pots)

    def pay(self, item: int, *, call: str, areas: Shares) -> Short | None:
        """Pay a row if everything holds its costs; say what does not, and pay nothing, if not.

        Parameters
        ----------
        areas
            The row's focus areas with shares: a call's earmark pays its own area's part only,
            and what it cannot pay comes from the undivided rest.
        """
        needs = {line: self.problem.line_costs[line][item] for line in self.lines}
        for line, left in self.lines.items():
            if needs[line] > max(0, left):
                return Short("money", line, needs[line], max(0, left))
        pot = self.pots.get(call)
        if pot is not None:
            amount = needs.get(pot.line, 0) if pot.line else self.problem.costs[item]
            short = _draw(pot, call, amount, areas)
            if short:
                return short
        for line, cents in needs.items():
            self.lines[line] -= cents
        return None


def _pot(call: Call, line: str, lines: Mapping[str, int]) -> _Pot:
    """Money of a call: what it announces, else what is left on its line when it has earmarks.

    A call that names no line gives from the one common line; where there are several (or none)
    its money is counted over all lines.
    """
    total = call.available_cents
    if total is None and call.earmarks and line:
        total = max(0, lines.get(line, 0))
    rest = None if total is None else max(0, total - sum(call.earmarks.values()))
    return _Pot(line, dict(call.earmarks), rest)


def _draw(pot: _Pot, call: str, amount: int, areas: Shares) -> Short | None:
    """Take an amount from the earmarks of its areas, the remainder from the rest."""
    taken = {}
    remainder = amount
    for area, cents in _parts(amount, areas):
        part = min(cents, pot.earmarks.get(area, 0))
        if part > 0:
            taken[area] = part
            remainder -= part
    if pot.rest is not None and remainder > pot.rest:
        left = pot.rest + sum(taken.values())
        area = next((area for area, _ in areas if area in pot.earmarks), "")
        return Short("earmark", area, amount, left) if area else Short("call", call, amount, left)
    for area, part in taken.items():
        pot.earmarks[area] -= part
    if pot.rest is not None:
        pot.rest -= remainder
    return None


def _parts(amount: int, areas: Shares) -> list[tuple[str, int]]:
    """Divide cents by shares, the remainder to the first."""
    parts = [(area, floor(amount * Fraction(share))) for area, share in areas]
    if parts:
        area, first = parts[0]
        parts[0] = (area, first + amount - sum(cents for _, cents in parts))
    return parts
