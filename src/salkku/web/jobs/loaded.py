"""Questions about the landscape: answered from the agreement and what was loaded beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.workbench.objects import ideas, watching
from salkku.workbench.objects.plain import Object

__all__ = ["LOADED", "Tell"]

Arguments = Mapping[str, Any]
Tell = Callable[[int, int], None]
"""What is done, of the whole."""


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


LOADED: Final[dict[str, Callable[[Agreement, Arguments, Path, Tell], Object]]] = {
    "around": _around,
    "idea": _idea,
}
"""Each is asked with ``loaded``, the stamp of what was loaded: other tables, another question."""
