"""Fronts by integer programs, one a search zone: for what label setting cannot hold.

Serves any binary problem with linear rows and pair terms. In each zone the sum of all objectives is
maximised above the zone's corner: the optimum is non-dominated, since whatever dominates it lies in
the same zone with a greater sum; a zone without a point is closed. As many solves as points and
zones (Klamroth, Lacour and Vanderpooten 2015; Tamby and Vanderpooten 2021 choose zones finer).
"""

from __future__ import annotations

from dataclasses import dataclass

from salkku.domain.problem import Objective
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.algorithms.protocol import Task
from salkku.optimise.enumeration.zones import Zones
from salkku.optimise.formulate import formulate, objective_terms
from salkku.optimise.objective import worth_of

__all__ = ["ZonePrograms", "make"]

Terms = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ZonePrograms:
    """See the module; ``solver`` is a name of :func:`salkku.mip.maximise`.

    CP-SAT is the default: where label setting ends, logic rows are many, and it closes a zone of
    100 items with 60 of them several times sooner than HiGHS.
    """

    name: str = "zone-programs"
    solver: str = "cpsat"

    def close(self, task: Task, zones: Zones, *, deadline: Deadline) -> bool:
        """Find all points, as :class:`~salkku.optimise.algorithms.protocol.Algorithm` says."""
        program, terms = _program(task)
        while len(zones.corners):
            if deadline.over:
                return False
            corner = max(map(tuple, zones.corners.tolist()))
            rows = [
                Row("zone", one, low=int(low) + 1) for one, low in zip(terms, corner, strict=True)
            ]
            answer = maximise(program.with_rows(*rows), solver=self.solver, deadline=deadline)
            if answer.status == "infeasible":
                zones.close(zones.corners.tolist().index(list(corner)))
            elif answer.status == "optimal":
                chosen = answer.ones(size=len(task.problem.ids))
                zones.insert(tuple(worth_of(o, chosen) for o in task.objectives), chosen)
            else:
                return False
        return True


def make() -> ZonePrograms:
    """Open the algorithm."""
    return ZonePrograms()


def _program(task: Task) -> tuple[Program, tuple[Terms, ...]]:
    """Give the program of the summed objectives and the terms of each of them over its columns."""
    size = len(task.problem.ids)
    summed = Objective(
        "sum",
        tuple(sum(column) for column in zip(*(o.linear for o in task.objectives), strict=True)),
        tuple(pair for o in task.objectives for pair in o.pairs),
        task.objectives[0].unit,
    )
    terms, first = [], 0
    for objective in task.objectives:
        terms.append(objective_terms(objective, size=size, first_pair=first))
        first += len(objective.pairs)
    return formulate(task.problem, summed), tuple(terms)
