"""A watch on solvers: one that fails or stays away past its time has said nothing."""

from __future__ import annotations

import logging
from threading import Thread

from salkku.mip.program import Program
from salkku.mip.solver import Claim, Solver

__all__ = ["claim_within"]

_log = logging.getLogger(__name__)

GRACE = 2.0
"""Seconds that a solver may come late: libraries look at the clock between their steps."""


def claim_within(solver: Solver, program: Program, seconds: float | None) -> Claim:
    """Ask a solver, and wait for it no longer than its time and a little.

    Parameters
    ----------
    seconds
        Its time; None waits as long as it takes.

    Returns
    -------
    Claim
        ``unknown`` when it raised whatever exception, gave something else than a claim, or did not
        come back; the first and the last are logged as warnings. A solver that never comes back is
        left to itself: its thread ends with the process, and its late answer is heard by nobody.
    """
    if seconds is None:
        return _claim(solver, program, None)
    heard: list[Claim] = []
    asked = Thread(target=lambda: heard.append(_claim(solver, program, seconds)), daemon=True)
    asked.start()
    asked.join(seconds + GRACE)
    if not heard:
        _log.warning("solver %s did not come back in %.1f seconds", solver.name, seconds + GRACE)
        return Claim("unknown")
    return heard[0]


def _claim(solver: Solver, program: Program, seconds: float | None) -> Claim:
    try:
        claim: object = solver.maximise(program, seconds=seconds)
    except Exception as error:  # whatever a library raises, another solver can still answer
        _log.warning("solver %s failed: %s: %s", solver.name, type(error).__name__, error)
        return Claim("unknown")
    return claim if isinstance(claim, Claim) else Claim("unknown")
