"""When each project starts, and the nearest plan when the world has changed."""

from __future__ import annotations

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds

__all__ = ["schedule"]

DEFAULT_SECONDS = 30.0


def schedule(
    folder: Folder, seconds: Seconds = DEFAULT_SECONDS, json: AsJson = False, lang: Lang = None
) -> Answer:
    """Say in which half-year each row starts, and how far that may be from the best."""
    from salkku import workbench
    from salkku.cli import timelines

    agreement = sound(folder)
    found = workbench.schedule(agreement, seconds=seconds)
    return Answer(
        timelines.schedule_object(found),
        lambda: timelines.schedule_view(agreement, found, language=language_of(lang)),
        exit_code={"infeasible": INFEASIBLE, "unknown": OUT_OF_TIME}.get(found.status, 0),
        timed=True,
    )
