"""Fixtures that every kind of test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
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
