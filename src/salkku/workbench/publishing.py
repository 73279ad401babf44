"""Gather what a report or the public bundle tells, and write it."""

from __future__ import annotations

from pathlib import Path

from salkku import publish as publish_stage
from salkku.appraise import cautions
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Solution
from salkku.domain.errors import Infeasible, OutOfTime
from salkku.followup import strip
from salkku.locale import LANGUAGES
from salkku.publish import Material
from salkku.workbench.choosing import near, rank, readings, robust, solve
from salkku.workbench.exploring import coverage
from salkku.workbench.placing import fit, fit_sentences
from salkku.workbench.weighing import grounds, reasons, slack

__all__ = ["gathered", "publish", "report"]


def report(agreement: Agreement, *, into: Path, seconds: float | None = 20) -> tuple[Path, ...]:
    """Write the working group's report in every language.

    Parameters
    ----------
    into
        The folder to write to.
    seconds
        For each of the near-best set and the robust classes; what time did not allow is said.

    Returns
    -------
    tuple of Path
        The files written.
    """
    solution = _solved(agreement)
    material = gathered(
        agreement,
        solution,
        near=near(agreement, seconds=seconds),
        robust=robust(agreement, seconds=seconds),
        ranking=rank(agreement),
        readings=readings(agreement),
        reasons=reasons(agreement, solution=solution),
        cautions=cautions(agreement),
        fit=_fit_said(agreement),
    )
    return publish_stage.put(publish_stage.report(material), into=into, mark="report.en.html")


def publish(agreement: Agreement, *, into: Path, seconds: float | None = 20) -> tuple[Path, ...]:
    """Write the public bundle: no score, threshold, core index, assessor or person in it.

    Parameters
    ----------
    into
        The folder to write to.
    seconds
        For the bands of the projects; what time did not allow is undecided.

    Returns
    -------
    tuple of Path
        The files written.
    """
    solution = _solved(agreement)
    material = gathered(agreement, solution, robust=robust(agreement, seconds=seconds))
    return publish_stage.put(publish_stage.bundle(material), into=into, mark="portfolio.json")


def _fit_said(agreement: Agreement) -> dict[str, tuple[str, ...]] | None:
    """Say what fit with the landscape does, where anything was accepted or it is on."""
    if agreement.fit is None and not agreement.fits:
        return None
    found = fit(agreement)
    return {one: fit_sentences(found, language=one, agreement=agreement) for one in LANGUAGES}


def gathered(agreement: Agreement, solution: Solution, **more: object) -> Material:
    """Add to an answer what every report needs; ``more`` are other fields of the material."""
    chosen = solution.chosen
    asked: dict[str, object] = {"reasons": (), **more}
    return Material(
        agreement=agreement,
        solution=solution,
        slack=slack(agreement, chosen=chosen),
        grounds=grounds(agreement, chosen=chosen),
        cells=coverage(agreement, chosen=chosen),
        strip=strip(agreement, chosen=chosen),
        **asked,  # type: ignore[arg-type]
    )


def _solved(agreement: Agreement) -> Solution:
    solution = solve(agreement)
    if solution.status == "infeasible":
        raise Infeasible("solve_infeasible")
    if solution.status == "unknown":
        raise OutOfTime("solve_unknown")
    return solution
