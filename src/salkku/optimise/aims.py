"""Programs that differ in their objective only, as scenarios: the rules once, an aim a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.formulate import formulate, objective_terms
from salkku.scenarios import Job

__all__ = ["Aims", "aim_of", "aims_job", "best_items"]


class Aims:
    """Task: a best set of items under the objective that a row gives.

    The row is a JSON list of ``[column, coefficient]``, the answer a JSON list of items in order;
    null where no set keeps the rules. Everything is whole numbers; no name and no id is sent.
    """

    def __init__(self, shared: bytes) -> None:
        rules = json.loads(shared)
        self._size: int = rules["size"]
        self._program = Program(
            upper=(1,) * self._size,
            rows=tuple(
                Row("", tuple((column, value) for column, value in terms), low, high)
                for terms, low, high in rules["rows"]
            ),
            pairs=tuple((tuple(left), tuple(right)) for left, right in rules["pairs"]),
        )

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Solve for one aim; None when it was not proved in time."""
        aim = tuple((column, value) for column, value in json.loads(row))
        answer = maximise(
            replace(self._program, objective=aim), deadline=Deadline(seconds), confirm=False
        )
        if not answer.proved:
            return None
        found = answer.ones(size=self._size) if answer.status == "optimal" else None
        return json.dumps(found).encode()


def aims_job(problem: Problem) -> Job:
    """Give the job of all aims at a problem's value: its rules and its pairs."""
    pairs = tuple((pair.left, pair.right, 0) for pair in problem.pairs)
    program = formulate(problem, Objective("", (0,) * len(problem.ids), pairs, Fraction(1)))
    rules = {
        "size": program.size,
        "rows": [(row.coefficients, row.low, row.high) for row in program.rows],
        "pairs": program.pairs,
    }
    return Job("salkku.optimise.aims:Aims", json.dumps(rules).encode())


def aim_of(objective: Objective) -> bytes:
    """Give the row of an objective whose pairs are the problem's, in order."""
    return json.dumps(objective_terms(objective, size=len(objective.linear))).encode()


def best_items(answers: Iterable[bytes]) -> Iterator[tuple[int, ...]]:
    """Read answers, up to the first that says that no set keeps the rules."""
    for answer in answers:
        found = json.loads(answer)
        if found is None:
            return
        yield tuple(found)
