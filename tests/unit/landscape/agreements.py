"""Small agreements for counting coverage."""

from __future__ import annotations

from fractions import Fraction

from salkku.domain.agreement import Agreement, Party, Theme
from salkku.domain.proposals import Cost, Proposal, Shares
from salkku.domain.terms import BudgetRow

AREAS = ("urban", "health", "learning")
METHODS = ("testbeds", "clusters", "services")
PARTIES = ("helsinki", "espoo", "vantaa")


def even(*members: str) -> Shares:
    return tuple((member, Fraction(1, len(members))) for member in members)


def proposal(
    id_: str, areas: Shares, methods: Shares, parties: tuple[str, ...], status: str = "proposal"
) -> Proposal:
    return Proposal(
        id=id_,
        status=status,  # type: ignore[arg-type]
        focus_areas=areas,
        methods=methods,
        parties=parties,
    )


def agreement(proposals: list[Proposal], costs: list[Cost]) -> Agreement:
    """Make an agreement with a line of each party and a common one."""
    return Agreement(
        id="small",
        name={},
        period=None,
        parties=tuple(Party(id=each, name={}) for each in PARTIES),
        focus_areas=tuple(Theme(each, {}) for each in AREAS),
        methods=tuple(Theme(each, {}) for each in METHODS),
        criteria=(),
        proposals=tuple(proposals),
        costs=tuple(costs),
        budgets=(
            *(BudgetRow(line=f"own-{each}", limit_cents=10**9, party=each) for each in PARTIES),
            BudgetRow(line="support", limit_cents=10**9),
            BudgetRow(line="support", limit_cents=10**9, fund="ERDF"),
        ),
    )
