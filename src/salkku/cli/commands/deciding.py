"""What needs doing this week, decisions recorded, and decisions computed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block
from salkku.cli.commands.checking import opened, sound
from salkku.cli.commands.choosing import held_rows
from salkku.cli.conditions import If, Until, condition_of
from salkku.cli.exits import WRONG
from salkku.cli.language import language_of
from salkku.cli.options import (
    AsJson,
    Folder,
    Forbid,
    Force,
    Lang,
    Today,
    Weights,
    day_of,
    today_of,
    weights_of,
)
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.decide import Verdict

__all__ = ["decide", "verify", "week"]


def week(
    folder: Folder,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Changes from this day on.")
    ] = None,
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """List what needs somebody this week.

    Each sentence has one number, and the list that it counts.
    """
    from salkku import workbench
    from salkku.cli import lists
    from salkku.workbench.objects import listing as objects

    agreement = sound(folder)
    now = today_of(today)
    first = day_of("--since", since) or now - timedelta(days=7)
    around = workbench.area_changes(agreement, folder, since=first, until=now)
    items = workbench.week(agreement, today=now, since=first, around=around)
    return Answer(
        objects.week_object(items), lambda: lists.week_view(items, language=language_of(lang))
    )


def decide(
    folder: Folder,
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="The role that decides.")],
    note: Annotated[str, typer.Option("--note", help="Its reasons.")] = "",
    force: Force = None,
    forbid: Forbid = None,
    weights: Weights = None,
    condition: If = None,
    until: Until = None,
    today: Today = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Record the best portfolio as a sealed decision.

    With a copy of every input, so that anyone can compute it again.
    """
    from salkku import workbench
    from salkku.workbench.objects.listing import decision_object

    workspace, agreement = opened(folder)
    kept, barred = held_rows(agreement, force, forbid)
    made = workbench.decide(
        workspace,
        by=by,
        note=note,
        today=today_of(today),
        force=kept,
        forbid=barred,
        weights=weights_of(weights, agreement),
        condition=condition_of(condition, until, agreement) if condition or until else None,
        into=folder / "decisions",
    )
    path = made.path or folder

    def view() -> Iterator[Block]:
        words = Wording(language_of(lang))
        yield words.say("decided", name=path.name, digest=made.decision.digest)
        yield words.say("decided_files", count=len(made.decision.files), path=path)
        yield ", ".join(made.solution.chosen)

    return Answer({**decision_object(made.decision), "path": str(path)}, view)


def verify(
    decision: Annotated[
        Path, typer.Argument(metavar="DECISION", help="A folder of FOLDER/decisions.")
    ],
    digest: Annotated[
        str | None, typer.Option("--digest", help="The digest told when it was recorded.")
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Check a recorded decision, and solve its inputs again."""
    from salkku import workbench

    found = workbench.verify(decision, digest=digest)
    now = workbench.versions()
    other = {
        part: {"recorded": was, "now": now.get(part, "")}
        for part, was in found.recorded.items()
        if now.get(part) != was
    }
    payload = {
        "same": found.same,
        "digest": found.digest,
        "differences": [{"kind": one.kind, "path": one.path} for one in found.differences],
        "other_versions": other,
    }
    return Answer(
        payload,
        lambda: _verdict_view(found, other, language_of(lang)),
        exit_code=0 if found.same else WRONG,
    )


def _verdict_view(
    found: Verdict, other: dict[str, dict[str, str]], language: str
) -> Iterator[Block]:
    words = Wording(language)
    yield words.say("verified" if found.same else "not_verified", digest=found.digest)
    for one in found.differences:
        yield words.say(f"difference_{one.kind}", path=one.path)
    for part, change in other.items():
        yield words.say("another_version", part=part, **change)
