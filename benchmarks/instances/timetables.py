"""Draws agreements with half-years by a seed: six kinds, each tight where its name says.

All have yearly lines of three cities and a common one, windows, decided rows, lags, pairs, floors
for the focus areas and a share that one of them may take. Everything is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from salkku.domain.agreement import Agreement, Criterion, Party, Theme
from salkku.domain.ecosystem import Testbed
from salkku.domain.periods import parse_half_year, parse_month
from salkku.domain.proposals import Cost, Proposal, Score
from salkku.domain.terms import BudgetRow, Relation, Rule

__all__ = ["FIRST", "KINDS", "Kind", "timetable"]

FIRST = parse_half_year("2027-H1")
AREAS = ("urban", "health", "learning")
PARTIES = ("hel", "esp", "van")
CRITERIA = ("impact", "fit", "novelty")
BEDS = ("pier", "lab", "street")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a drawn agreement is tight in.

    Parameters
    ----------
    money
        Share of what all rows cost that the lines hold.
    carry
        Whether a year hands on what it leaves.
    narrow
        Share of the rows with an earliest, and with a latest start.
    effort
        Person-months a half-year of each city and row; None for one city and plenty.
    ends
        Share of the rows that may end in one half-year.
    relations
        Relations a row.
    slots
        Whether there are test environments, used and developed.
    """

    money: float = 0.42
    carry: bool = True
    narrow: float = 0.5
    effort: float | None = None
    ends: float = 0.1
    relations: float = 0.33
    slots: bool = False


KINDS = {
    "mixed": Kind(),
    "yearly": Kind(money=0.3, carry=False, narrow=0.2),
    "effort": Kind(effort=0.9, narrow=0.3),
    "waves": Kind(ends=0.045, narrow=0.2),
    "related": Kind(relations=0.8),
    "slots": Kind(slots=True, narrow=0.3),
}


def timetable(
    kind: str, *, rows: int, seed: int, half_years: int = 14, decided: float = 0.1
) -> Agreement:
    """Draw an agreement of a kind.

    Parameters
    ----------
    decided
        Share of the rows that are committed, with their start.
    """
    rng, tight = Random(seed), KINDS[kind]
    ids = [f"p{k:03d}" for k in range(rows)]
    proposals = tuple(_proposal(rng, name, half_years, decided, tight) for name in ids)
    costs, spent = _costs(rng, ids)
    return Agreement(
        id=f"{kind}-{rows}-{seed}",
        name={},
        period=(parse_month("2027-01"), 6 * (FIRST + half_years) - 1),
        parties=tuple(Party(party, {}) for party in PARTIES),
        focus_areas=tuple(Theme(area, {}) for area in AREAS),
        methods=(),
        criteria=tuple(Criterion(name, {}, Fraction(0), Fraction(5)) for name in CRITERIA),
        proposals=proposals,
        weights={"impact": Fraction(1, 2), "fit": Fraction(3, 10), "novelty": Fraction(1, 5)},
        loss_per_year=Fraction(3, 100),
        budgets=_budgets(spent, half_years, tight),
        costs=costs,
        scores=_scores(rng, ids),
        relations=_relations(rng, [row.id for row in proposals if not row.fixed], tight),
        rules=_rules(rows, half_years, tight),
        testbeds=tuple(Testbed(bed, {}, capacity=rows // 30) for bed in BEDS)
        if tight.slots
        else (),
    )


def _proposal(rng: Random, name: str, half_years: int, decided: float, tight: Kind) -> Proposal:
    early = rng.randint(0, half_years // 2)
    latest = rng.randint(early, half_years - 1)
    committed = rng.random() < decided
    start = 6 * FIRST + 6 * rng.randint(0, half_years // 3)
    used = ((rng.choice(BEDS), rng.randint(1, 2)),) if rng.random() < 0.4 else ()
    develops = ((rng.choice(BEDS), 1),) if rng.random() < 0.05 else ()
    return Proposal(
        name,
        "committed" if committed else "proposal",
        lead=rng.choice(PARTIES),
        focus_areas=((rng.choice(AREAS), Fraction(1)),),
        parties=(rng.choice(PARTIES),),
        duration_months=rng.randint(8, 36),
        start=start if committed else None,
        earliest_start=6 * (FIRST + early) if rng.random() < tight.narrow else None,
        latest_start=6 * (FIRST + latest) if rng.random() < tight.narrow else None,
        effort_pm=Fraction(rng.randint(10, 80)),
        testbeds=used if tight.slots and not committed else (),
        develops=develops if tight.slots else (),
    )


def _costs(rng: Random, ids: list[str]) -> tuple[tuple[Cost, ...], dict[str, int]]:
    found = []
    spent = dict.fromkeys(("support", *PARTIES), 0)
    for name in ids:
        total = rng.randint(100, 900)
        for line, share in (("support", 60), (rng.choice(PARTIES), 40)):
            cents = total * share * 1000
            spent[line] += cents
            found.append(Cost(name, line, cents, rng.choice([None, None, None, 0, 1])))
    return tuple(found), spent


def _scores(rng: Random, ids: list[str]) -> tuple[Score, ...]:
    return tuple(
        Score(name, criterion, Fraction(low), Fraction(low + rng.randint(0, 2)))
        for name in ids
        for criterion in CRITERIA
        for low in [rng.randint(0, 3)]
    )


def _budgets(spent: dict[str, int], half_years: int, tight: Kind) -> tuple[BudgetRow, ...]:
    found = []
    years = half_years // 2
    for line, cents in spent.items():
        party = line if line in PARTIES else ""
        whole = int(cents * tight.money)
        for year in range(years):
            first = FIRST + 2 * year
            each = whole * 15 // (14 * years)
            found.append(
                BudgetRow(line, each, party=party, start=first, end=first + 1, carry=tight.carry)
            )
        found.append(BudgetRow(line, whole, party=party))
    return tuple(found)


def _relations(rng: Random, ids: list[str], tight: Kind) -> tuple[Relation, ...]:
    found = []
    for number in range(int(len(ids) * tight.relations)):
        kind = rng.choice(["requires", "excludes", "synergy", "overlap"])
        first, second = sorted(rng.sample(ids, 2))
        value = {"synergy": Fraction(1), "overlap": Fraction(-1)}.get(kind, Fraction(0))
        found.append(
            Relation(
                kind,  # type: ignore[arg-type]
                second,
                first,
                number + 2,
                criterion="impact" if value else "",
                value=value,
                lag_months=rng.choice([0, 6, 12]) if kind == "requires" else 0,
            )
        )
    return tuple(found)


def _rules(rows: int, half_years: int, tight: Kind) -> tuple[Rule, ...]:
    efforts = {"hel": float(rows)} if tight.effort is None else {}
    if tight.effort is not None:
        efforts = dict.fromkeys(PARTIES, tight.effort * rows)
    return (
        Rule("wave", "all", "all", "ends", maximum=Fraction(max(2, int(rows * tight.ends)))),
        *(
            Rule(f"team-{p}", "party", p, "effort_pm", maximum=Fraction(int(most)), start=FIRST)
            for p, most in efforts.items()
        ),
        *(
            Rule(f"floor-{area}", "focus_area", area, "count", minimum=Fraction(rows // 12))
            for area in AREAS
        ),
        Rule("share", "focus_area", "urban", "share", maximum=Fraction(1, 2)),
        Rule(
            "early", "all", "all", "count", minimum=Fraction(rows // 20), start=FIRST,
            end=FIRST + 3,
        ),
    )  # fmt: skip
