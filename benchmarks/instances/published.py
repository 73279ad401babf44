"""Reads published knapsack instances; the files are other people's and stay outside the project."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "mobkp", "momdkp", "tamby"]

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "instances"


def momdkp(name: str) -> dict[str, Any]:
    """Read Mavrotas and Florios' instances: a.csv (rows), b.csv (limits), c.csv (objectives)."""
    folder = FOLDER / "momdkp_augmecon" / name
    limits = [floor(Fraction(row[0])) for row in _table(folder / "b.csv")]
    uses = _whole(folder / "a.csv")
    return {
        "kind": "front",
        "objectives": _whole(folder / "c.csv"),
        "rows": [[row, None, limit] for row, limit in zip(uses, limits, strict=True)],
        "truth": sorted(_whole(folder / "pareto_sols.csv")),
    }


def mobkp(name: str) -> dict[str, Any]:
    """Read an instance of one file: sizes, the limit, a line an item, then its front."""
    path = FOLDER / "mobkp_fronts" / f"{name}.in"
    lines = [list(map(int, line.split())) for line in path.read_text("utf-8").splitlines()]
    (count, _), (limit,) = lines[0], lines[1]
    weights, *gains = map(list, zip(*lines[2 : 2 + count], strict=True))
    return {
        "kind": "front",
        "objectives": gains,
        "rows": [[weights, None, limit]],
        "truth": sorted(lines[3 + count :]),
    }


def tamby(name: str, *, count: int) -> dict[str, Any]:
    """Read Tamby and Vanderpooten's instances: p, n, the limit, gains as lists, uses as a list."""
    path = FOLDER / "mokp_tamby" / f"MOKP_{name}.dat"
    _, _, limit, rest = path.read_text("utf-8").split(maxsplit=3)
    first, second = rest.rsplit("[", 1)
    return {
        "kind": "front",
        "objectives": [list(map(int, map(float, row))) for row in json.loads(first.rstrip())],
        "rows": [[list(map(int, json.loads("[" + second))), None, floor(Fraction(limit))]],
        "count": count,
    }


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[1:] for row in list(csv.reader(lines))[1:]]


def _whole(path: Path) -> list[list[int]]:
    return [[int(cell) for cell in row] for row in _table(path)]
