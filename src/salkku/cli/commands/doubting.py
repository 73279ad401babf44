"""Deciding under doubt: cautious choices, shares of draws, and the questions to ask first."""

from __future__ import annotations

from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.exits import INFEASIBLE
from salkku.cli.language import language_of
from salkku.cli.options import (
    AsJson,
    Folder,
    Lang,
    Runner,
    Seconds,
    Workers,
    opened_runner,
)

__all__ = ["doubt", "questions"]


def doubt(
    folder: Folder,
    draws: Annotated[
        int, typer.Option("--draws", min=0, max=100_000, help="Draws of weights and scores.")
    ] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Another seed gives other draws.")] = 0,
    seconds: Seconds = None,
    runner: Runner = "inline",
    workers: Workers = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Decide cautiously under doubt, for all weights allowed and for each party's own.

    Gives the greatest least value, the smallest greatest regret and the central weights' choice.
    """
    from salkku import workbench
    from salkku.cli import doubts
    from salkku.cli.screen import say_progress
    from salkku.workbench.objects import doubting as objects

    agreement = sound(folder)
    language = language_of(lang)

    def progress(whose: str, done: int, whole: int) -> None:
        if done == whole or done % 100 == 0:
            say_progress(doubts.progress_line(agreement, whose, done, whole, language=language))

    with opened_runner(runner, workers) as asks:
        found = workbench.doubt(
            agreement, draws=draws, seed=seed, seconds=seconds, progress=progress, runner=asks
        )
    return Answer(
        objects.doubt_object(agreement, found),
        lambda: doubts.doubt_view(agreement, found, language=language),
        exit_code=0 if found.feasible else INFEASIBLE,
        timed=True,
    )


def questions(
    folder: Folder,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most questions.")] = 5,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Say what to ask before deciding: whose answers lower the expected regret most."""
    from salkku import workbench
    from salkku.cli import doubts
    from salkku.workbench.objects import doubting as objects

    agreement = sound(folder)
    found = workbench.questions(agreement, limit=limit, seconds=seconds)
    return Answer(
        objects.questions_object(agreement, found),
        lambda: doubts.questions_view(agreement, found, language=language_of(lang)),
        exit_code=0 if found.feasible else INFEASIBLE,
        timed=True,
    )
