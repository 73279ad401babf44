"""What an algorithm for fronts must do, and opening one by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.enumeration.zones import Zones

__all__ = ["MEGABYTES", "Algorithm", "Task", "algorithm_names", "chosen_names", "open_algorithm"]

_MODULES = ("label_setting", "label_setting_plain", "zone_programs")
_AUTO = ("label-setting", "zone-programs")
MEGABYTES = 1_200
"""Memory for labels unless said otherwise: less than 2 GB with everything else."""


@dataclass(frozen=True, slots=True)
class Task:
    """A problem and p objectives, all maximised in whole numbers.

    Parameters
    ----------
    megabytes
        Memory that labels may take. Where it does not suffice, the search ends unproved.
    """

    problem: Problem
    objectives: tuple[Objective, ...]
    megabytes: int = MEGABYTES


@runtime_checkable
class Algorithm(Protocol):
    """Finds the non-dominated points of a task.

    Attributes
    ----------
    name
        The name it is opened by.
    solver
        The solver whose word its proofs rest on; empty where they rest on none.
    """

    name: str
    solver: str

    def close(self, task: Task, zones: Zones, *, deadline: Deadline) -> bool:
        """Insert points into the zones until all non-dominated ones are found.

        Parameters
        ----------
        task
            Any problem: an algorithm that cannot hold it gives False.
        zones
            Points known so far, perhaps none; a zone that is not proved empty is left in it. Points
            are inserted with a portfolio; when the answer is True they are all of the front.
        deadline
            When to stop.

        Returns
        -------
        bool
            Whether it is proved that no further point exists.
        """


def algorithm_names() -> tuple[str, ...]:
    """Names of the registered algorithms, the first choice first."""
    return tuple(name.replace("_", "-") for name in _MODULES)


def chosen_names(algorithm: str) -> tuple[str, ...]:
    """Names that ``algorithm`` stands for: one after another until one closes the front."""
    return _AUTO if algorithm == "auto" else (algorithm,)


def open_algorithm(name: str) -> Algorithm:
    """Open an algorithm by name.

    Raises
    ------
    NotFound
        If no algorithm has the name.

    Examples
    --------
    >>> open_algorithm("label-setting").name
    'label-setting'
    """
    module = name.replace("-", "_")
    if module not in _MODULES:
        known = ", ".join(algorithm_names())
        raise NotFound("unknown_algorithm", algorithm=name, known=known)
    return cast(Algorithm, import_module(f"salkku.optimise.algorithms.{module}").make())
