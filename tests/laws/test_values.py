"""The laws of what a value is: halves change nothing, a project at its baseline never enters."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from salkku import workbench
from salkku.domain.agreement import Agreement
from tests.laws.agreements import Draft, draw, write
from tests.laws.oracle import Oracle

seeds = st.integers(min_value=0, max_value=10**9)


def plain(seed: int) -> Draft:
    """An agreement of amounts, with money lines only."""
    draft = draw(seed, rows=7)
    for criterion in draft.criteria:
        criterion |= {"size": "euro", "size_unit": 10, "kind": "content"}
        criterion.pop("threshold", None)
    draft.weights = {str(criterion["id"]): "1" for criterion in draft.criteria}
    draft.preferences, draft.continuation, draft.diminishing = [], None, []
    for name in ("relations", "rules", "results", "commitments", "benefits"):
        draft.tables[name] = []
    draft.tables["proposals"] = [
        row | {"level_of": "", "status": "proposal"} for row in draft.tables["proposals"]
    ]
    return draft


def read(draft: Draft, folder: Path) -> Agreement:
    return workbench.read(workbench.open_folder(write(draft, folder)))


@given(seed=seeds)
@settings(max_examples=25, deadline=None)
def test_two_halves_taken_together_are_the_whole(seed: int, tmp_path_factory: object) -> None:
    draft = plain(seed)
    halved = deepcopy(draft)
    first = halved.tables["proposals"][0]
    twin = first | {"id": "twin"}
    halved.tables["proposals"].append(twin)
    for cost in list(halved.tables["costs"]):
        if cost["proposal"] == first["id"]:
            half = f"{float(cost['amount_eur']) / 2:.3f}".rstrip("0")
            if len(half.partition(".")[2]) > 2:
                return
            cost["amount_eur"] = half
            halved.tables["costs"].append(cost | {"proposal": "twin"})
    halved.tables["scores"] += [
        score | {"proposal": "twin"}
        for score in halved.tables["scores"]
        if score["proposal"] == first["id"]
    ]
    halved.tables["relations"] = [
        {"kind": "together", "from": first["id"], "to": "twin", "criterion": "", "value": ""}
    ]
    base = tmp_path_factory.mktemp("halves")  # type: ignore[attr-defined]
    whole = workbench.solve(read(draft, base / "whole"))
    split = workbench.solve(read(halved, base / "split"))
    assert split.value == whole.value
    assert ("twin" in split.chosen) == (first["id"] in split.chosen)


@given(seed=seeds)
@settings(max_examples=25, deadline=None)
def test_a_project_at_its_baseline_never_enters(seed: int, tmp_path_factory: object) -> None:
    draft = plain(seed)
    row = draft.tables["proposals"][0]["id"]
    oracle = Oracle(draft)
    draft.tables["scores"] = [
        score for score in draft.tables["scores"] if score["proposal"] != row
    ] + [
        {
            "proposal": row,
            "criterion": str(criterion["id"]),
            "low": str(criterion.get("baseline", oracle.scale[str(criterion["id"])][0])),
            "high": str(criterion.get("baseline", oracle.scale[str(criterion["id"])][0])),
            "assessor": "a1",
        }
        for criterion in draft.criteria
    ]
    draft.tables["costs"].append({"proposal": row, "line": "support", "amount_eur": "0.01"})
    folder = tmp_path_factory.mktemp("null") / "agreement"  # type: ignore[attr-defined]
    assert row not in workbench.solve(read(draft, folder)).chosen
