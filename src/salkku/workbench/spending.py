"""Questions about money: what the next euro buys, what to hold back, how to write a call."""

from __future__ import annotations

from salkku import appraise, optimise
from salkku.domain.agreement import Agreement
from salkku.domain.answers import BudgetCurve, CallDesigns, Reserve
from salkku.optimise.budget import reserve as reserve_of
from salkku.scenarios import ScenarioRunner

__all__ = ["budget", "design", "reserve"]


def budget(agreement: Agreement, *, line: str, seconds: float | None = None) -> BudgetCurve:
    """Give every limit of a budget line at which a greater value becomes possible.

    Raises
    ------
    NotFound
        If no competing row costs on the line.
    """
    return optimise.budget(appraise.problem_of(agreement), line=line, seconds=seconds)


def reserve(agreement: Agreement, *, line: str = "", seconds: float | None = None) -> Reserve:
    """Say what a later proposal must bring for each euro of a line that is held back.

    Raises
    ------
    NotFound
        If there is no such line.
    """
    return reserve_of(appraise.problem_of(agreement), line=line, seconds=seconds)


def design(
    agreement: Agreement,
    *,
    call: str,
    samples: int = 200,
    seed: int = 0,
    seconds: float | None = None,
    runner: ScenarioRunner | None = None,
) -> CallDesigns:
    """Find few and round earmarks under which the ranking of a call does well.

    Parameters
    ----------
    samples, seed
        Resampled rounds of applications that a design is tried on, and of their drawing.
    runner
        Who tries them, as :func:`salkku.workbench.open_runner` gives it; this process when None.

    Raises
    ------
    NotFound
        If there is no such call, or none of its applications competes.
    """
    problem = appraise.problem_of(agreement)
    return optimise.design(
        agreement,
        problem,
        call=call,
        samples=samples,
        seed=seed,
        seconds=seconds,
        runner=runner,
    )
