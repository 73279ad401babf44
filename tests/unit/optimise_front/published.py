"""Reads published knapsack instances of several objectives into problems."""

from __future__ import annotations

import csv
import json
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


def mobkp(path: Path) -> tuple[Problem, Points]:
    """Give an instance of one file: sizes, the limit, a line an item, then its front."""
    lines = [list(map(int, line.split())) for line in path.read_text("utf-8").splitlines()]
    (count, _), (limit,) = lines[0], lines[1]
    items, points = lines[2 : 2 + count], [tuple(line) for line in lines[3 + count :]]
    weights, *gains = map(list, zip(*items, strict=True))
    assert len(points) == lines[2 + count][0]
    return plain_problem(gains, [(weights, None, limit)]), sorted(points)


def tamby(path: Path) -> Problem:
    """Give an instance of one file: p, n, the limit, gains as lists, uses as one list."""
    count, _, limit, rest = path.read_text("utf-8").split(maxsplit=3)
    first, second = rest.rsplit("[", 1)
    gains = [list(map(int, map(float, row))) for row in json.loads(first.rstrip())]
    uses = list(map(int, json.loads("[" + second)))
    assert len(gains) == int(count)
    return plain_problem(gains, [(uses, None, floor(Fraction(limit)))])


def voptlib(path: Path) -> tuple[Problem, Points]:
    """Give an instance of one number a line: n, p, k, gains, uses, the limit; the front beside."""
    lines = [line.partition("#")[0] for line in path.read_text("utf-8").splitlines()]
    size, count, _, *numbers = map(int, " ".join(lines).split())
    columns = [numbers[k * size : (k + 1) * size] for k in range(count + 1)]
    known = (path.parents[2] / "Y" / path.name).with_suffix(".min").read_text("utf-8")
    points = [tuple(map(int, line.split())) for line in known.splitlines() if line.strip()]
    return plain_problem(columns[:-1], [(columns[-1], None, numbers[-1])]), sorted(points)


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[1:] for row in list(csv.reader(lines))[1:]]


def _whole(path: Path) -> list[list[int]]:
    return [[int(cell) for cell in row] for row in _table(path)]
