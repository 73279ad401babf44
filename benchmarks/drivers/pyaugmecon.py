"""pyaugmecon in exact mode on HiGHS, in one process and one thread, as its documents advise.

Mavrotas and Florios (2013). Without warm start and artefacts on disk nothing else is switched off.
"""

from __future__ import annotations

import tempfile
from typing import Any

import pyomo.environ as pyo
from pyaugmecon import PyAugmecon

__all__ = ["Augmecon", "make"]


class Augmecon:
    """Answers fronts; it has no time limit, so the caller ends it."""

    def answer(self, case: dict[str, Any], *, seconds: float | None) -> dict[str, Any]:
        """Build the model and solve it."""
        model = _model(case["objectives"], case["rows"])
        with tempfile.TemporaryDirectory() as folder:
            found = PyAugmecon(
                model,
                {
                    "mode": "exact",
                    "solver_name": "highs",
                    "workers": 1,
                    "solver_options": {"threads": 1},
                    "write_csv": False,
                    "progress_bar": False,
                    "log_to_console": False,
                    "artifact_folder": folder,
                },
            ).solve()
        points = sorted([round(value) for value in point] for point in found.points)
        return {"points": points, "complete": True, "solves": found.models_solved}


def _model(objectives: list[list[int]], rows: list[Any]) -> Any:
    model = pyo.ConcreteModel()
    model.J = pyo.RangeSet(0, len(objectives[0]) - 1)
    model.x = pyo.Var(model.J, within=pyo.Binary)
    model.rows = pyo.ConstraintList()
    for values, low, high in rows:
        total = sum(value * model.x[j] for j, value in enumerate(values) if value)
        model.rows.add((low, total, high))
    model.obj_list = pyo.ObjectiveList()
    for values in objectives:
        total = sum(value * model.x[j] for j, value in enumerate(values))
        model.obj_list.add(expr=total, sense=pyo.maximize)
    return model


def make(variant: str) -> Augmecon:
    """Open the driver."""
    return Augmecon()
