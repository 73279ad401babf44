"""Record a decision so that anyone can compute it again, and compute one again."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from salkku import decide as decide_stage
from salkku.decide import Asked, Decision, Verdict
from salkku.domain.answers import Condition, Conditional, Solution
from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, Infeasible, OutOfTime, WrongInput
from salkku.store import reading
from salkku.workbench.branching import branch_of
from salkku.workbench.choosing import solve
from salkku.workbench.placing import value_without_fit

if TYPE_CHECKING:
    from salkku.store.workspace import Workspace

__all__ = ["Decided", "decide", "verify", "versions"]

PARTS = ("salkku", "highspy", "ortools")


@dataclass(frozen=True, slots=True)
class Decided:
    """A recorded decision; ``path`` is None where only its files were made."""

    decision: Decision
    solution: Solution
    path: Path | None = None


def decide(
    workspace: Workspace,
    *,
    by: str,
    today: date,
    note: str = "",
    force: Sequence[str] = (),
    forbid: Sequence[str] = (),
    weights: Mapping[str, Fraction] | None = None,
    condition: Condition | None = None,
    into: Path | None = None,
) -> Decided:
    """Solve an agreement and seal the answer with a byte copy of its files.

    Parameters
    ----------
    by
        The role that decides.
    force, forbid, weights
        As in ``solve``; they are recorded and used again by :func:`verify`.
    condition
        Records both branches; what is decided until the day is the one without the row.
    into
        The folder of decisions to write to; None only makes the files.

    Raises
    ------
    WrongInput
        If the agreement has faults.
    Infeasible
        If there is no portfolio to decide on.
    """
    if into is not None and into.is_symlink():
        raise WrongInput((Fault(into.name, "link_outside"),))
    dossier = workspace.dossier()
    asked = Asked(tuple(force), _barred(forbid, condition), weights)
    solution = _solved(dossier, asked)
    if solution.status == "infeasible":
        raise Infeasible("solve_infeasible")
    if not solution.chosen and solution.status == "unknown":
        raise OutOfTime("solve_unknown")
    decision = decide_stage.record(
        dossier,
        answer=solution,
        by=by,
        note=note,
        today=today,
        versions=versions(),
        force=force,
        forbid=asked.forbid,
        weights=weights,
        condition=_branches(dossier, asked, condition, solution),
        value_without_fit=_without_fit(dossier, solution, weights),
    )
    if into is None:
        return Decided(decision, solution)
    return Decided(decision, solution, decide_stage.keep(decision, into=into, today=today))


def verify(path: Path, *, digest: str | None = None) -> Verdict:
    """Check every hash of a recorded decision and solve its inputs again.

    Parameters
    ----------
    digest
        The digest that was told when it was recorded: without it, a change of both a file and
        MANIFEST can show only in the answer.

    Raises
    ------
    NotFound
        If the folder is no recorded decision.
    """
    return decide_stage.verify(path, resolve=_solved, digest=digest)


def versions() -> dict[str, str]:
    """Give the versions of the parts that an answer can depend on."""
    found = {"python": platform.python_version()}
    for part in PARTS:
        try:
            found[part] = version(part)
        except PackageNotFoundError:
            continue
    return found


def _barred(forbid: Sequence[str], condition: Condition | None) -> tuple[str, ...]:
    """Give what is out until the condition has come true."""
    barred = tuple(forbid)
    return barred if condition is None or condition.row in barred else (*barred, condition.row)


def _branches(
    dossier: Dossier, asked: Asked, condition: Condition | None, otherwise: Solution
) -> Conditional | None:
    """Solve the branch in which the condition has come true.

    Raises
    ------
    Infeasible
        If the row cannot be taken even then.
    """
    if condition is None:
        return None
    then = _solved(dossier, replace(asked, condition=condition))
    if then.status != "optimal":
        raise Infeasible("condition_infeasible", row=condition.row)
    return Conditional(condition, then, otherwise)


def _without_fit(
    dossier: Dossier, solution: Solution, weights: Mapping[str, Fraction] | None
) -> Fraction | None:
    agreement = reading.read(dossier).agreement
    if agreement is None:
        return None
    return value_without_fit(agreement, solution=solution, weights=weights)


def _solved(dossier: Dossier, asked: Asked) -> Solution:
    found = reading.read(dossier)
    if found.faults or found.agreement is None:
        raise WrongInput(found.faults)
    agreement, force, forbid = found.agreement, asked.force, asked.forbid
    if asked.condition is not None:
        row = asked.condition.row
        agreement = branch_of(agreement, asked.condition)
        force, forbid = (*force, row), tuple(one for one in forbid if one != row)
    return solve(agreement, weights=asked.weights, force=force, forbid=forbid)
