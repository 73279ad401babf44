"""Lists as objects and tables: coverage, likeness, loads, links, the week, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.cli.answer import Block
from salkku.cli.payloads import euros_of
from salkku.cli.plain import plain
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.decide import Decision
    from salkku.domain.weeks import WeekItem, WeekRow

__all__ = ["decision_object", "week_object", "week_view"]

Object = Mapping[str, object]
SHOWN = 12


def week_object(items: Sequence[WeekItem]) -> Object:
    """Give the object of ``week``; money in euros."""
    from salkku import workbench

    return {
        "items": [
            {
                "kind": item.kind,
                "number": _number(item),
                "unit": "count" if item.unit == "count" else "eur",
                "sentences": {
                    language: workbench.week_sentence(item, language=language)
                    for language in ("fi", "sv", "en")
                },
                "list": [_week_row(item, row) for row in item.rows],
            }
            for item in items
        ]
    }


def week_view(items: Sequence[WeekItem], *, language: str) -> Iterator[Block]:
    """Say each sentence, with the beginning of its list under it."""
    from salkku import workbench

    words = Wording(language)
    yield words.say("week" if items else "nothing_this_week")
    for item in items:
        yield ""
        yield workbench.week_sentence(item, language=language)
        for row in item.rows[:SHOWN]:
            money = f" – {words.euros(row.cents)}" if item.unit != "count" else ""
            yield f"  {row.id} {words.name(row.name)}".rstrip() + money
        if len(item.rows) > SHOWN:
            yield "  " + words.say("more", count=len(item.rows) - SHOWN)


def decision_object(decision: Decision, path: Path) -> Object:
    """Give the object of ``decide``: where it is, its digest, and what was decided."""
    import json

    told = json.loads(decision.files["decision.json"])
    return {**told, "path": str(path), "digest": decision.digest, "files": sorted(decision.files)}


def _number(item: WeekItem) -> int | Fraction:
    return item.number if item.unit == "count" else euros_of(item.number)


def _week_row(item: WeekItem, row: WeekRow) -> object:
    told: dict[str, object] = {"id": row.id, **row.facts}
    if row.name:
        told["name"] = dict(row.name)
    if item.unit != "count":
        told["eur"] = euros_of(row.cents)
    return plain(told)
