"""(N) How proposals stand to what is funded: proposed, accepted by a person, counted or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from salkku import appraise, optimise
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Solution
from salkku.domain.standing import FitAnswer
from salkku.locale import number, say
from salkku.optimise.objective import value_objective, worth_of
from salkku.workbench.choosing import weights_of
from salkku.workbench.naming import Naming

if TYPE_CHECKING:
    from salkku.landscape import Hit

__all__ = ["fit", "fit_sentences", "likely_fits", "value_without_fit"]

PROPOSED = {"duplicate": "duplicate", "overlaps": "duplicate", "continues": "continues",
            "complements": "related", "related": "related"}  # fmt: skip
"""What a person may make of a relation that likeness names, where it is known when both run."""


def fit(agreement: Agreement, *, seconds: float | None = None) -> FitAnswer:
    """Give the best portfolio's value with and without fit, and what counts in it.

    Parameters
    ----------
    seconds
        Time after which the best found so far is the answer, for each of the two portfolios.
    """
    problem = appraise.problem_of(agreement)
    best = optimise.solve(problem, seconds=seconds)
    plain = problem.without_fit()
    other = optimise.solve(plain, seconds=seconds) if agreement.fit else best
    return FitAnswer(
        on=agreement.fit is not None,
        status=best.status,
        chosen=best.chosen,
        value=best.value,
        value_without=value_without_fit(agreement, solution=best),
        chosen_without=other.chosen,
        best_without=other.value,
        terms=tuple((problem.ids[one.item], one) for one in problem.fits),
    )


def value_without_fit(
    agreement: Agreement,
    *,
    solution: Solution,
    weights: Mapping[str, Fraction] | None = None,
) -> Fraction | None:
    """Give the value of a portfolio as it is without fit; None where fit is off or it has none.

    Parameters
    ----------
    weights
        As of ``solve``.
    """
    if agreement.fit is None or solution.value is None:
        return None
    problem = appraise.problem_of(agreement).without_fit()
    objective = value_objective(problem, weights=weights_of(problem, weights))
    items = tuple(item for item, row in enumerate(problem.ids) if row in solution.chosen)
    return worth_of(objective, items) * objective.unit


def fit_sentences(
    found: FitAnswer, *, language: str, agreement: Agreement | None = None
) -> tuple[str, ...]:
    """Say whether fit counts, what it does to the value and to the choice, and each relation.

    With the agreement everything is told by its name.
    """
    naming = Naming(agreement, language)

    def told(code: str, **values: object) -> str:
        return say(f"fit.{code}", values, language=language)

    def written(value: Fraction | None) -> str:
        return "" if value is None else number(value, 4, language=language)

    lines = []
    if not found.on:
        lines.append(told("off"))
    elif found.value is not None:
        values = {"value": written(found.value), "without": written(found.value_without)}
        lines.append(told("on", **values))
        gone = [row for row in found.chosen_without if row not in found.chosen]
        come = [row for row in found.chosen if row not in found.chosen_without]
        if gone or come:
            rows = {"come": naming.rows(come) or "–", "gone": naming.rows(gone) or "–"}
            lines.append(told("changes", **rows, best=written(found.best_without)))
        else:
            lines.append(told("same"))
    if not found.terms:
        lines.append(told("none"))
    for row, one in found.terms:
        code = one.because or one.relation
        points = number(abs(one.points), 2, language=language)
        relation = told(f"relation_{one.relation}")
        named = naming.told(code, {"row": row, "project": one.project})
        lines.append(told(f"term_{code}", **named, points=points, relation=relation))
    return tuple(lines)


def likely_fits(
    agreement: Agreement,
    *,
    limit: int = 3,
    tables: Path | None = None,
    today: date | None = None,
    told: Callable[[str, int, int], None] | None = None,
) -> tuple[tuple[str, str, Hit], ...]:
    """Propose relations for a person to accept: row, relation of fit.csv, and the hit with because.

    What fit.csv has already is left out, whatever its relation there. Where it is not known when
    the project runs, none of the relations that count is proposed: one that runs would cost and
    one that has ended could pay, so it is ``related`` until a person knows.

    Parameters
    ----------
    limit
        Most projects for one competing proposal.
    tables
        The folder that open data was loaded into; None looks in projects.csv only.
    today, told
        As of ``similar``.
    """
    from salkku import landscape
    from salkku.workbench.exploring import query_of
    from salkku.workbench.resolving import register_of

    library = landscape.open_library(projects=agreement.projects, folder=tables, told=told)
    body = register_of(agreement, tables=tables).key
    now = None if today is None else 12 * today.year + today.month - 1
    known = {(one.proposal, _key(one.project)) for one in agreement.fits}
    found = []
    for row in agreement.proposals:
        if not row.competes or row.level_of:
            continue
        query = query_of(agreement, proposal=row.id)
        hits = library.hits(query, limit=limit, now=now, body=body)
        found += [
            (row.id, _proposed(hit), hit) for hit in hits if (row.id, hit.project) not in known
        ]
    return tuple(found)


def _proposed(hit: Hit) -> str:
    return "related" if hit.time == "time_unknown" else PROPOSED[hit.relation]


def _key(project: str) -> str:
    return project if ":" in project else f"projects:{project}"
