"""Fixtures that every kind of test may ask for."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHARED_DATA = PROJECT.parent / "shared" / "data"
"""Real open data, kept beside the project and never in it."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real open data; skip where it is missing, fail where it must be."""
    if SHARED_DATA.is_dir():
        return SHARED_DATA
    reason = "the real open data (../shared/data) is not on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def analysers() -> None:
    """Ask for the analysers of words; skip where they are missing, fail where they must be."""
    if importlib.util.find_spec("simplemma") is None:
        reason = "the analysers of words are not installed: salkku[text]"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def spark_parts() -> None:
    """Ask for Spark, which only `make test-cluster` brings: there it must be."""
    absent = [
        what
        for what, there in (
            ("pyspark (salkku[cluster])", importlib.util.find_spec("pyspark")),
            ("Java", shutil.which("java")),
        )
        if not there
    ]
    if absent:
        pytest.fail(f"no {' and no '.join(absent)} on this machine")
    # Processes that Spark starts must find the tests' own tasks.
    os.environ["PYTHONPATH"] = os.pathsep.join((str(PROJECT), str(PROJECT / "src")))
