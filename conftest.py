"""What the whole suite shares: Django set up where it is installed, and a seed a day, printed."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, core, settings
from tests.counts import FULL, SEED

if importlib.util.find_spec("django") is not None:
    os.environ.setdefault("SALKKU_DATA", str(Path(__file__).parent / "build" / "data"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
    import django

    django.setup()

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only another target runs: `make test-full` and `make test-cluster`."""
    elsewhere = set() if FULL else {"slow"}
    if "cluster" not in config.option.markexpr:
        elsewhere.add("cluster")
    out = [item for item in items if any(map(item.get_closest_marker, elsewhere))]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_report_header() -> str:
    """Print how to repeat this run."""
    counts = "full" if FULL else "daily"
    return f"random tests: seed {SEED} (SALKKU_SEED={SEED} repeats it), {counts} counts"
