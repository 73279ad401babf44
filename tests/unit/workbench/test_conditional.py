"""A conditional decision: both branches solved, recorded, and solved again by verify."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.answers import Condition
from salkku.domain.errors import NotFound

EXAMPLE = Path(__file__).parents[3] / "examples" / "hevi"
SIGNED = Condition("08", "signed", "2027-02-28")


def test_both_branches_are_the_best_of_their_kind() -> None:
    agreement = workbench.read(workbench.open_folder(EXAMPLE))
    found = workbench.conditional(agreement, condition=SIGNED)
    free = workbench.solve(agreement, forbid=["08"])
    assert (found.otherwise.chosen, found.otherwise.value) == (free.chosen, free.value)
    assert found.leaves == ("08",)
    assert set(found.enters) == {"12", "16", "20", "25"}
    now = workbench.solve(agreement, force=["08"])
    assert found.then.value is not None
    assert now.value is not None
    assert found.then.value > now.value


def test_a_surer_promise_never_makes_the_branch_worse() -> None:
    agreement = workbench.read(workbench.open_folder(EXAMPLE))
    values = [
        workbench.conditional(agreement, condition=Condition("08", level, "2027-02-28")).then.value
        for level in ("spoken", "letter", "signed", "budgeted")
    ]
    assert all(values)
    assert values == sorted(values, key=lambda value: value or 0)


def test_only_a_proposal_can_wait_for_a_condition() -> None:
    agreement = workbench.read(workbench.open_folder(EXAMPLE))
    with pytest.raises(NotFound):
        workbench.conditional(
            agreement, condition=Condition("coordination", "signed", "2027-02-28")
        )


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    folder = shutil.copytree(EXAMPLE, tmp_path / "hevi")
    made = workbench.decide(
        workbench.open_folder(folder),
        by="steering group",
        today=date(2026, 11, 24),
        condition=SIGNED,
        into=folder / "decisions",
    )
    assert made.path is not None
    return made.path


def test_the_record_holds_both_branches_and_verifies(recorded: Path) -> None:
    told = json.loads((recorded / "decision.json").read_text("utf-8"))
    assert "08" not in told["chosen"]
    assert "08" in told["condition"]["then"]["chosen"]
    assert (told["condition"]["row"], told["condition"]["by"]) == ("08", "2027-02-28")
    assert workbench.verify(recorded).same


def test_a_changed_branch_is_found(recorded: Path) -> None:
    answer = recorded / "decision.json"
    told = json.loads(answer.read_text("utf-8"))
    told["condition"]["then"]["chosen"].remove("08")
    answer.write_text(json.dumps(told), "utf-8")
    differences = {(one.kind, one.path) for one in workbench.verify(recorded).differences}
    assert ("answer", "condition") in differences
