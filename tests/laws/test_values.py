"""The laws of what a value is: halves change nothing, a project at its baseline never enters."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from salkku import workbench
from tests.counts import count
from tests.laws.agreements import Draft, agreement_of, draw
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


@given(seed=seeds)
@settings(max_examples=count(25, 1000), deadline=None)
def test_two_halves_taken_together_are_the_whole(seed: int) -> None:
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
    whole = workbench.solve(agreement_of(draft))
    split = workbench.solve(agreement_of(halved))
    assert split.value == whole.value
    assert ("twin" in split.chosen) == (first["id"] in split.chosen)


@given(seed=seeds)
@settings(max_examples=count(25, 1000), deadline=None)
def test_a_project_at_its_baseline_never_enters(seed: int) -> None:
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
    assert row not in workbench.solve(agreement_of(draft)).chosen
