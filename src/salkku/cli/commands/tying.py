"""What a portfolio does to the ecosystem."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds, Today, today_of

__all__ = ["ecosystem"]


def ecosystem(
    folder: Folder,
    portfolio: Annotated[
        Path | None,
        typer.Option(
            "--portfolio",
            metavar="FILE",
            help="A decision's folder, or the saved JSON of solve or schedule; else the best now.",
        ),
    ] = None,
    today: Today = None,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Count ties, first-timers and companies of a portfolio.

    Ties between organisations are new, renewed, kept or dropped, each beside what would be
    without anything chosen. Reads participations.csv, projects.csv and what was loaded.
    """
    from salkku import workbench
    from salkku.cli import ecosystems
    from salkku.workbench.objects.tying import ecosystem_object

    agreement = sound(folder)
    day = today_of(today)
    status = "given"
    if portfolio is None:
        solution = workbench.solve(agreement, seconds=seconds)
        chosen, status = solution.chosen, solution.status
    else:
        chosen = workbench.baseline_of(portfolio, option="--portfolio").chosen
    found = workbench.ecosystem(agreement, chosen=chosen, tables=folder, today=day)
    return Answer(
        ecosystem_object(found, agreement, chosen=chosen, status=status, today=day),
        lambda: ecosystems.ecosystem_view(
            agreement, found, status=status, today=day, language=language_of(lang)
        ),
        exit_code={"infeasible": INFEASIBLE, "unknown": OUT_OF_TIME}.get(status, 0),
    )
