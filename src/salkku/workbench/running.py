"""Who asks many scenarios: this process, processes of this machine, or a cluster."""

from __future__ import annotations

from salkku.scenarios import ScenarioRunner, open_runner, runner_names

__all__ = ["ScenarioRunner", "open_runner", "runner_names"]
