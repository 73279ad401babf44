"""A conditional choice: this row if its results are promised by a day, otherwise without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from salkku.cli.answer import Answer, Block, Sheet
from salkku.cli.commands.checking import sound
from salkku.cli.conditions import If, Until, condition_of
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds, Weights, weights_of
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import Conditional

__all__ = ["conditional"]


def conditional(
    folder: Folder,
    condition: If = None,
    until: Until = None,
    weights: Weights = None,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Solve both branches of a condition: a row if its results are promised, else without it.

    `salkku decide` with the same options records both.
    """
    from salkku import workbench
    from salkku.workbench.objects import choosing as objects

    agreement = sound(folder)
    found = workbench.conditional(
        agreement,
        condition=condition_of(condition, until, agreement),
        weights=weights_of(weights, agreement),
        seconds=seconds,
    )
    return Answer(
        objects.conditional_object(found),
        lambda: _view(agreement, found, language_of(lang)),
        exit_code=_code(found),
        timed=True,
    )


def _code(found: Conditional) -> int:
    statuses = {found.then.status, found.otherwise.status}
    if "infeasible" in statuses:
        return INFEASIBLE
    return OUT_OF_TIME if "unknown" in statuses else 0


def _view(agreement: Agreement, found: Conditional, language: str) -> Iterator[Block]:
    from datetime import date

    words = Wording(language)
    row = words.row(agreement, found.condition.row)
    level = words.say(f"level_{found.condition.level}")
    day = date.fromisoformat(found.condition.by)
    yield words.say("conditional_title", row=row, level=level, day=day)
    rows = tuple(
        (
            words.say(name),
            words.say(f"branch_{solution.status}"),
            words.number(solution.value, 4),
            words.euros(solution.cost_cents),
            ", ".join(words.row(agreement, one) for one in only),
        )
        for name, solution, only in (
            ("branch_then", found.then, found.leaves),
            ("branch_otherwise", found.otherwise, found.enters),
        )
    )
    columns = ("branch", "status", "value", "cost", "branch_only")
    yield Sheet("", tuple(words.say(name) for name in columns), rows, frozenset({2, 3}))
