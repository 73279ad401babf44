"""What exists already: coverage, likeness, and open data fetched, loaded and linked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import opened, sound
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, known_rows, wrong_option

__all__ = ["coverage", "fetch", "link", "load", "similar"]

Into = Annotated[
    Path, typer.Option("--into", metavar="FOLDER", help="The folder whose tables receive it.")
]


def coverage(
    folder: Folder,
    chosen: Annotated[
        list[str] | None,
        typer.Option("--chosen", help="Count these rows (may be repeated); else every competing."),
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Count rows and euros in every cell of focus area, method and party."""
    from salkku import workbench
    from salkku.cli import lists

    agreement = sound(folder)
    rows = known_rows("--chosen", chosen, agreement) if chosen else None
    cells = workbench.coverage(agreement, chosen=rows)
    return Answer(
        lists.coverage_object(cells),
        lambda: lists.coverage_view(agreement, cells, language=language_of(lang)),
    )


def similar(
    folder: Folder,
    text: Annotated[str | None, typer.Option("--text", help="An idea in words.")] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar="ID", help="A row of proposals.csv.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to list.")] = 10,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """List what is like an idea or a proposal, and say why."""
    from salkku import workbench
    from salkku.cli import lists

    workspace, agreement = opened(folder)
    if (text is None) == (proposal is None):
        raise wrong_option("--text", "one_of_two", first="--text", second="--proposal")
    if limit < 1:
        raise wrong_option("--limit", "limit_unreadable")
    if proposal is not None:
        known_rows("--proposal", (proposal,), agreement, competing=False)
    hits = workbench.similar(workspace, text=text, proposal=proposal, limit=limit)
    return Answer(
        lists.similar_object(hits),
        lambda: lists.similar_view(hits, language=language_of(lang)),
    )


def fetch(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of open data.")],
    into: Into = Path(),
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Download a source of open data and load it."""
    from salkku import workbench
    from salkku.cli import lists
    from salkku.cli.screen import say_progress

    found = workbench.fetch(source, into=into, progress=say_progress)
    return Answer(
        lists.loaded_object(found),
        lambda: lists.loaded_view(source, found, language=language_of(lang)),
    )


def load(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of open data.")],
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Folders, files or zips of it.")
    ],
    into: Into,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Load files of open data; loading the same again changes nothing."""
    from salkku import workbench
    from salkku.cli import lists

    found = workbench.load(source, paths, into=into)
    return Answer(
        lists.loaded_object(found),
        lambda: lists.loaded_view(source, found, language=language_of(lang)),
    )


def link(
    folder: Folder,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the clusters to this CSV.")
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Link the spellings of one organisation, in what was loaded and in organisations.csv."""
    from salkku import workbench
    from salkku.cli import lists

    workspace, _ = opened(folder)
    found = workbench.link(workspace, out=out)
    return Answer(
        lists.linked_object(found), lambda: lists.linked_view(found, language=language_of(lang))
    )
