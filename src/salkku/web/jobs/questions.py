"""Which questions can be asked, and how each is put to the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, cast

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Condition
from salkku.domain.errors import NotFound
from salkku.domain.periods import parse_half_year
from salkku.domain.timetable import Baseline
from salkku.web.jobs.loaded import LOADED, Tell
from salkku.web.jobs.loading import LOADING
from salkku.workbench.objects import (
    choosing,
    comparing,
    doubting,
    listing,
    pairing,
    placing,
    reasoning,
    spending,
    timing,
)
from salkku.workbench.objects.plain import Object, plain

__all__ = ["QUESTIONS", "Tell", "answer"]

Arguments = Mapping[str, Any]
SECONDS: Final = 60
MOST_PAIRS: Final = 20
"""Time given to a question that names none."""


def _nobody(done: int, whole: int) -> None:
    """Tell nobody."""


def _seconds(arguments: Arguments) -> float:
    return float(arguments.get("seconds") or SECONDS)


def _weights(arguments: Arguments) -> dict[str, Fraction] | None:
    given = arguments.get("weights")
    return {name: Fraction(str(value)) for name, value in given.items()} if given else None


def _solve(agreement: Agreement, arguments: Arguments) -> Object:
    solution = workbench.solve(
        agreement,
        weights=_weights(arguments),
        seconds=_seconds(arguments),
        force=arguments.get("force", ()),
        forbid=arguments.get("forbid", ()),
    )
    return choosing.solution_object(
        solution,
        workbench.not_competing(agreement),
        value_without_fit=workbench.value_without_fit(
            agreement, solution=solution, weights=_weights(arguments)
        ),
    )


def _near(agreement: Agreement, arguments: Arguments) -> Object:
    within = Fraction(str(arguments.get("within") or "0.02"))
    found = workbench.near(agreement, within=within, seconds=_seconds(arguments))
    return choosing.near_object(found)


def _front(agreement: Agreement, arguments: Arguments) -> Object:
    objectives = arguments["objectives"]
    found = workbench.front(agreement, objectives=objectives, seconds=_seconds(arguments))
    return choosing.front_object(found)


def _robust(agreement: Agreement, arguments: Arguments) -> Object:
    return choosing.robustness_object(workbench.robust(agreement, seconds=_seconds(arguments)))


def _readings(agreement: Agreement, arguments: Arguments) -> Object:
    return choosing.readings_object(workbench.readings(agreement, seconds=_seconds(arguments)))


def _conditional(agreement: Agreement, arguments: Arguments) -> Object:
    condition = Condition(arguments["proposal"], arguments["level"], arguments["until"])
    found = workbench.conditional(agreement, condition=condition, seconds=_seconds(arguments))
    return choosing.conditional_object(found)


def _rank(agreement: Agreement, arguments: Arguments) -> Object:
    return reasoning.ranking_object(workbench.rank(agreement), agreement, language="en")


def _repair(agreement: Agreement, arguments: Arguments) -> Object:
    wanted = workbench.suppose(agreement, decided=arguments.get("force", ()))
    return reasoning.repairs_object(workbench.repair(wanted, seconds=_seconds(arguments)))


def _repair_in_time(agreement: Agreement, arguments: Arguments) -> Object:
    wanted = workbench.suppose(agreement, decided=arguments.get("force", ()))
    found = workbench.repair_in_time(wanted, seconds=_seconds(arguments))
    return timing.timed_repairs_object(found)


def _explain(agreement: Agreement, arguments: Arguments) -> Object:
    found = workbench.explain(agreement, id=arguments["id"], seconds=_seconds(arguments))
    return reasoning.explanation_object(found, agreement)


def _reasons(agreement: Agreement, arguments: Arguments) -> Object:
    best = workbench.solve(agreement, seconds=_seconds(arguments))
    if best.value is None:
        return {"reasons": []}
    found = workbench.reasons(agreement, solution=best, seconds=float(arguments.get("each") or 5))
    return reasoning.reasons_object(found)


def _fair(agreement: Agreement, arguments: Arguments) -> Object:
    return spending.fairness_object(workbench.fair(agreement, seconds=_seconds(arguments)))


def _budget(agreement: Agreement, arguments: Arguments) -> Object:
    found = workbench.budget(agreement, line=arguments["line"], seconds=_seconds(arguments))
    return spending.budget_object(found)


def _reserve(agreement: Agreement, arguments: Arguments) -> Object:
    line = arguments.get("line", "")
    return spending.reserve_object(
        workbench.reserve(agreement, line=line, seconds=_seconds(arguments))
    )


def _design(agreement: Agreement, arguments: Arguments) -> Object:
    found = workbench.design(
        agreement,
        call=arguments["call"],
        samples=arguments.get("samples", 200),
        seconds=_seconds(arguments),
    )
    return spending.design_object(found)


def _doubt(agreement: Agreement, arguments: Arguments, tell: Tell) -> Object:
    found = workbench.doubt(
        agreement,
        draws=arguments.get("draws", 200),
        seed=arguments.get("seed", 0),
        seconds=_seconds(arguments),
        progress=lambda _, done, whole: tell(done, whole),
    )
    return doubting.doubt_object(agreement, found)


def _questions(agreement: Agreement, arguments: Arguments) -> Object:
    limit = arguments.get("limit", 5)
    found = workbench.questions(agreement, limit=limit, seconds=_seconds(arguments))
    return doubting.questions_object(agreement, found)


def _schedule(agreement: Agreement, arguments: Arguments) -> Object:
    found = workbench.schedule(agreement, seconds=_seconds(arguments))
    day = date.fromisoformat(arguments["today"]) if arguments.get("today") else None
    told = workbench.alarms(agreement, starts=found.starts, today=day) if found.starts else ()
    if day is None:  # which call is the last useful one depends on the day
        told = tuple(alarm for alarm in told if not alarm.code.endswith("_call"))
    return timing.schedule_object(found, told, agreement=agreement)


def _baseline(decided: Arguments) -> Baseline:
    starts = decided.get("starts")
    halves = {row: parse_half_year(half) for row, half in starts.items()} if starts else None
    return Baseline(tuple(halves or decided["chosen"]), halves)


def _compare(agreement: Agreement, arguments: Arguments) -> Object:
    a, b = (_baseline(arguments[side]) for side in ("a", "b"))
    return comparing.comparison_object(workbench.compare(agreement, a=a, b=b), agreement=agreement)


def _replan(agreement: Agreement, arguments: Arguments) -> Object:
    less = Fraction(arguments.get("less", "0")) / 100
    changed = workbench.suppose(agreement, line=arguments.get("line", ""), less=less)
    found = workbench.replan(changed, baseline=_baseline(arguments), seconds=_seconds(arguments))
    return timing.replan_object(found, agreement=changed)


def _fit(agreement: Agreement, arguments: Arguments) -> Object:
    return placing.fit_object(workbench.fit(agreement, seconds=_seconds(arguments)), agreement)


def _likely_relations(agreement: Agreement, arguments: Arguments) -> Object:
    return pairing.relations_object(agreement, workbench.likely_relations(agreement)[:MOST_PAIRS])


def _coverage(agreement: Agreement, arguments: Arguments) -> Object:
    chosen = arguments.get("chosen")
    rows = None if chosen is None else tuple(chosen)
    return listing.coverage_object(workbench.coverage(agreement, chosen=rows))


SILENT: Final[dict[str, Callable[[Agreement, Arguments], Object]]] = {
    "solve": _solve,
    "near": _near,
    "front": _front,
    "robust": _robust,
    "readings": _readings,
    "conditional": _conditional,
    "rank": _rank,
    "repair": _repair,
    "repair_in_time": _repair_in_time,
    "explain": _explain,
    "reasons": _reasons,
    "fair": _fair,
    "budget": _budget,
    "reserve": _reserve,
    "design": _design,
    "questions": _questions,
    "schedule": _schedule,
    "replan": _replan,
    "compare": _compare,
    "coverage": _coverage,
    "fit": _fit,
    "likely_relations": _likely_relations,
}
TOLD: Final[dict[str, Callable[[Agreement, Arguments, Tell], Object]]] = {"doubt": _doubt}
"""Questions that tell how far they have come."""
BESIDE: Final = {**LOADED, **LOADING}
"""Questions that look into what was loaded beside the agreement, or load it."""
QUESTIONS: Final = frozenset(SILENT) | frozenset(TOLD) | frozenset(BESIDE)


def answer(
    agreement: Agreement,
    question: str,
    arguments: Arguments,
    *,
    tell: Tell = _nobody,
    folder: Path | None = None,
) -> dict[str, Any]:
    """Put a question to the workbench and give the answer as a JSON object.

    Parameters
    ----------
    tell
        Is told what is done of the whole, where the core tells it.
    folder
        The folder that open data was loaded into, for the questions that look there.

    Raises
    ------
    NotFound
        If there is no such question, or it names what does not exist.
    """
    if question not in QUESTIONS:
        raise NotFound("unknown_question", question=question)
    if question in BESIDE:
        found = BESIDE[question](agreement, arguments, folder or Path(), tell)
    elif question in TOLD:
        found = TOLD[question](agreement, arguments, tell)
    else:
        found = SILENT[question](agreement, arguments)
    return cast("dict[str, Any]", plain(found))
