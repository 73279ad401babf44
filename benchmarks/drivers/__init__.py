"""Programs that are measured, one file each, opened by name in a process of their own.

A driver imports its libraries when it is opened and not while it is measured. It reads a case made
of plain numbers and gives plain numbers, so that the same case goes to every program.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

__all__ = ["DRIVERS", "Driver", "Place", "open_driver"]

Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a driver runs and what it measures.

    Parameters
    ----------
    environment
        ``own``: the project's; ``bench``: of ``requirements/bench.lock``.
    packages
        Whose versions are told with the figures.
    title
        What the page calls it.
    module
        ``module:variant`` in this folder; the driver's name when empty.
    """

    environment: str
    packages: tuple[str, ...]
    title: str
    module: str = ""


DRIVERS = {
    "salkku": Place("own", ("salkku", "numpy", "highspy", "ortools"), "Salkku"),
    "epsilon_highs": Place("own", ("highspy",), "ε-constraint loop, HiGHS"),
    "epsilon_cpsat": Place("own", ("ortools",), "ε-constraint loop, CP-SAT"),
    "pyaugmecon": Place(
        "bench", ("pyaugmecon", "pyomo", "highspy"), "pyaugmecon, HiGHS, exact mode"
    ),
    "pymoo_nsga2": Place("bench", ("pymoo", "numpy"), "pymoo, NSGA-II", "pymoo:nsga2"),
    "pymoo_nsga3": Place("bench", ("pymoo", "numpy"), "pymoo, NSGA-III", "pymoo:nsga3"),
    "pabutools_welfare": Place(
        "bench", ("pabutools", "pulp"), "pabutools, greatest welfare", "pabutools:welfare"
    ),
    "pabutools_greedy": Place("bench", ("pabutools",), "pabutools, greedy", "pabutools:greedy"),
    "pabutools_equal_shares": Place(
        "bench", ("pabutools",), "pabutools, equal shares", "pabutools:equal_shares"
    ),
}


class Driver(Protocol):
    """Answers cases; what it imports has been imported when it is made."""

    def answer(self, case: Case, *, seconds: float | None) -> Case:
        """Build the model of a case and solve it, within the seconds."""


def open_driver(name: str) -> Driver:
    """Open a driver by name."""
    module, _, variant = (DRIVERS[name].module or name).partition(":")
    opened = import_module(f"benchmarks.drivers.{module}")
    return cast(Driver, opened.make(variant))
