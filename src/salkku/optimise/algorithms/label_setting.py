"""Layered label setting with Lagrangian bounds against search zones, anytime by beams.

Serves any binary problem with linear rows and pair terms; fast where few rows are dense. Labels
(partial portfolios) grow item by item, the nearly settled first; one dies when it can reach no
search zone or when another of its layer is as good for every completion. A beam keeps the best few
of each layer; it widens pass by pass, and the first pass that drops nothing is the proof. Between
beams the compiled kernel climbs from the points found to their neighbours: the more of the front is
known, the fewer labels the proof needs.

Sources: label setting and dominance, Bazgan, Hugot and Vanderpooten (C&OR 2009); search zones,
Klamroth, Lacour and Vanderpooten (EJOR 2015); local search, Paquete and Stützle (EJOR 2006), Lust
and Teghem (ITOR 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

from salkku.mip import Deadline
from salkku.optimise.algorithms.protocol import Task
from salkku.optimise.enumeration.compiled import Archive, Plan, available, plan_of
from salkku.optimise.enumeration.counting import tie_of
from salkku.optimise.enumeration.cycles import tightened
from salkku.optimise.enumeration.directions import even, laid_out
from salkku.optimise.enumeration.implications import clauses_of, implications
from salkku.optimise.enumeration.layers import kind_of, one_sided
from salkku.optimise.enumeration.narrowing import NEAR, Closed, narrowed
from salkku.optimise.enumeration.plain import close_plainly
from salkku.optimise.enumeration.zones import Counted, Zones

__all__ = ["LabelSetting", "make"]

FIRST = 200
"""Labels a layer in the first pass, which only finds points to climb from."""
PASS = 3_000_000
"""Labels of all layers together in the second pass."""
MEGABYTE = 2**20
MANY_ROWS, WIDEST = 25, 100_000
"""With more rows than that, labels differ in too many of them to be compared, and programs close
the zones that this many labels a layer leave open sooner than more labels do."""
RULES = 8
"""So many rules of two items, and implications hold them: labels keep no room of them."""
LOOKS, FEWER = 8, {2: 12}
"""Steps of the weights at which odd cycles are looked for, and of the directions of the bounds."""
MANY_UNIONS, FEW = 60, (200, 800)
"""With more unions than that in the objectives bounds are weak, and programs close what is open
after passes of so many labels a layer."""


@dataclass(frozen=True, slots=True)
class LabelSetting:
    """See the module; ``compiled`` says whether to use the kernel where there is one."""

    name: str = "label-setting"
    solver: str = ""
    compiled: bool = True

    def close(self, task: Task, zones: Zones, *, deadline: Deadline) -> bool:
        """Find all points, as :class:`~salkku.optimise.algorithms.protocol.Algorithm` says."""
        if not len(zones.corners):
            return True
        plan = _plan(task) if self.compiled and available() else None
        if plan is None:
            room = task.megabytes * MEGABYTE
            return close_plainly(task.problem, task.objectives, zones, room=room, deadline=deadline)
        with Archive(zones, items=len(task.problem.ids)) as archive:
            return _close(task, plan, archive, zones, deadline)


def make() -> LabelSetting:
    """Open the algorithm."""
    return LabelSetting()


def _plan(task: Task) -> Plan | None:
    """Lay the task out with the sums of the tie rule; None where sums may not fit."""
    problem, tie = task.problem, tie_of(task.problem)
    if kind_of((*task.objectives, *tie)) is object:
        tie = ()
    rows = one_sided(problem)
    if sum(clauses_of(row) is not None for row in rows) < RULES:
        layers, bounds, found = laid_out(problem, task.objectives, tie)
        return plan_of(layers, bounds, found, objectives=len(task.objectives))
    problem = tightened(problem, task.objectives, even(task.objectives, LOOKS))
    layers, bounds, found = laid_out(problem, task.objectives, tie, parts=FEWER)
    tied = implications(one_sided(problem), layers.order, own=len(rows))
    return plan_of(layers, bounds, found, objectives=len(task.objectives), tied=tied)


def _close(task: Task, plan: Plan, archive: Archive, zones: Zones, deadline: Deadline) -> bool:
    """Sweep until nothing is dropped or the time or the room is over; read what was found."""
    room = task.megabytes * MEGABYTE
    try:
        if plan.linked and not _unions(task):
            closed = narrowed(archive, plan, zones, room=room, deadline=deadline)
        else:
            closed = _widened(archive, plan, _widths(task, plan, room), room, deadline)
    except MemoryError:
        closed = Closed(False, False, short=not plan.linked)
    zones.full = closed.short and not deadline.over
    counts = archive.read(zones)
    if closed.counted and plan.face.ties:
        zones.counted = {
            point: Counted(zones.chosen[point], count) for point, count in counts.items()
        }
    return closed.whole


def _unions(task: Task) -> bool:
    """Whether the objectives have too many unions for narrow bounds."""
    count = sum(left == right for one in task.objectives for left, right, _ in one.pairs)
    return count > MANY_UNIONS


def _widths(task: Task, plan: Plan, room: int) -> tuple[int, ...]:
    """Give the labels a layer, pass by pass; the last is as many as the room holds."""
    if _unions(task):
        return FEW
    second = max(FIRST, PASS // max(1, plan.face.items))
    return (FIRST, second, WIDEST if plan.face.rows > MANY_ROWS else room)


def _widened(
    archive: Archive, plan: Plan, widths: tuple[int, ...], room: int, deadline: Deadline
) -> Closed:
    """Sweep wider and wider."""
    for width in widths:
        swept = archive.sweep(plan, width=width, room=room, deadline=deadline)
        if swept.whole or swept.stopped:
            return Closed(swept.whole, swept.counted, short=False)
        archive.climb(plan, near=NEAR, deadline=deadline)
    return Closed(False, False, short=widths[-1] == room)
