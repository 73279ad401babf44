"""A home for an idea: one card from words, or from an empty cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block
from salkku.cli.commands.checking import sound
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Today, today_of, wrong_option
from salkku.cli.work import telling

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape import Card

__all__ = ["idea"]


def idea(
    folder: Folder,
    text: Annotated[str | None, typer.Option("--text", help="The idea in words.")] = None,
    cell: Annotated[
        str | None,
        typer.Option("--cell", metavar="FOCUS,METHOD,PARTY", help="Draft it from an empty cell."),
    ] = None,
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Draft the card of an idea: new or not, its need, results, partners and call."""
    from salkku import workbench
    from salkku.workbench.objects import ideas

    agreement = sound(folder)
    if (text is None) == (cell is None) or (text is not None and not text.strip()):
        raise wrong_option("--text", "one_of_two", first="--text", second="--cell")
    language = language_of(lang)
    card = workbench.idea(
        agreement,
        text=text or "",
        cell=None if cell is None else _cell_of(cell, agreement),
        tables=folder,
        today=today_of(today),
        told=telling(folder, language),
    )
    return Answer(
        ideas.idea_object(card, agreement), lambda: _view(card, agreement, language=language)
    )


def _cell_of(text: str, agreement: Agreement) -> tuple[str, str, str]:
    from salkku import workbench

    cell = workbench.cell_of(agreement, text=text)
    if cell is None:
        axes = (agreement.focus_areas, agreement.methods, agreement.parties)
        example = ",".join(axis[0].id if axis else "…" for axis in axes)
        raise wrong_option("--cell", "cell_unknown", text=text, example=example)
    return cell


def _view(card: Card, agreement: Agreement, *, language: str) -> Iterator[Block]:
    from salkku import workbench

    for part in workbench.card_parts(card, agreement, language=language):
        yield part.title
        for line in part.lines:
            yield f"  – {line}"
        yield ""
