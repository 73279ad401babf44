"""What exists already: coverage, likeness, and open data fetched, loaded and linked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.language import language_of
from salkku.cli.options import (
    AsJson,
    Engine,
    Folder,
    Lang,
    Today,
    day_of,
    engine_of,
    known_rows,
    today_of,
    wrong_option,
)
from salkku.cli.wording import Wording
from salkku.cli.work import telling

if TYPE_CHECKING:
    pass

__all__ = ["coverage", "fetch", "load", "similar"]

Into = Annotated[
    Path, typer.Option("--into", metavar="FOLDER", help="The folder whose tables receive it.")
]


def coverage(
    folder: Folder,
    chosen: Annotated[
        list[str] | None,
        typer.Option("--chosen", help="Count these rows (may be repeated); else every row."),
    ] = None,
    over_time: Annotated[
        bool,
        typer.Option(
            "--over-time",
            help="What is past, running and planned too, and the gaps; --chosen are planned.",
        ),
    ] = False,
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Count rows and euros by focus area, method and party.

    Over time it says which gaps the next call text should name.
    """
    from salkku import workbench
    from salkku.cli import coverages, lists
    from salkku.workbench.objects import covering
    from salkku.workbench.objects import listing as objects

    agreement = sound(folder)
    rows = known_rows("--chosen", chosen, agreement) if chosen else None
    cells = workbench.coverage(agreement, chosen=rows)
    if over_time:
        day = today_of(today)
        found = workbench.coverage_over_time(agreement, today=day, chosen=rows or (), tables=folder)
        whole = covering.over_time_object(found, agreement, today=day)
        return Answer(
            {**objects.coverage_object(cells), "over_time": whole},
            lambda: coverages.over_time_view(agreement, found, language=language_of(lang)),
        )
    return Answer(
        objects.coverage_object(cells),
        lambda: lists.coverage_view(agreement, cells, language=language_of(lang)),
    )


def similar(
    folder: Folder,
    text: Annotated[str | None, typer.Option("--text", help="An idea in words.")] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar="ID", help="A row of proposals.csv.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to list.")] = 10,
    embed: Annotated[
        bool, typer.Option("--embed", help="Make every missing vector of meaning first; slow.")
    ] = False,
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """List what is like an idea or a proposal, and say why."""
    from salkku import workbench
    from salkku.cli import lists
    from salkku.workbench.objects import listing as objects

    agreement = sound(folder)
    if (text is None) == (proposal is None):
        raise wrong_option("--text", "one_of_two", first="--text", second="--proposal")
    if limit < 1:
        raise wrong_option("--limit", "limit_unreadable")
    if proposal is not None:
        known_rows("--proposal", (proposal,), agreement, competing=False)
    language = language_of(lang)
    now = today_of(today)
    alike = workbench.similar(
        agreement,
        text=text,
        proposal=proposal,
        limit=limit,
        tables=folder,
        today=now,
        whole=embed,
        told=telling(folder, language),
    )
    because = [lists.reasons_of(hit, language) for hit in alike.hits]
    return Answer(
        objects.similar_object(alike, because),
        lambda: lists.similar_view(alike.hits, because, language=language),
    )


def fetch(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of open data.")],
    into: Into = Path(),
    part: Annotated[
        str, typer.Option("--part", metavar="NAME", help="Which of its files; else the first.")
    ] = "",
    asked: Annotated[
        list[str] | None,
        typer.Option(
            "--id",
            metavar="BUSINESS_ID",
            help="Ask the register about this company (may be repeated); else about those of"
            " organisations.csv.",
        ),
    ] = None,
    engine: Engine = "",
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Download a source of open data and load it."""
    from salkku import workbench
    from salkku.cli import lists
    from salkku.cli.screen import say_progress
    from salkku.workbench.objects import listing as objects

    words = Wording(language_of(lang))
    told = [-1]

    def progress(done: int, whole: int | None) -> None:
        step = done * 20 // whole if whole else done >> 23
        if step != told[0]:
            told[0] = step
            total = words.number(whole, 0) if whole else "?"
            say_progress(
                words.say("fetching", file=source, done=words.number(done, 0), total=total)
            )

    found = workbench.fetch(
        source,
        into=into,
        part=part,
        asked=asked or (),
        engine=engine_of(engine),
        progress=progress,
    )
    return Answer(
        objects.loaded_object(found),
        lambda: lists.loaded_view(source, found, language=language_of(lang)),
    )


def load(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of open data.")],
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Folders, files or zips of it.")
    ],
    into: Into,
    issued: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="Day of the issue, where the files do not say it."
        ),
    ] = None,
    engine: Engine = "",
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Load files of open data; loading the same again changes nothing."""
    from salkku import workbench
    from salkku.cli import lists
    from salkku.workbench.objects import listing as objects

    day = day_of("--as-of", issued)
    found = workbench.load(source, paths, into=into, as_of=day, engine=engine_of(engine))
    return Answer(
        objects.loaded_object(found),
        lambda: lists.loaded_view(source, found, language=language_of(lang)),
    )
