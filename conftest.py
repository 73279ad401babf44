"""Hypothesis for the whole suite: a new seed each day, printed; fuller counts when asked for."""

from __future__ import annotations

import datetime
import os

import pytest
from hypothesis import HealthCheck, core, settings

FULL = os.environ.get("SALKKU_FULL") == "1"
SEED = int(os.environ.get("SALKKU_SEED") or datetime.datetime.now(datetime.UTC).strftime("%Y%m%d"))

settings.register_profile(
    "daily",
    max_examples=50,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("full", settings.get_profile("daily"), max_examples=1000)
settings.load_profile("full" if FULL else "daily")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Seed Hypothesis, unless ``--hypothesis-seed`` has done so."""
    if core.global_force_seed is None:
        core.global_force_seed = SEED


def pytest_report_header() -> str:
    """Print how to repeat this run."""
    counts = "full" if FULL else "daily"
    return f"hypothesis: seed {SEED} (SALKKU_SEED={SEED} repeats it), {counts} counts"
