"""Which questions can be asked, and how each is put to the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.errors import NotFound
from salkku.web.jobs import objects

__all__ = ["QUESTIONS", "answer"]

Arguments = Mapping[str, Any]
SECONDS: Final = 60
"""Time given to a question that names none."""


def _seconds(arguments: Arguments) -> float:
    return float(arguments.get("seconds") or SECONDS)


def _weights(arguments: Arguments) -> dict[str, Fraction] | None:
    given = arguments.get("weights")
    return {name: Fraction(str(value)) for name, value in given.items()} if given else None


def _solve(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.solution_object(
        workbench.solve(
            agreement,
            weights=_weights(arguments),
            seconds=_seconds(arguments),
            force=arguments.get("force", ()),
            forbid=arguments.get("forbid", ()),
        )
    )


def _near(agreement: Agreement, arguments: Arguments) -> objects.Object:
    within = Fraction(str(arguments.get("within") or "0.02"))
    return objects.near_object(
        workbench.near(agreement, within=within, seconds=_seconds(arguments))
    )


def _front(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.front_object(
        workbench.front(agreement, objectives=arguments["objectives"], seconds=_seconds(arguments))
    )


def _robust(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.robustness_object(workbench.robust(agreement, seconds=_seconds(arguments)))


def _rank(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.ranking_object(workbench.rank(agreement))


def _repair(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.repairs_object(workbench.repair(agreement, seconds=_seconds(arguments)))


def _explain(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.explanation_object(
        workbench.explain(agreement, id=arguments["id"], seconds=_seconds(arguments))
    )


def _fair(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.fairness_object(workbench.fair(agreement, seconds=_seconds(arguments)))


def _readings(agreement: Agreement, arguments: Arguments) -> objects.Object:
    return objects.readings_object(workbench.readings(agreement, seconds=_seconds(arguments)))


def _coverage(agreement: Agreement, arguments: Arguments) -> objects.Object:
    chosen = arguments.get("chosen")
    return objects.coverage_object(
        workbench.coverage(agreement, chosen=None if chosen is None else tuple(chosen))
    )


def _reasons(agreement: Agreement, arguments: Arguments) -> objects.Object:
    best = workbench.solve(agreement, seconds=_seconds(arguments))
    if best.value is None:
        return {"reasons": []}
    found = workbench.reasons(agreement, solution=best, seconds=float(arguments.get("each") or 5))
    return objects.reasons_object(found)


QUESTIONS: Final[dict[str, Callable[[Agreement, Arguments], objects.Object]]] = {
    "solve": _solve,
    "near": _near,
    "front": _front,
    "robust": _robust,
    "rank": _rank,
    "repair": _repair,
    "explain": _explain,
    "fair": _fair,
    "readings": _readings,
    "coverage": _coverage,
    "reasons": _reasons,
}


def answer(agreement: Agreement, question: str, arguments: Arguments) -> objects.Object:
    """Put a question to the workbench and give the answer as a JSON object.

    Raises
    ------
    NotFound
        If there is no such question, or it names what does not exist.
    """
    if question not in QUESTIONS:
        raise NotFound("unknown_question", question=question)
    return QUESTIONS[question](agreement, arguments)
