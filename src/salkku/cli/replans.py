"""A plan made anew as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.domain.periods import HalfYear, format_half_year
from salkku.workbench.telling import move_sentence, shortfall_sentences

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Replan

__all__ = ["replan_view"]


def replan_view(agreement: Agreement, replan: Replan, *, language: str) -> Iterator[Block]:
    """Say how few changes are enough, list each with its reason, and what stability costs."""
    words = Wording(language, area="timing")
    if replan.value is None:
        yield words.say(f"replan_{replan.status}")
        yield from shortfall_sentences(
            replan.shortfalls, replan.remedies, language=language, agreement=agreement
        )
        return
    code = "replan_fewest" if replan.proved_fewest else "replan_few"
    yield words.say(
        code if replan.moves else "replan_none",
        count=len(replan.moves),
        weight=replan.weight,
        bound=replan.bound,
    )
    if replan.moves:
        yield Sheet(
            "",
            tuple(words.say(name) for name in ("proposal", "from", "to", "why")),
            tuple(
                (
                    words.row(agreement, move.proposal),
                    _shown(move.before, words),
                    _shown(move.after, words),
                    move_sentence(move, language=language, agreement=agreement),
                )
                for move in replan.moves
            ),
        )
    free = replan.free_value or Fraction(0)
    yield words.say(
        "replan_price",
        value=words.number(replan.value, 4),
        free=words.number(free, 4),
        price=words.number(free - replan.value, 4),
    )


def _shown(start: HalfYear | bool | None, words: Wording) -> str:
    if start is None or start is True:
        return words.say("in" if start else "out")
    return format_half_year(start)
