"""The best portfolio, everything nearly as good, the efficient ones, and what holds throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block
from salkku.cli.commands.checking import sound
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import (
    AsJson,
    Folder,
    Forbid,
    Force,
    Lang,
    Seconds,
    Weights,
    fraction_of,
    known_rows,
    weights_of,
    wrong_option,
)
from salkku.domain.problem import COUNTS

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import Robustness

__all__ = ["front", "held_rows", "near", "readings_sentence", "robust", "solve"]


def solve(
    folder: Folder,
    weights: Weights = None,
    seconds: Seconds = None,
    force: Force = None,
    forbid: Forbid = None,
    at_least: Annotated[
        list[str] | None,
        typer.Option(
            "--at-least",
            metavar="COUNT=N",
            help="A floor on ties, new_ties, renewed_ties, continued_ties, cross_city,"
            " cross_sector, first_timers or unique_companies of the chosen (may be repeated).",
        ),
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Find the best portfolio, with its proof."""
    from salkku import workbench
    from salkku.cli import views
    from salkku.workbench.objects import choosing as objects

    agreement = sound(folder)
    kept, barred = held_rows(agreement, force, forbid)
    floors = _floors(agreement, at_least or ())
    solution = workbench.solve(
        agreement,
        weights=weights_of(weights, agreement),
        seconds=seconds,
        force=kept,
        forbid=barred,
        at_least=floors,
    )
    out = workbench.not_competing(agreement)
    plain = workbench.value_without_fit(
        agreement, solution=solution, weights=weights_of(weights, agreement)
    )
    return Answer(
        {
            **objects.solution_object(solution, out, value_without_fit=plain),
            **({"at_least": floors} if floors else {}),
        },
        lambda: views.solution_view(
            agreement, solution, out, without_fit=plain, language=language_of(lang)
        ),
        exit_code={"infeasible": INFEASIBLE, "unknown": OUT_OF_TIME}.get(solution.status, 0),
        timed=True,
    )


def _floors(agreement: Agreement, given: Iterable[str]) -> dict[str, int]:
    """Read ``--at-least``: whole numbers of counts that the agreement can tell."""
    floors: dict[str, int] = {}
    for text in given:
        name, _, number = (part.strip() for part in text.partition("="))
        if name not in COUNTS or not agreement.participations:
            raise wrong_option("--at-least", "objective_unknown", objective=name)
        if not number.isascii() or not number.isdigit() or len(number) > 9:
            raise wrong_option("--at-least", "floor_wrong", text=text)
        floors[name] = int(number)
    return floors


def held_rows(
    agreement: Agreement, force: list[str] | None, forbid: list[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read ``--force`` and ``--forbid``; to forbid what does not compete anyway changes nothing.

    Raises
    ------
    WrongInput
        With a fault for each id that is unknown, or forced and out of the competition.
    """
    from salkku import workbench

    out = {row.id: row.criterion for row in workbench.not_competing(agreement)}
    kept = known_rows("--force", force, agreement, barred=out)
    named = known_rows("--forbid", forbid, agreement, competing=False)
    competing = {row.id for row in agreement.proposals if row.competes} - out.keys()
    return kept, tuple(row for row in named if row in competing)


def front(
    folder: Folder,
    objectives: Annotated[
        str,
        typer.Option(
            "--objectives",
            help="Two to five of: criteria, value, cost, party:ID, ties, new_ties, renewed_ties,"
            " continued_ties, cross_city, cross_sector, first_timers, unique_companies.",
        ),
    ],
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help="Write the proof that none is missing."),
    ] = None,
    seconds: Seconds = None,
    megabytes: Annotated[
        int | None,
        typer.Option("--megabytes", min=1, help="Memory for partial portfolios; 1200 by default."),
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """List every efficient portfolio for two to five objectives."""
    from salkku import workbench
    from salkku.cli import proofs, views
    from salkku.workbench.objects import choosing as objects

    agreement = sound(folder)
    names = tuple(name for part in objectives.split(",") if (name := part.strip()))
    known = {"value", "cost", *(criterion.id for criterion in agreement.criteria)}
    known |= {f"party:{party.id}" for party in agreement.parties}
    known |= set(COUNTS) if agreement.participations else set()
    for name in names:
        if name not in known:
            raise wrong_option("--objectives", "objective_unknown", objective=name)
    if not 2 <= len(set(names)) == len(names) <= 5:
        raise wrong_option("--objectives", "objectives_wrong", objectives=objectives)
    found = workbench.front(agreement, objectives=names, seconds=seconds, megabytes=megabytes)
    proof, because = None, "not_asked"
    if certificate is not None:
        proof, because = proofs.written(agreement, found, certificate)
    return Answer(
        objects.front_object(found, proof, because),
        lambda: (
            *views.front_view(found, language=language_of(lang)),
            *proofs.told(found, proof, because, language=language_of(lang)),
        ),
        exit_code=_code(found.feasible, answered=found.complete or bool(found.points)),
        timed=True,
    )


def near(
    folder: Folder,
    within: Annotated[str, typer.Option("--within", help="Share of the best value.")] = "0.02",
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """List every portfolio nearly as good as the best.

    Says what all of them share, and the few choices that tell them apart.
    """
    from salkku import workbench
    from salkku.cli import views
    from salkku.workbench.objects import choosing as objects

    agreement = sound(folder)
    share = fraction_of("--within", within)
    found = workbench.near(agreement, within=share, seconds=seconds)
    return Answer(
        objects.near_object(found),
        lambda: views.near_view(agreement, found, language=language_of(lang)),
        exit_code=_code(found.feasible, answered=found.complete or bool(found.portfolios)),
        timed=True,
    )


def robust(
    folder: Folder, seconds: Seconds = None, json: AsJson = False, lang: Lang = None
) -> Answer:
    """Say what holds whatever the weights and scores.

    Rows are core, borderline or exterior; what time does not allow to settle is undecided.
    """
    from salkku import workbench
    from salkku.workbench.objects import choosing as objects

    agreement = sound(folder)
    found = workbench.robust(agreement, seconds=seconds)
    return Answer(
        objects.robustness_object(found),
        lambda: _robust_view(agreement, found, language_of(lang)),
        exit_code=_code(found.feasible, answered=True),
        timed=True,
    )


def _robust_view(agreement: Agreement, found: Robustness, language: str) -> Iterator[Block]:
    """Say first what is in under all readings: no core index says as much."""
    from salkku.cli import views

    if found.feasible:
        yield readings_sentence(agreement, language=language)
    yield from views.robustness_view(agreement, found, language=language)


def readings_sentence(agreement: Agreement, *, language: str) -> str:
    """Solve under every reading of the scores, and say which rows are in under all."""
    from salkku import workbench
    from salkku.cli.wording import Wording

    told = workbench.readings(agreement)
    words = Wording(language)
    rows = ", ".join(told.always) or words.say("none")
    return words.say("readings_always", count=len(told.solutions), rows=rows)


def _code(feasible: bool, *, answered: bool) -> int:
    if not feasible:
        return INFEASIBLE
    return 0 if answered else OUT_OF_TIME
