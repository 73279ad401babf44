"""Every limit that ``explain`` states, tried in the files' own cells and solved anew."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.counts import FULL

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Score

EXAMPLES = Path(__file__).parents[2] / "examples"


def _read(name: str) -> Agreement:
    return workbench.read(workbench.open_folder(EXAMPLES / name))


def _edited(agreement: Agreement, row: str, subject: str, value: Fraction) -> Agreement:
    """Write a value into the cell that a subject names."""
    kind, _, name = subject.partition(":")
    if kind == "cost":
        mine = [c for c in agreement.costs if (c.proposal, c.line) == (row, name)]
        others = [c for c in agreement.costs if (c.proposal, c.line) != (row, name)]
        one = replace(mine[0], cents=int(value), half_year=None)
        return replace(agreement, costs=(*others, one))
    if kind == "line":
        mine_rows = [b for b in agreement.budgets if b.line == name]
        others_rows = [b for b in agreement.budgets if b.line != name]
        limit = replace(mine_rows[0], limit_cents=int(value), start=None, end=None)
        return replace(agreement, budgets=(*others_rows, limit))
    if kind == "score":
        rest = [s for s in agreement.scores if (s.proposal, s.criterion) != (row, name)]
        return replace(agreement, scores=(*rest, Score(row, name, value, value)))
    if value:
        return agreement
    if kind == "rule":
        return replace(agreement, rules=tuple(r for r in agreement.rules if r.id != name))
    assert kind == "relation"
    relations = tuple(r for r in agreement.relations if str(r.row) != name)
    return replace(agreement, relations=relations)


def _check(name: str, rows: list[str]) -> int:
    agreement = _read(name)
    told = 0
    for row in rows:
        for one in workbench.explain(agreement, id=row).thresholds:
            if one.subject.startswith(("level:", "carrying:")):
                continue
            assert one.at is not None
            assert one.beyond is not None
            at = workbench.solve(_edited(agreement, row, one.subject, one.at))
            beyond = workbench.solve(_edited(agreement, row, one.subject, one.beyond))
            assert (row in at.chosen) == one.inside, (row, one)
            assert (row in beyond.chosen) != one.inside, (row, one)
            told += 1
    return told


def test_limits_of_the_tiny_example() -> None:
    rows = [row.id for row in _read("tiny").proposals if row.status == "proposal"]
    assert _check("tiny", rows) > 10


@pytest.mark.parametrize("row", [f"{n:02d}" for n in range(1, 31)] if FULL else ["08"])
def test_limits_of_the_hevi_example(row: str) -> None:
    """Some rows have none: no one change brings them in."""
    told = _check("hevi", [row])
    assert told > 0 or row not in ("08", "25")
