"""Lists as tables: coverage, likeness, loads, links, the week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.locale import say

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.weeks import WeekItem
    from salkku.ingest import Loaded
    from salkku.landscape import Cell, Hit

__all__ = [
    "coverage_view",
    "loaded_view",
    "reasons_of",
    "similar_view",
    "week_view",
]

SHOWN = 12


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
    from salkku import workbench

    return [workbench.because(one, language=language) for one in hit.because]


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
    if loaded.joined:
        yield words.say("joined", count=loaded.joined)
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
