"""When each project starts, and the nearest plan when the world has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds, Today, day_of

__all__ = ["replan", "schedule"]

DEFAULT_SECONDS = 30.0
EXITS = {"infeasible": INFEASIBLE, "unknown": OUT_OF_TIME}


def schedule(
    folder: Folder,
    seconds: Seconds = DEFAULT_SECONDS,
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Say in which half-year each row starts, and how far that may be from the best."""
    from salkku import workbench
    from salkku.cli import timelines
    from salkku.workbench.objects import timing as objects

    agreement = sound(folder)
    found = workbench.schedule(agreement, seconds=seconds)
    day = day_of("--today", today)
    told = workbench.alarms(agreement, starts=found.starts, today=day) if found.starts else ()
    if day is None:  # which call is the last useful one depends on the day
        told = tuple(alarm for alarm in told if not alarm.code.endswith("_call"))
    return Answer(
        objects.schedule_object(found, told, agreement=agreement),
        lambda: timelines.schedule_view(agreement, found, told, language=language_of(lang)),
        exit_code=EXITS.get(found.status, 0),
        timed=True,
    )


def replan(
    folder: Folder,
    baseline: Annotated[
        Path,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="What was decided: a decision's folder, or the saved JSON of solve or schedule.",
        ),
    ],
    seconds: Seconds = DEFAULT_SECONDS,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Find the plan with the fewest changes to what was decided, and say why each is needed."""
    from salkku import workbench
    from salkku.cli import replans
    from salkku.workbench.objects import timing as objects

    agreement = sound(folder)
    found = workbench.replan(agreement, baseline=workbench.baseline_of(baseline), seconds=seconds)
    return Answer(
        objects.replan_object(found, agreement=agreement),
        lambda: replans.replan_view(agreement, found, language=language_of(lang)),
        exit_code=EXITS.get(found.status, 0),
        timed=True,
    )
