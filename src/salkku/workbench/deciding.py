"""Record a decision so that anyone can compute it again, and compute one again."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from salkku import decide as decide_stage
from salkku.decide import Asked, Decision, Verdict
from salkku.domain.answers import Solution
from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, Infeasible, OutOfTime, WrongInput
from salkku.store import reading
from salkku.workbench.choosing import solve

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
    into: Path | None = None,
) -> Decided:
    """Solve an agreement and seal the answer with a byte copy of its files.

    Parameters
    ----------
    by
        The role that decides.
    force, forbid, weights
        As in ``solve``; they are recorded and used again by :func:`verify`.
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
    solution = _solved(dossier, Asked(tuple(force), tuple(forbid), weights))
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
        forbid=forbid,
        weights=weights,
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


def _solved(dossier: Dossier, asked: Asked) -> Solution:
    found = reading.read(dossier)
    if found.faults or found.agreement is None:
        raise WrongInput(found.faults)
    return solve(found.agreement, weights=asked.weights, force=asked.force, forbid=asked.forbid)
