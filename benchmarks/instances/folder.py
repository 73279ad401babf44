"""Writes a case that has limits only as an agreement's folder, for the whole program to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["written"]


def written(case: dict[str, Any], folder: Path) -> Path:
    """Write a knapsack case: objectives as criteria, limits as budget lines in whole euros.

    Examples
    --------
    ::

        folder = written(case_named("2kp50"), Path("build/2kp50"))
    """
    folder.mkdir(parents=True)
    objectives, rows = case["objectives"], case["rows"]
    if any(low is not None for _, low, _ in rows):
        raise ValueError("only limits can be written as budget lines")
    most = max(max(row) for row in objectives)
    criteria = "".join(
        f'[[criteria]]\nid = "c{number}"\nname = {{ en = "c{number}" }}\nscale = [0, {most}]\n'
        'kind = "content"\n'
        for number in range(len(objectives))
    )
    (folder / "agreement.toml").write_text(
        f'[agreement]\nid = "case"\nname = {{ en = "Published case" }}\n{criteria}', "utf-8"
    )
    ids = [f"{item:04d}" for item in range(len(objectives[0]))]
    _table(folder / "proposals.csv", "id,status", (f"{row},proposal" for row in ids))
    lines = [f"l{number},{high}" for number, (_, _, high) in enumerate(rows)]
    _table(folder / "budgets.csv", "line,limit_eur", lines)
    costs = [
        f"{row},l{number},{values[item]}"
        for number, (values, _, _) in enumerate(rows)
        for item, row in enumerate(ids)
    ]
    _table(folder / "costs.csv", "proposal,line,amount_eur", costs)
    scores = [
        f"{row},c{number},{values[item]},{values[item]}"
        for number, values in enumerate(objectives)
        for item, row in enumerate(ids)
    ]
    _table(folder / "scores.csv", "proposal,criterion,low,high", scores)
    return folder


def _table(path: Path, header: str, rows: Any) -> None:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
