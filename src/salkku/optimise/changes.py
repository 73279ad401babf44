"""Why a plan differs from what was decided: what undoing one change alone would break."""

from __future__ import annotations

from collections.abc import Mapping

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import TimedConstraint, Timetable
from salkku.optimise.steps import Plan, kept

__all__ = ["reason_of", "undone"]

ORDER = "KGBYPXOCEA"
"""Letters whose breaking tells most, first."""


def undone(timetable: Timetable, plan: Plan, before: Mapping[int, HalfYear]) -> dict[int, HalfYear]:
    """Undo every single change that can be undone by itself, until none can.

    A plan with the fewest changes comes back as it is.
    """
    found = dict(plan)
    changed = True
    while changed:
        changed = False
        for j in range(len(timetable.starts)):
            if found.get(j) == before.get(j):
                continue
            back = _with(found, j, before.get(j))
            if _possible(timetable, j, before.get(j)) and _first(timetable, back) is None:
                found, changed = back, True
    return found


def reason_of(
    timetable: Timetable, plan: Plan, j: int, before: HalfYear | None
) -> tuple[str, Mapping[str, object]]:
    """Give the code and values of why an item is not as it was before.

    Parameters
    ----------
    before
        Its start in the baseline; None for out.

    Returns
    -------
    tuple
        ``fact`` (the start is a fact now), ``window`` (it may not start then), ``decided`` (it is
        committed or running now), ``money``, ``rule``, ``relation``, ``level``, ``testbed`` or
        ``carrying``;
        ``value`` only where undoing the change would break nothing.
    """
    row = timetable.problem.ids[j]
    if not _possible(timetable, j, before):
        start = plan.get(j)
        return ("fact" if j in timetable.settled else "window"), {
            "row": row,
            "before": before,
            "after": start,
        }
    broken = _first(timetable, _with(plan, j, before))
    if broken is None:
        return "value", {"row": row}
    return _told(timetable, broken, _with(plan, j, before), row)


def _told(
    timetable: Timetable, broken: TimedConstraint, plan: Plan, row: str
) -> tuple[str, Mapping[str, object]]:
    kind, _, name = broken.name.partition(":")
    values: dict[str, object] = {"row": row, "item": broken.name, "span": broken.span}
    if broken.letter == "K":
        return "decided", values
    if kind == "line":
        over = broken.total(plan) - (broken.high or 0)
        return "money", values | {"line": name, "cents": over}
    if kind == "relation":
        return "relation", values | {"others": _others(timetable, broken, row)}
    if kind == "testbed":
        over = broken.total(plan) - (broken.high or 0)
        return "testbed", values | {"testbed": name, "slots": over}
    if kind in ("rule", "level", "carrying"):
        return kind, values | {"name": name}
    return "rule", values | {"name": name}


def _others(timetable: Timetable, broken: TimedConstraint, row: str) -> tuple[str, ...]:
    ids = timetable.problem.ids
    return tuple(ids[j] for j in sorted({j for j, _, _ in broken.coefficients}) if ids[j] != row)


def _possible(timetable: Timetable, j: int, before: HalfYear | None) -> bool:
    return before is None or before in timetable.starts[j]


def _with(plan: Plan, j: int, start: HalfYear | None) -> dict[int, HalfYear]:
    back = {item: when for item, when in plan.items() if item != j}
    return back if start is None else back | {j: start}


def _first(timetable: Timetable, plan: Plan) -> TimedConstraint | None:
    """Give the broken constraint that tells most; None where nothing is broken."""
    broken = [constraint for constraint in timetable.constraints if not kept(constraint, plan)]
    return min(broken, key=lambda one: ORDER.index(one.letter), default=None)
