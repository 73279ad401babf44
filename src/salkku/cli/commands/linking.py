"""Who is one organisation: link the spellings, list what is doubtful, record a ruling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import opened
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Today, today_of, wrong_option

if TYPE_CHECKING:
    from salkku.domain.dossier import Table
    from salkku.domain.ecosystem import Ruling

__all__ = ["link"]

Pair = tuple[str, str] | None
TWO = "A B"
Why = Annotated[
    Pair, typer.Option("--why", metavar=TWO, help="Weigh two names: what speaks for one body.")
]


def link(
    folder: Folder,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the clusters to this CSV.")
    ] = None,
    queue: Annotated[
        bool, typer.Option("--queue", help="List the pairs of names most worth a ruling.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", help="How many pairs to list.")] = 20,
    why: Why = None,
    same: Annotated[
        Pair, typer.Option("--same", metavar=TWO, help="Rule that two names are one body.")
    ] = None,
    apart: Annotated[
        Pair, typer.Option("--apart", metavar=TWO, help="Rule that two names are two bodies.")
    ] = None,
    became: Annotated[
        Pair, typer.Option("--became", metavar=TWO, help="Rule that A is the predecessor of B.")
    ] = None,
    undo: Annotated[
        Pair, typer.Option("--undo", metavar=TWO, help="Take back what is ruled on two names.")
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="With --became: since when.")
    ] = "",
    country: Annotated[
        str, typer.Option("--country", help="Country of A, and of B when it is alone.")
    ] = "",
    other_country: Annotated[str, typer.Option("--other-country", help="Country of B.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why it is ruled so.")] = "",
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Link the spellings of one organisation; list doubtful pairs; record a ruling.

    Reads organisations.csv, what was loaded and links.csv, which a ruling is written to.
    """
    wished = {"same": same, "apart": apart, "became": became, "undo": undo}
    given = [(verdict, pair) for verdict, pair in wished.items() if pair]
    if len(given) > 1 or (given and (out or queue or why)):
        raise wrong_option("--same", "one_ruling")
    if since and not became:
        raise wrong_option("--from", "from_without_became")
    if why:
        return _weighed(folder, why, country, lang)
    if not given:
        return _linked(folder, out, queue, limit, lang)
    from salkku.domain.ecosystem import Ruling

    verdict, pair = given[0]
    day = today_of(today).isoformat()
    ruling = Ruling(*pair, verdict, country, other_country, since, day, note)
    return _ruled(folder, ruling, lang)


def _linked(folder: Path, out: Path | None, queue: bool, limit: int, lang: str | None) -> Answer:
    from salkku import workbench
    from salkku.cli import linking as views
    from salkku.workbench.objects import linking as objects

    if limit < 1:
        raise wrong_option("--limit", "limit_unreadable")
    workspace, agreement = opened(folder)
    language = language_of(lang)
    if queue:
        found = workbench.queue(agreement, tables=folder, limit=limit)
        return Answer(
            objects.queue_object(found), lambda: views.queue_view(found, language=language)
        )
    linked, clusters = workbench.link(workspace, tables=folder)
    if out is not None:
        _write(out, clusters)
    return Answer(
        objects.linked_object(linked), lambda: views.linked_view(linked, language=language)
    )


def _weighed(folder: Path, names: tuple[str, str], country: str, lang: str | None) -> Answer:
    from salkku import workbench
    from salkku.cli import linking as views
    from salkku.workbench.objects import linking as objects

    _, agreement = opened(folder)
    found = workbench.weigh_names(agreement, names=names, country=country, tables=folder)
    return Answer(
        objects.weighing_object(found),
        lambda: views.weighing_view(found, language=language_of(lang)),
    )


def _ruled(folder: Path, ruling: Ruling, lang: str | None) -> Answer:
    """Write the ruling, or take it back, where the agreement has no fault with it."""
    from salkku import workbench
    from salkku.cli import linking as views
    from salkku.workbench.objects import linking as objects

    workspace, _ = opened(folder)
    dossier = workspace.dossier()
    if ruling.verdict == "undo":
        wanted = workbench.without_ruling(dossier, ruling)
    else:
        wanted = workbench.with_ruling(dossier, ruling)
    agreement = workbench.read_files(wanted)
    workspace.replace(wanted)
    count = len(agreement.rulings)
    return Answer(
        objects.ruling_object(ruling, count),
        lambda: views.ruled_view(ruling, count, language=language_of(lang)),
    )


def _write(out: Path, table: Table) -> None:
    """Write a table, whole or not at all."""
    from salkku.store.aside import put_whole
    from salkku.store.writing import bytes_of

    put_whole(out, bytes_of(table))
