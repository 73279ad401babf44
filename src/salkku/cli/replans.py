"""A plan made anew as the object of ``--json`` and as sentences for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from salkku.cli.answer import Block, Sheet
from salkku.cli.timelines import shortfall_sentences, shortfalls_object, span_in_words
from salkku.cli.wording import Wording
from salkku.domain.periods import HalfYear, format_half_year

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Move, Replan, Span

__all__ = ["move_sentence", "replan_object", "replan_view"]

LANGUAGES = ("fi", "sv", "en")


def replan_object(replan: Replan) -> Mapping[str, object]:
    """Give the object of ``replan``; ``weight`` sums the weights of the changes."""
    starts = replan.starts
    return {
        "status": replan.status,
        "changes": [
            {
                "proposal": move.proposal,
                "from": _place(move.before),
                "to": _place(move.after),
                "reason": move.reason,
                "weight": move.weight,
                "sentences": {language: move_sentence(move, language) for language in LANGUAGES},
            }
            for move in replan.moves
        ],
        "chosen": replan.chosen,
        "starts": None
        if starts is None
        else {row: format_half_year(start) for row, start in starts.items()},
        "weight": replan.weight,
        "weight_bound": replan.bound,
        "value": replan.value,
        "free_value": replan.free_value,
        "free_bound": replan.free_bound,
        "proved_fewest": replan.proved_fewest,
        "shortfalls": shortfalls_object(replan.shortfalls),
        "remedies": shortfalls_object(replan.remedies),
    }


def replan_view(agreement: Agreement, replan: Replan, *, language: str) -> Iterator[Block]:
    """Say how few changes are enough, list each with its reason, and what stability costs."""
    words = Wording(language, area="timing")
    if replan.value is None:
        yield words.say(f"replan_{replan.status}")
        yield from shortfall_sentences(replan.shortfalls, replan.remedies, language=language)
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
                    move_sentence(move, language),
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


def move_sentence(move: Move, language: str) -> str:
    """Say in one language why a change is needed."""
    words = Wording(language, area="timing")
    values: dict[str, object] = {"row": move.proposal, **move.values}
    if "cents" in values:
        values["over"] = words.euros(cast(int, values["cents"]))
    if "span" in values:
        values["span"] = span_in_words(cast("Span", values["span"]), words)
    if "others" in values:
        values["others"] = ", ".join(cast("tuple[str, ...]", values["others"]))
    if "status" in values:
        values["status"] = Wording(language).say(f"status_{values['status']}")
    for name in ("score", "at"):
        if name in values:
            values[name] = words.number(cast(Fraction, values[name]))
    for name in ("before", "after"):
        values[name] = _shown(cast("HalfYear | None", values.get(name)), words)
    return words.say(f"reason_{move.reason}", **values)


def _place(start: HalfYear | bool | None) -> str:
    if start is None:
        return "out"
    return "in" if start is True else format_half_year(start)


def _shown(start: HalfYear | bool | None, words: Wording) -> str:
    if start is None or start is True:
        return words.say("in" if start else "out")
    return format_half_year(start)
