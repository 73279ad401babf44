"""Test environments of drawn agreements: their slots, who uses them and who adds some."""

from __future__ import annotations

from random import Random

from tests.laws.agreements import Draft


def draw_testbeds(rng: Random, draft: Draft) -> None:
    """Give some agreements two test environments, used and developed by some rows."""
    draft.tables["testbeds"] = []
    for row in draft.tables["proposals"]:
        row["testbeds"] = row["develops"] = ""
    if rng.random() < 0.5:
        return
    draft.tables["testbeds"] = [
        {"id": "pier", "capacity": rng.choice(["0", "1", "2"])},
        {"id": "lab", "capacity": rng.choice(["", "1", "3"])},
    ]
    for row in draft.tables["proposals"]:
        row["testbeds"] = rng.choice(["", "", "pier", "pier:2", "lab:2;pier"])
        row["develops"] = rng.choice(["", "", "", "pier:2", "lab"])
