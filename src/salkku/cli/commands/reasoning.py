"""Reasons: the lawful ranking beside the choice, clashes, why a row is in or out, fairness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block
from salkku.cli.commands.checking import sound
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Force, Lang, Seconds, known_rows
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement

__all__ = ["explain", "fair", "rank", "repair"]


def rank(folder: Folder, json: AsJson = False, lang: Lang = None) -> Answer:
    """Rank one by one as the law does, beside the portfolio.

    Each difference between the two has its reason.
    """
    from salkku import workbench
    from salkku.cli import views
    from salkku.workbench.objects import reasoning as objects

    agreement = sound(folder)
    found = workbench.rank(agreement)
    language = language_of(lang)
    because = objects.difference_sentences(found, agreement, language=language)
    return Answer(
        objects.ranking_object(found, agreement, language=language),
        lambda: views.ranking_view(agreement, found, because, language=language),
    )


def repair(
    folder: Folder,
    force: Force = None,
    timed: Annotated[
        bool, typer.Option("--timed", help="Ask with half-years: why is there no timetable.")
    ] = False,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Say why there is no portfolio, and what would mend it; with `--force` why not with these.

    The clash is irreducible, and the repairs are the cheapest; each is confirmed by solving.
    """
    from salkku import workbench
    from salkku.cli.repairs import repairs_view
    from salkku.workbench.objects import reasoning as objects

    agreement = sound(folder)
    barred = {row.id: row.criterion for row in workbench.not_competing(agreement)}
    wanted = known_rows("--force", force, agreement, barred=barred)
    supposed = workbench.suppose(agreement, decided=wanted) if wanted else agreement
    if timed:
        return _repair_in_time(supposed, seconds, lang)
    found = workbench.repair(supposed, seconds=seconds)
    return Answer(
        objects.repairs_object(found),
        lambda: repairs_view(supposed, found, language=language_of(lang)),
    )


def _repair_in_time(agreement: Agreement, seconds: float | None, lang: str | None) -> Answer:
    from salkku import workbench
    from salkku.cli.repairs import timed_repairs_view
    from salkku.workbench.objects.timing import timed_repairs_object

    found = workbench.repair_in_time(agreement, seconds=seconds)
    return Answer(
        timed_repairs_object(found),
        lambda: timed_repairs_view(agreement, found, language=language_of(lang)),
    )


def explain(
    folder: Folder,
    row: Annotated[str, typer.Argument(metavar="ID", help="A row of proposals.csv.")],
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Say why a row is in or out, and what would change it."""
    from salkku import workbench
    from salkku.workbench.objects import reasoning as objects

    agreement = sound(folder)
    known_rows("ID", (row,), agreement)
    found = workbench.explain(agreement, id=row, seconds=seconds)

    def view() -> Iterator[Block]:
        words = Wording(language_of(lang))
        yield words.say("is_in" if found.inside else "is_out", row=words.row(agreement, row))
        yield objects.reason_sentences(found.reasons, agreement, language=words.language)

    return Answer(objects.explanation_object(found, agreement), view)


def fair(
    folder: Folder, seconds: Seconds = None, json: AsJson = False, lang: Lang = None
) -> Answer:
    """Compare what each party pays and gains.

    Every efficient pair of fairness and value shows the price of fairness.
    """
    from salkku import workbench
    from salkku.cli import views
    from salkku.workbench.objects import spending as objects

    agreement = sound(folder)
    found = workbench.fair(agreement, seconds=seconds)
    return Answer(
        objects.fairness_object(found),
        lambda: views.fairness_view(agreement, found, language=language_of(lang)),
    )
