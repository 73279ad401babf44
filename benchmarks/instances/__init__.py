"""What is solved, by name: published instances, drawn ones, and tiny ones for trying the harness.

A case is made of plain numbers: ``kind``, and for a front ``objectives`` (each a list, maximised),
``rows`` (coefficients, low, high) and, where it is published, ``truth`` (all points) or ``count``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.instances import drawn, published

__all__ = ["CASES", "case_named"]

Case = dict[str, Any]

CASES: dict[str, Callable[[], Case]] = {
    "tiny": lambda: drawn.knapsack(12, objectives=2, limits=2, seed=1),
    "tiny-three": lambda: drawn.knapsack(9, objectives=3, limits=1, seed=2),
    "tiny-agreement": lambda: drawn.agreement(12, logic=4, seed=3),
    "tiny-single": lambda: drawn.agreement(12, logic=4, seed=3, objectives=1),
    "tiny-vote": lambda: drawn.vote(8, voters=12, seed=4),
    "2kp50": lambda: published.momdkp("2kp50"),
    "2kp100": lambda: published.momdkp("2kp100"),
    "3kp40": lambda: published.momdkp("3kp40"),
    "tamby-2-200-1": lambda: published.tamby("p-2_n-200_1", count=317),
    "tamby-3-100-1": lambda: published.tamby("p-3_n-100_1", count=5421),
    "tamby-4-50-1": lambda: published.tamby("p-4_n-50_1", count=1409),
    "mobkp-2d-500-1": lambda: published.mobkp("random/2D/500_1"),
    "mobkp-3d-50-1": lambda: published.mobkp("random/3D/50_1"),
    "mobkp-3d-100-1": lambda: published.mobkp("random/3D/100_1"),
    "agreement-100": lambda: drawn.agreement(100, logic=60, seed=20261124),
    "agreement-100-b": lambda: drawn.agreement(100, logic=60, seed=20261125),
    "agreement-100-hard": lambda: drawn.agreement(100, logic=60, seed=4),
    "agreement-100-three": lambda: drawn.agreement(100, logic=60, seed=4, objectives=3),
    "agreement-300": lambda: drawn.agreement(300, logic=60, seed=20261124, objectives=1),
    "agreement-300-b": lambda: drawn.agreement(300, logic=60, seed=20261125, objectives=1),
    "agreement-300-c": lambda: drawn.agreement(300, logic=60, seed=20261126, objectives=1),
    "agreement-300-fine": lambda: drawn.agreement(
        300, logic=60, seed=20261124, objectives=1, fine=True
    ),
    "agreement-300-fine-b": lambda: drawn.agreement(
        300, logic=60, seed=20261125, objectives=1, fine=True
    ),
    "agreement-300-fine-c": lambda: drawn.agreement(
        300, logic=60, seed=20261126, objectives=1, fine=True
    ),
    "vote-40": lambda: drawn.vote(40, voters=300, seed=5),
}


def case_named(name: str) -> Case:
    """Give a case by its name.

    Raises
    ------
    FileNotFoundError
        If it is a published one and the shared data are not beside the project.
    """
    return CASES[name]() | {"name": name}
