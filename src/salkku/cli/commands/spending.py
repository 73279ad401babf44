"""Money: the value-against-budget curve, the bar for money held back, the design of a call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block, Sheet
from salkku.cli.commands.checking import sound
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import (
    AsJson,
    Folder,
    Lang,
    Runner,
    Seconds,
    Workers,
    opened_runner,
    wrong_option,
)
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import BudgetCurve, CallDesigns, Reserve

__all__ = ["budget", "design", "reserve"]


def budget(
    folder: Folder,
    line: Annotated[str, typer.Option("--line", help="A budget line.")],
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Give every limit of a budget line at which a greater value becomes possible."""
    from salkku import workbench
    from salkku.workbench.objects import spending as objects

    agreement = sound(folder)
    _known_line(agreement, line)
    curve = workbench.budget(agreement, line=line, seconds=seconds)
    return Answer(
        objects.budget_object(curve),
        lambda: _budget_view(curve, Wording(language_of(lang), "money")),
        exit_code=_code(curve),
        timed=True,
    )


def reserve(
    folder: Folder,
    line: Annotated[
        str | None, typer.Option("--line", help="A budget line; else the largest common one.")
    ] = None,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Say what a later proposal must bring for each euro that is held back."""
    from salkku import workbench
    from salkku.workbench.objects import spending as objects

    agreement = sound(folder)
    if line is not None:
        _known_line(agreement, line)
    elif not agreement.costs:
        raise wrong_option("--line", "no_lines")
    found = workbench.reserve(agreement, line=line or "", seconds=seconds)
    return Answer(
        objects.reserve_object(found),
        lambda: _reserve_view(found, Wording(language_of(lang), "money")),
        exit_code=_code(found),
        timed=True,
    )


def design(
    folder: Folder,
    call: Annotated[str, typer.Option("--call", metavar="ID", help="A row of calls.csv.")],
    samples: Annotated[
        int, typer.Option("--samples", min=0, help="Resampled rounds that a design is tried on.")
    ] = 200,
    seconds: Seconds = None,
    runner: Runner = "inline",
    workers: Workers = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Find few and round earmarks under which the ranking of a call does well."""
    from salkku import workbench
    from salkku.workbench.objects import spending as objects

    agreement = sound(folder)
    if call not in {one.id for one in agreement.calls}:
        raise wrong_option("--call", "call_unknown", call=call)
    if not any(row.call == call and row.competes for row in agreement.proposals):
        raise wrong_option("--call", "call_empty", call=call)
    with opened_runner(runner, workers) as asks:
        found = workbench.design(
            agreement, call=call, samples=samples, seconds=seconds, runner=asks
        )
    return Answer(
        objects.design_object(found),
        lambda: _design_view(agreement, found, Wording(language_of(lang), "money")),
        exit_code=0 if found.designs else INFEASIBLE,
        timed=True,
    )


def _known_line(agreement: Agreement, line: str) -> None:
    if line not in {cost.line for cost in agreement.costs}:
        raise wrong_option("--line", "line_unknown", line=line)


def _code(found: BudgetCurve | Reserve) -> int:
    if not found.feasible:
        return INFEASIBLE
    return 0 if found.complete or found.points else OUT_OF_TIME


def _budget_view(curve: BudgetCurve, words: Wording) -> Iterator[Block]:
    rows = []
    for before, point in zip((None, *curve.points), curve.points, strict=False):
        gain = None if before is None else point.value - before.value
        rows.append(
            (words.euros(point.limit_cents), words.number(point.value, 4), words.number(gain, 4))
        )
    title = words.say("budget_title", line=curve.line, count=len(rows))
    yield Sheet(
        title,
        tuple(words.say(c) for c in ("limit", "value", "gain")),
        tuple(rows),
        frozenset({0, 1, 2}),
    )
    if not curve.complete:
        yield words.say("not_complete")


def _reserve_view(found: Reserve, words: Wording) -> Iterator[Block]:
    if found.bar is not None:
        yield words.say("bar", line=found.line, bar=words.number(found.bar * 100_000, 4))
    rows = tuple(
        (
            words.euros(point.reserve_cents),
            words.number(point.value, 4),
            "" if point.bar is None else words.number(point.bar * 100_000, 4),
        )
        for point in found.points
    )
    yield Sheet(
        words.say("reserve_title"),
        tuple(words.say(name) for name in ("held", "value", "bar_column")),
        rows,
        frozenset({0, 1, 2}),
    )
    if not found.complete:
        yield words.say("not_complete")


def _design_view(agreement: Agreement, found: CallDesigns, words: Wording) -> Iterator[Block]:
    names = {theme.id: words.name(theme.name) for theme in agreement.focus_areas}
    rows = []
    for one in found.designs:
        earmarks = ", ".join(
            f"{names[area]} {words.euros(cents)}" for area, cents in one.earmarks.items()
        )
        share = one.value / found.free if found.free else None
        rows.append(
            (
                earmarks or words.say("undivided"),
                _weights(one.points, words),
                words.number(one.value, 4),
                "" if share is None else words.percent(share),
                "" if one.holds_in is None else words.percent(one.holds_in, 0),
            )
        )
    yield Sheet(
        words.say("design_title", value=words.number(found.free, 4)),
        tuple(words.say(c) for c in ("earmarks", "points", "value", "of_best", "holds")),
        tuple(rows),
        frozenset({2, 3, 4}),
    )
    yield words.say("hindsight")


def _weights(points: Mapping[str, Fraction], words: Wording) -> str:
    shown = ((name, words.number(weight, 1)) for name, weight in points.items() if weight)
    return ", ".join(f"{name} {weight}" for name, weight in shown)
