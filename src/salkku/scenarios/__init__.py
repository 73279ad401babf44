"""Many scenarios of one question, here or on many machines; the only door to a cluster."""

from salkku.scenarios.asking import answers, distinct, in_order
from salkku.scenarios.runner import (
    Finding,
    Job,
    ScenarioRunner,
    Task,
    open_runner,
    runner_names,
)

__all__ = [
    "Finding",
    "Job",
    "ScenarioRunner",
    "Task",
    "answers",
    "distinct",
    "in_order",
    "open_runner",
    "runner_names",
]
