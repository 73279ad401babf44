"""How long the proof of a front takes beside the front itself, in processor seconds.

``python -m benchmarks.proofs`` finds the fronts of published instances, certifies them, and has
the checker replay each certificate, all in one process: the front, the certificate, the replay,
and how many times the front's own time the replay takes. Names of cases take some of them.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from time import process_time

from benchmarks.drivers.salkku import problem_of
from benchmarks.instances import case_named
from salkku.decide.replay import replay
from salkku.optimise.certificate import certify
from salkku.optimise.front import front

__all__ = ["main", "measured"]

CASES = (
    "2kp50", "2kp100", "3kp40", "mobkp-3d-50-1", "tamby-2-200-1", "tamby-4-50-1",
    "tamby-3-100-1", "mobkp-3d-100-1", "mobkp-2d-500-1",
)  # fmt: skip
MOST_TIMES = 20
"""Promised: the replay takes at most so many times the seconds of the front."""


def measured(name: str) -> tuple[float, float, float, str]:
    """Give the seconds of a case's front, of its certificate and of the replay, and its verdict."""
    case = case_named(name)
    problem = problem_of(case["objectives"], case["rows"])
    times = [process_time()]
    found = front(problem, objectives=problem.criteria)
    times.append(process_time())
    certificate = certify(problem, front=found)
    times.append(process_time())
    verdict = "incomplete" if certificate is None else replay(certificate).status
    times.append(process_time())
    took, wrote, replayed = (b - a for a, b in pairwise(times))
    return took, wrote, replayed, verdict


def main(names: list[str]) -> int:
    """Print one line a case; exit 1 where a front is not proved."""
    wrong = []
    for name in names or CASES:
        took, wrote, replayed, verdict = measured(name)
        told = f"front {took:.2f}, certificate {wrote:.2f}, replay {replayed:.2f}"
        times = replayed / took
        print(f"{name}: {told}, {times:.1f} times ({MOST_TIMES} promised), {verdict}", flush=True)
        if verdict != "proved":
            wrong.append(name)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
