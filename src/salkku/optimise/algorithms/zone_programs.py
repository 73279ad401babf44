"""Fronts by integer programs, one a search zone: for what label setting cannot hold.

Serves any binary problem with linear rows and pair terms. In each zone the sum of all objectives is
maximised above the zone's corner: the optimum is non-dominated, since whatever dominates it lies in
the same zone with a greater sum; a zone without a point is closed. As many solves as points and
zones (Klamroth, Lacour and Vanderpooten 2015; Tamby and Vanderpooten 2021 choose zones finer).

A zone that a solver calls empty is proved empty in whole numbers where that is quick. The others
are looked at again by a second solver when all zones are closed; if it finds a point there,
all zones are opened again for the second. What it has no time for rests on the first solver's word,
and the front names it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salkku.domain.problem import Objective
from salkku.mip import Answer, Deadline, Program, Row, excludes, maximise
from salkku.optimise.algorithms.protocol import Task
from salkku.optimise.enumeration.zones import Zones
from salkku.optimise.formulate import formulate, objective_terms
from salkku.optimise.objective import worth_of

__all__ = ["ZonePrograms", "make"]

Terms = tuple[tuple[int, int], ...]
Corner = tuple[int, ...]

AGAIN = 60.0
"""Seconds for the second look at all zones that one solver called empty."""


@dataclass(frozen=True, slots=True)
class ZonePrograms:
    """See the module; ``solver`` and ``other`` are names of :func:`salkku.mip.maximise`.

    CP-SAT is the default: where label setting ends, logic rows are many, and it closes a zone of
    100 items with 60 of them several times sooner than HiGHS.
    """

    name: str = "zone-programs"
    solver: str = "cpsat"
    other: str = "highs"

    def close(self, task: Task, zones: Zones, *, deadline: Deadline) -> bool:
        """Find all points, as :class:`~salkku.optimise.algorithms.protocol.Algorithm` says."""
        search = _Search.of(task, zones)
        if not search.close(self.solver, deadline):
            return False
        if not search.caught(self.other, deadline.share(AGAIN)):
            return True
        search.begin_again()
        return search.close(self.other, deadline)


def make() -> ZonePrograms:
    """Open the algorithm."""
    return ZonePrograms()


@dataclass(slots=True)
class _Search:
    """The zones of one task, and those that only one solver has called empty."""

    task: Task
    zones: Zones
    program: Program
    terms: tuple[Terms, ...]
    doubtful: list[Corner]

    @classmethod
    def of(cls, task: Task, zones: Zones) -> _Search:
        """Write the program of the summed objectives and the terms of each of them."""
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
        return cls(task, zones, formulate(task.problem, summed), tuple(terms), [])

    def close(self, solver: str, deadline: Deadline) -> bool:
        """Ask for a point in every zone; False when a zone is neither filled nor called empty."""
        zones = self.zones
        while len(zones.corners):
            if deadline.over:
                return False
            corner = max(map(tuple, zones.corners.tolist()))
            program = self._above(corner)
            answer = maximise(program, solver=solver, deadline=deadline, confirm=False)
            if answer.objective is not None and answer.status == "optimal":
                self._take(answer)
            elif answer.status == "infeasible":
                zones.close(zones.corners.tolist().index(list(corner)))
                if not excludes(program, above=None):
                    self.doubtful.append(corner)
            else:
                return False
        return True

    def caught(self, solver: str, deadline: Deadline) -> bool:
        """Ask another solver about the doubtful zones; True when one of them has a point."""
        while self.doubtful and not deadline.over:
            corner = self.doubtful.pop()
            answer = maximise(self._above(corner), solver=solver, deadline=deadline, confirm=False)
            if answer.objective is not None:
                self._take(answer)
                return True
        return False

    def begin_again(self) -> None:
        """Open every zone that the known points leave: a solver was caught with a wrong proof."""
        zones = self.zones
        known = [(point, zones.chosen[point]) for point in map(tuple, zones.points.tolist())]
        zones.corners = (zones.floor - 1)[np.newaxis]
        zones.points = zones.points[:0]
        for point, chosen in known:
            zones.insert(point, chosen)

    def _above(self, corner: Corner) -> Program:
        """Give the program of the points above a zone's corner."""
        return self.program.with_rows(
            *(
                Row("zone", one, low=int(low) + 1)
                for one, low in zip(self.terms, corner, strict=True)
            )
        )

    def _take(self, answer: Answer) -> None:
        chosen = answer.ones(size=len(self.task.problem.ids))
        self.zones.insert(tuple(worth_of(o, chosen) for o in self.task.objectives), chosen)
