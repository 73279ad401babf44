"""Agreements of any size for questions about time, drawn from a seed."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from salkku.domain.agreement import Agreement, Criterion, Party, Theme
from salkku.domain.periods import parse_half_year, parse_month
from salkku.domain.proposals import Cost, Proposal, Score
from salkku.domain.terms import BudgetRow, Relation, Rule

FIRST = parse_half_year("2027-H1")
AREAS = ("urban", "health", "learning")
PARTIES = ("hel", "esp", "van")


def agreement_of(
    seed: int, *, rows: int, half_years: int = 14, decided: float = 0.1, narrow: float = 0.5
) -> Agreement:
    """Draw an agreement: yearly lines with carry-over, waves, effort, lags, pairs, windows."""
    rng = Random(seed)
    ids = [f"p{k:03d}" for k in range(rows)]
    proposals = tuple(_proposal(rng, name, half_years, decided, narrow) for name in ids)
    costs, spent = _costs(rng, ids)
    budgets = _budgets(spent, half_years)
    return Agreement(
        id=f"drawn-{seed}",
        name={},
        period=(parse_month("2027-01"), 6 * (FIRST + half_years) - 1),
        parties=tuple(Party(party, {}) for party in PARTIES),
        focus_areas=tuple(Theme(area, {}) for area in AREAS),
        methods=(),
        criteria=tuple(
            Criterion(name, {}, Fraction(0), Fraction(5)) for name in ("impact", "fit", "novelty")
        ),
        proposals=proposals,
        weights={"impact": Fraction(1, 2), "fit": Fraction(3, 10), "novelty": Fraction(1, 5)},
        loss_per_year=Fraction(3, 100),
        budgets=budgets,
        costs=costs,
        scores=_scores(rng, ids),
        relations=_relations(rng, ids),
        rules=_rules(rows, half_years),
    )


def _proposal(rng: Random, name: str, half_years: int, decided: float, narrow: float) -> Proposal:
    early = rng.randint(0, half_years // 2)
    latest = rng.randint(early, half_years - 1)
    committed = rng.random() < decided
    start = 6 * FIRST + 6 * rng.randint(0, half_years // 3)
    return Proposal(
        name,
        "committed" if committed else "proposal",
        lead=rng.choice(PARTIES),
        focus_areas=((rng.choice(AREAS), Fraction(1)),),
        parties=(rng.choice(PARTIES),),
        duration_months=rng.randint(8, 36),
        start=start if committed else None,
        earliest_start=6 * (FIRST + early) if rng.random() < narrow else None,
        latest_start=6 * (FIRST + latest) if rng.random() < narrow else None,
        effort_pm=Fraction(rng.randint(10, 80)),
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
        for criterion in ("impact", "fit", "novelty")
        for low in [rng.randint(0, 3)]
    )


def _budgets(spent: dict[str, int], half_years: int) -> tuple[BudgetRow, ...]:
    found = []
    years = half_years // 2
    for line, cents in spent.items():
        party = line if line in PARTIES else ""
        for year in range(years):
            found.append(
                BudgetRow(
                    line,
                    cents * 45 // 100 // years,
                    party=party,
                    start=FIRST + 2 * year,
                    end=FIRST + 2 * year + 1,
                    carry=True,
                )
            )
        found.append(BudgetRow(line, cents * 42 // 100, party=party))
    return tuple(found)


def _relations(rng: Random, ids: list[str]) -> tuple[Relation, ...]:
    found = []
    for number in range(len(ids) // 3):
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


def _rules(rows: int, half_years: int) -> tuple[Rule, ...]:
    return (
        Rule("wave", "all", "all", "ends", maximum=Fraction(max(2, rows // 10))),
        Rule("team", "party", "hel", "effort_pm", maximum=Fraction(rows), start=FIRST),
        *(
            Rule(f"floor-{area}", "focus_area", area, "count", minimum=Fraction(rows // 12))
            for area in AREAS
        ),
        Rule("share", "focus_area", "urban", "share", maximum=Fraction(1, 2)),
        Rule(
            "early", "all", "all", "count", minimum=Fraction(rows // 20), start=FIRST, end=FIRST + 3
        ),
    )
