"""Reasons: the lawful ranking beside the choice, clashes, why a row is in or out, fairness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block
from salkku.cli.commands.checking import sound
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds, known_rows
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.answers import Explanation

__all__ = ["explain", "fair", "rank", "reasons_in_words", "repair"]


def rank(folder: Folder, json: AsJson = False, lang: Lang = None) -> Answer:
    """Rank one by one as the law does, beside the portfolio.

    Each difference between the two has its reason.
    """
    from salkku import workbench
    from salkku.cli import payloads, views

    agreement = sound(folder)
    found = workbench.rank(agreement)
    words = Wording(language_of(lang), area="rank")
    because = tuple(words.say(code, **values) for _, code, values in found.differs)
    return Answer(
        payloads.ranking_object(found, because),
        lambda: views.ranking_view(agreement, found, because, language=words.language),
    )


def repair(
    folder: Folder, seconds: Seconds = None, json: AsJson = False, lang: Lang = None
) -> Answer:
    """Say why there is no portfolio, and what would mend it.

    The clash is irreducible, and the repairs are the cheapest; each is confirmed by solving.
    """
    from salkku import workbench
    from salkku.cli import payloads, views

    agreement = sound(folder)
    found = workbench.repair(agreement, seconds=seconds)
    return Answer(
        payloads.repairs_object(found),
        lambda: views.repairs_view(found, language=language_of(lang)),
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
    from salkku.cli import payloads

    agreement = sound(folder)
    known_rows("ID", (row,), agreement)
    found = workbench.explain(agreement, id=row, seconds=seconds)
    sentences = {language: reasons_in_words(found, language) for language in ("fi", "sv", "en")}

    def view() -> Iterator[Block]:
        words = Wording(language_of(lang))
        yield words.say("is_in" if found.inside else "is_out", row=words.row(agreement, row))
        yield sentences[words.language]

    return Answer(payloads.explanation_object(found, sentences), view)


def reasons_in_words(explanation: Explanation, language: str) -> str:
    """Say every reason of an explanation in one language."""
    words = Wording(language, area="explain")
    reasons: tuple[tuple[str, Mapping[str, str]], ...] = explanation.reasons
    return " ".join(words.say(code, **values) for code, values in reasons)


def fair(
    folder: Folder, seconds: Seconds = None, json: AsJson = False, lang: Lang = None
) -> Answer:
    """Compare what each party pays and gains.

    Every efficient pair of fairness and value shows the price of fairness.
    """
    from salkku import workbench
    from salkku.cli import payloads, views

    agreement = sound(folder)
    found = workbench.fair(agreement, seconds=seconds)
    return Answer(
        payloads.fairness_object(found),
        lambda: views.fairness_view(agreement, found, language=language_of(lang)),
    )
