"""How much is tried: few cases daily, many in a full run; and from which seed, a new one each day.

Every test that draws at random asks here, and only here, so that ``SALKKU_FULL`` and
``SALKKU_SEED`` mean the same in all of them.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping


def is_full(environment: Mapping[str, str]) -> bool:
    """Whether the full counts are asked for: ``SALKKU_FULL`` is 1; 0 or nothing is no.

    >>> is_full({"SALKKU_FULL": "1"}), is_full({"SALKKU_FULL": "0"}), is_full({})
    (True, False, False)
    """
    asked = environment.get("SALKKU_FULL", "")
    if asked not in ("", "0", "1"):
        raise ValueError(f"SALKKU_FULL is 1 (full counts) or 0 (daily ones), not {asked!r}")
    return asked == "1"


def seed_of(environment: Mapping[str, str], today: datetime.date) -> int:
    """Give the seed of the run: ``SALKKU_SEED``, else the day as a number.

    >>> seed_of({}, datetime.date(2026, 11, 24))
    20261124
    """
    return int(environment.get("SALKKU_SEED") or today.strftime("%Y%m%d"))


FULL = is_full(os.environ)
SEED = seed_of(os.environ, datetime.datetime.now(datetime.UTC).date())
os.environ["SALKKU_SEED"] = str(SEED)  # processes that start after midnight draw the same


def count(daily: int, full: int) -> int:
    """Give how many to try in this run."""
    return full if FULL else daily


def seeds(daily: int, full: int) -> range:
    """Give that many seeds in a row, others each day."""
    return range(SEED * 1000, SEED * 1000 + count(daily, full))
