"""Reads published knapsack instances of several objectives into problems."""

from __future__ import annotations

import csv
from fractions import Fraction
from math import floor
from pathlib import Path

from tests.unit.optimise_front.instances import plain_problem

from salkku.domain.problem import Problem

Points = list[tuple[int, ...]]


def momdkp(folder: Path) -> tuple[Problem, Points]:
    """Give an instance of a.csv (rows), b.csv (limits), c.csv (objectives) and its front."""
    uses, gains = _whole(folder / "a.csv"), _whole(folder / "c.csv")
    limits = [floor(Fraction(row[0])) for row in _table(folder / "b.csv")]
    rows: list[tuple[list[int], int | None, int | None]] = [
        (row, None, limit) for row, limit in zip(uses, limits, strict=True)
    ]
    points = [tuple(row) for row in _whole(folder / "pareto_sols.csv")]
    return plain_problem(gains, rows), sorted(points)


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[1:] for row in list(csv.reader(lines))[1:]]


def _whole(path: Path) -> list[list[int]]:
    return [[int(cell) for cell in row] for row in _table(path)]
