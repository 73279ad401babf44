"""Questions about the landscape: answered from the agreement and what was loaded beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.workbench.objects import finding, ideas, placing, tying, watching
from salkku.workbench.objects.plain import Object

__all__ = ["LOADED", "Tell"]

Arguments = Mapping[str, Any]
SECONDS: Final = 60
"""Time given to a portfolio that is sought first."""
Tell = Callable[[int, int], None]
"""What is done, of the whole."""
MOST_ALIKE: Final = 10


def _around(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    since, until = (date.fromisoformat(arguments[name]) for name in ("since", "until"))
    changes = workbench.area_changes(agreement, folder, since=since, until=until)
    return watching.around_object(changes)


def _idea(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    cell = arguments.get("cell")
    card = workbench.idea(
        agreement,
        text=arguments.get("text", ""),
        cell=(cell[0], cell[1], cell[2]) if cell else None,
        tables=folder,
        today=date.fromisoformat(arguments["today"]),
        told=lambda _, done, whole: tell(done, whole) if whole else None,
    )
    return ideas.idea_object(card, agreement)


def _ecosystem(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    today = date.fromisoformat(arguments["today"])
    chosen, status = arguments.get("chosen"), "given"
    if chosen is None:
        solution = workbench.solve(agreement, seconds=float(arguments.get("seconds") or SECONDS))
        chosen, status = solution.chosen, solution.status
    found = workbench.ecosystem(agreement, chosen=chosen, tables=folder, today=today)
    return tying.ecosystem_object(found, agreement, chosen=chosen, status=status, today=today)


def _linkage(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    """Compare all names, which keeps the comparison beside the tables."""
    return {"doubts": workbench.queue(agreement, tables=folder, limit=1).total}


def _similar(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    limit = int(arguments.get("limit", MOST_ALIKE))
    if key := arguments.get("project"):
        return finding.alike_object(
            workbench.project_like(agreement, key=key, tables=folder, limit=limit)
        )
    alike = workbench.similar(
        agreement,
        text=arguments["text"],
        limit=limit,
        tables=folder,
        today=date.fromisoformat(arguments["today"]),
        told=lambda _, done, whole: tell(done, whole) if whole else None,
    )
    return finding.alike_object(alike)


def _likely_fits(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    likely = workbench.likely_fits(
        agreement,
        tables=folder,
        today=date.fromisoformat(arguments["today"]),
        told=lambda _, done, whole: tell(done, whole) if whole else None,
    )
    return {"proposed": placing.likely_object(likely)}


def _reading(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    count = workbench.read_landscape(
        agreement,
        tables=folder,
        told=lambda _, done, whole: tell(done, whole) if whole else None,
    )
    return {"read": count}


def _call_areas(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    return {"areas": workbench.call_areas(agreement, tables=folder)}


LOADED: Final[dict[str, Callable[[Agreement, Arguments, Path, Tell], Object]]] = {
    "around": _around,
    "call_areas": _call_areas,
    "ecosystem": _ecosystem,
    "idea": _idea,
    "likely_fits": _likely_fits,
    "linkage": _linkage,
    "reading": _reading,
    "similar": _similar,
}
"""Each is asked with ``loaded``, the stamp of what was loaded: other tables, another question."""
