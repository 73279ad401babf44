"""Lists as objects and tables: coverage, likeness, loads, links, the week, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.payloads import euros_of
from salkku.cli.plain import plain
from salkku.cli.wording import Wording
from salkku.locale import say

if TYPE_CHECKING:
    from salkku.decide import Decision
    from salkku.domain.agreement import Agreement
    from salkku.domain.weeks import WeekItem, WeekRow
    from salkku.ingest import Loaded, Remark
    from salkku.landscape import Cell, Hit
    from salkku.resolve import Linked

__all__ = [
    "coverage_object",
    "coverage_view",
    "decision_object",
    "linked_object",
    "linked_view",
    "loaded_object",
    "loaded_view",
    "reasons_of",
    "similar_object",
    "similar_view",
    "week_object",
    "week_view",
]

Object = Mapping[str, object]
SHOWN = 12


def coverage_object(cells: Sequence[Cell]) -> Object:
    """Give the object of ``coverage``."""
    return {
        "cells": [
            {
                "focus_area": cell.focus_area,
                "method": cell.method,
                "party": cell.party,
                "count": cell.count,
                "eur": euros_of(cell.cents),
            }
            for cell in cells
        ]
    }


def coverage_view(agreement: Agreement, cells: Sequence[Cell], *, language: str) -> Iterator[Block]:
    """List the touched cells by name."""
    words = Wording(language)
    names = {one.id: words.name(one.name) for one in agreement.parties}
    themes = (*agreement.focus_areas, *agreement.methods)
    names |= {one.id: words.name(one.name) for one in themes}
    columns = ("focus_area", "method", "party", "count", "cost")
    yield Sheet(
        words.say("coverage"),
        tuple(words.say(name) for name in columns),
        tuple(
            (
                names.get(cell.focus_area, cell.focus_area),
                names.get(cell.method, cell.method),
                names.get(cell.party, cell.party),
                str(cell.count),
                words.euros(cell.cents),
            )
            for cell in cells
        ),
        frozenset({3, 4}),
    )


def similar_object(hits: Sequence[Hit], because: Sequence[Sequence[str]]) -> Object:
    """Give the object of ``similar``; ``because`` are the sentences of each hit's reasons."""
    return {
        "hits": [
            {
                "project": hit.project,
                "source": hit.source,
                "rank": hit.rank,
                "relation": hit.relation,
                "name": hit.name,
                "because": said,
                "codes": [reason.code for reason in hit.because],
            }
            for hit, said in zip(hits, because, strict=True)
        ]
    }


def similar_view(
    hits: Sequence[Hit], because: Sequence[Sequence[str]], *, language: str
) -> Iterator[Block]:
    """List the likest projects with the reasons."""
    words = Wording(language)
    if not hits:
        yield words.say("no_hits")
        return
    columns = ("number", "project", "name", "relation", "because")
    yield Sheet(
        words.say("hits", count=len(hits)),
        tuple(words.say(name) for name in columns),
        tuple(
            (
                str(hit.rank),
                hit.project,
                hit.name,
                words.say(f"relation_{hit.relation}"),
                " ".join(said),
            )
            for hit, said in zip(hits, because, strict=True)
        ),
        frozenset({0}),
    )


def reasons_of(hit: Hit, language: str) -> list[str]:
    """Say why a project is like what was asked."""
    words = Wording(language, area="similar")
    return [words.say(one.code, values=", ".join(one.values)) for one in hit.because]


def loaded_object(loaded: Loaded) -> Object:
    """Give the object of ``load`` and ``fetch``; ``doubts`` are rows kept but not trusted."""
    return {
        "rows": loaded.rows,
        "repaired": loaded.repaired,
        "rejected": [_remark(one) for one in loaded.rejected],
        "doubts": [_remark(one) for one in loaded.doubts],
    }


def loaded_view(source: str, loaded: Loaded, *, language: str) -> Iterator[Block]:
    """List the rows now held, and what was left out."""
    words = Wording(language)
    yield Sheet(
        words.say("rows_held", source=source),
        (words.say("table"), words.say("rows")),
        tuple((table, words.number(count, 0)) for table, count in loaded.rows.items()),
        frozenset({1}),
    )
    yield words.say("repaired", count=loaded.repaired)
    for title, remarks in (("rejected", loaded.rejected), ("doubts", loaded.doubts)):
        if not remarks:
            yield words.say(title, count=0)
            continue
        yield Sheet(
            words.say(title, count=len(remarks)),
            tuple(words.say(name) for name in ("file", "row", "column", "reason")),
            tuple(
                (
                    one.file,
                    "" if one.row is None else str(one.row),
                    one.column or "",
                    say(f"loading.{one.reason}", language=language),
                )
                for one in remarks[:SHOWN]
            ),
            frozenset({1}),
        )
        if len(remarks) > SHOWN:
            yield words.say("more", count=len(remarks) - SHOWN)


def linked_object(linked: Linked) -> Object:
    """Give the object of ``link``."""
    return {"organisations": linked.organisations, "merged": linked.merged}


def linked_view(linked: Linked, *, language: str) -> Iterator[Block]:
    """Say how many organisations there are."""
    yield Wording(language).say("linked", count=linked.organisations, merged=linked.merged)


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


def _remark(remark: Remark) -> Object:
    return {
        "file": remark.file,
        "row": remark.row,
        "column": remark.column,
        "reason": remark.reason,
    }


def _number(item: WeekItem) -> int | Fraction:
    return item.number if item.unit == "count" else euros_of(item.number)


def _week_row(item: WeekItem, row: WeekRow) -> object:
    told: dict[str, object] = {"id": row.id, **row.facts}
    if row.name:
        told["name"] = dict(row.name)
    if item.unit != "count":
        told["eur"] = euros_of(row.cents)
    return plain(told)
