"""Proofs in whole numbers that a program has no better point, whatever a solver says.

Columns are decided one by one, both ways; a partial point is dropped when it can keep a row no
more, or when a Lagrangian bound shows that it cannot reach the goal. Where the search was compiled
it goes depth first. Else, and where that would take long, layer by layer: of partial points also
those are dropped that another is worth no less than, with no less room in any row (label setting).
Small programs are proved so in milliseconds; a proof that would grow large is given up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.mip import tree
from salkku.mip.ledger import Ledger, Whole
from salkku.mip.program import Program
from salkku.mip.tree import Found, searched

__all__ = ["best_found", "excludes"]

Flags = npt.NDArray[np.bool_]

PROVING = 300_000_000
"""Steps of a compiled proof; a second or two."""

FINDING = 20_000_000
"""Steps of a compiled search before a solver is asked: less than a solver takes to begin."""

FIRST = 3_000_000
"""Steps with few bounds: most programs need no more."""

WORK = 1_000_000
"""Labels times rows that a layer may hold."""

MOST_LABELS = 30_000
COMPARED = 1_500
"""Labels of a layer up to which they are compared with one another."""


def excludes(program: Program, *, above: int | None) -> bool:
    """Whether it is proved that no point is worth more than ``above``, or that there is none.

    Parameters
    ----------
    above
        None asks whether the program has no point at all.

    Returns
    -------
    bool
        True only with a proof; False says nothing.

    Examples
    --------
    >>> from salkku.mip.program import Row
    >>> two = Program((1, 1), (Row("r", ((0, 2), (1, 2)), high=3),), ((0, 3), (1, 4)))
    >>> excludes(two, above=4), excludes(two, above=3), excludes(two, above=None)
    (True, False, False)
    """
    goal = None if above is None else above + 1
    found = _in_turns(program, goal, PROVING, best=False)
    if found is not None and found.point is not None:
        return False
    if found is not None and found.whole:
        return True
    return _held(program, goal)


def _held(program: Program, goal: int | None) -> bool:
    """Whether layers prove that no point reaches the goal."""
    ledger = Ledger.of(program, goal=goal or 0)
    return ledger is not None and _Layers(ledger, goal).hold()


def best_found(program: Program, *, least: int | None = None) -> Found | None:
    """Search a program for its best point, without a solver, as far as that takes no time.

    Parameters
    ----------
    least
        Asks for a point worth at least as much, and may take as long as a proof.

    Returns
    -------
    Found or None
        ``whole`` when the point is the best, or when there is none (that is worth so much); else
        the best that was met.
        None where the search was not compiled or the program is too large for it (and layers do
        not show that no point is worth ``least``).

    Examples
    --------
    ::

        found = best_found(program)
        found is not None and found.whole
    """
    if least is not None:
        found = _in_turns(program, least, PROVING, best=True)
        settled = found is not None and (found.whole or found.point is not None)
        return Found(True) if not settled and _held(program, least) else found
    return _in_turns(program, _least(program), FINDING, best=True)


def _in_turns(program: Program, goal: int | None, steps: int, *, best: bool) -> Found | None:
    """Search with few bounds first, and with more where that did not do."""
    found = None
    for turn, thorough in ((FIRST, False), (steps, True)):
        ledger = Ledger.of(program, goal=goal or 0, thorough=thorough) if tree.available() else None
        if ledger is None:
            return None
        found = searched(ledger, goal=goal, steps=turn, best=best)
        if found is None or found.whole or (found.point is not None and not best):
            break
    return found


def _least(program: Program) -> int:
    """Give a worth that no point is under."""
    most = (*program.upper, *(1 for _ in program.pairs))
    return sum(min(0, value) * most[column] for column, value in program.objective)


class _Layers:
    """Label setting against one goal; None asks for any point."""

    def __init__(self, ledger: Ledger, goal: int | None) -> None:
        self._sheet = ledger
        self._goal = None if goal is None else goal - ledger.base

    def hold(self) -> bool:
        """Whether no point reaches the goal."""
        sheet = self._sheet
        most = min(MOST_LABELS, WORK // max(1, len(sheet.highs)))
        room = sheet.highs[np.newaxis]
        worth: Whole = np.zeros(1, dtype=sheet.gains.dtype)
        worth, room = self._alive(worth, room, 0)
        for position in range(sheet.binary):
            if not len(worth):
                return True
            worth = np.concatenate((worth, worth + sheet.gains[position]))
            room = np.concatenate((room, room - sheet.uses[position]))
            worth, room = self._alive(worth, room, position + 1)
            if 1 < len(worth) <= COMPARED:
                keep = _undominated(np.concatenate((worth[:, np.newaxis], room), axis=1))
                worth, room = worth[keep], room[keep]
            if len(worth) > most:
                return False
        return not any(
            self._reaches(int(worth[k]), [int(one) for one in room[k]]) for k in range(len(worth))
        )

    def _alive(self, worth: Whole, room: Whole, position: int) -> tuple[Whole, Whole]:
        """Keep what may still keep every row and reach the goal."""
        sheet = self._sheet
        keep: Flags = np.all(room >= sheet.need[position], axis=1)
        worth, room = worth[keep], np.minimum(room[keep], sheet.spare[position])
        goals = sheet.scales * (self._goal or 0)
        bound = np.outer(worth, sheet.scales) + room @ sheet.prices.T + sheet.rest[position]
        counted: Any = sheet.scales == 0 if self._goal is None else sheet.scales >= 0
        keep = np.all((bound >= goals)[:, counted], axis=1)
        return worth[keep], room[keep]

    def _reaches(self, worth: int, room: list[int]) -> bool:
        """Whether columns of many values, each with rows of its own, can complete a point."""
        sheet = self._sheet
        for column in range(sheet.binary, len(sheet.upper)):
            low, high = 0, sheet.upper[column]
            for row, use in enumerate(map(int, sheet.uses[column])):
                if use > 0:
                    high = min(high, room[row] // use)
                elif use < 0:
                    low = max(low, -(room[row] // -use))
            if low > high:
                return False
            gain = int(sheet.gains[column])
            worth += gain * (high if gain > 0 else low)
        owned = np.any(sheet.uses[sheet.binary :] != 0, axis=0)
        if any(left < 0 for left, own in zip(room, owned, strict=True) if not own):
            return False
        return self._goal is None or worth >= self._goal


def _undominated(table: Whole) -> Flags:
    """Flag the rows that no other is at least as great as everywhere; of equal rows one stays."""
    live = table[:, np.any(table != table[:1], axis=0)]
    order = np.lexsort(live.T)[::-1] if live.shape[1] else np.arange(len(table))
    ranked = live[order]
    hits = np.tri(len(ranked), k=-1, dtype=np.bool_)
    for column in range(live.shape[1] - 1):
        hits &= ranked[np.newaxis, :, column] >= ranked[:, column, np.newaxis]
    keep = np.empty(len(table), dtype=np.bool_)
    keep[order] = ~hits.any(axis=1)
    return keep
