"""Answers are the same bytes on one thread and on two, and whatever the seed of hashes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from tests.counts import FULL
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]
HEVI = Path(__file__).resolve().parents[2] / "examples" / "hevi"
COMMANDS = ["solve", "near", "rank", "front --objectives impact,cost"]
LONG = [
    "front --objectives impact,cost,party:espoo",
    "robust",
    "fair",
    "schedule --seconds 600",
    "budget --line own_espoo",
]


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def told(agreement: Agreement) -> str:
    """Ask everything of an agreement and write the answers out."""
    objectives = [*(criterion.id for criterion in agreement.criteria[:2]), "cost"]
    front = workbench.front(agreement, objectives=objectives)
    certificate = workbench.certify(agreement, front=front)
    questions = (workbench.solve, workbench.near, workbench.robust, workbench.fair)
    return repr([front, certificate, *(ask(agreement) for ask in questions)])


def test_two_threads_at_once_answer_as_one(cases: Cases) -> None:
    agreements = [case[2] for case in cases(4, 200, rows=9, wanted=feasible, salt=90)]
    one_by_one = [told(agreement) for agreement in agreements]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(told, agreements)) == one_by_one


@pytest.mark.parametrize("command", [*COMMANDS, *LONG] if FULL else COMMANDS)
def test_a_command_writes_the_same_bytes(command: str) -> None:
    name, *options = command.split()
    program = [sys.executable, "-m", "salkku", name, str(HEVI), *options, "--json"]
    written = []
    for threads, seed in ((1, 0), (2, 1)):
        several = {f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "MKL", "OPENBLAS")}
        done = subprocess.run(
            [*cores(threads), *program],
            env={**os.environ, **several, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(done.stdout)
        written.append(re.sub(r'"seconds": [^,}]+', "", done.stdout))
    assert written[0] == written[1]


def cores(count: int) -> list[str]:
    """Give what keeps a program on so many cores, where there is such a thing."""
    may = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return ["taskset", "-c", ",".join(map(str, may[:count]))] if may else []
