"""Two portfolios compared, as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.workbench.naming import Naming
from salkku.workbench.objects.comparing import limits_of

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.standing import CellPair, Comparison

__all__ = ["comparison_view"]


def comparison_view(agreement: Agreement, found: Comparison, *, language: str) -> Iterator[Block]:
    """Say which is worth more, then list what tells them apart, the limits and the coverage."""
    words = Wording(language, area="compare")
    naming = Naming(agreement, language)
    yield from _headlines(found, words, naming)
    if found.differences:
        yield _rows(agreement, found, words)
    else:
        yield words.say("same")
    yield _limits_sheet(found, words, naming)
    cells = [one for one in found.cells if one.a != one.b]
    if cells:
        yield _cells_sheet(cells, words, naming)
    if found.shared:
        yield words.say("shared", rows=naming.rows(found.shared))


def _headlines(found: Comparison, words: Wording, naming: Naming) -> Iterator[str]:
    a, b = found.a, found.b
    yield words.say(
        "headline",
        a_count=len(a.chosen),
        a_value=words.number(a.value, 4),
        a_cost=words.euros(a.cost_cents),
        b_count=len(b.chosen),
        b_value=words.number(b.value, 4),
        b_cost=words.euros(b.cost_cents),
    )
    if a.value == b.value:
        yield words.say("worth_same")
    else:
        mine = "A" if a.value > b.value else "B"
        yield words.say("worth_more", mine=mine, value=words.number(abs(a.value - b.value), 4))
    if a.value_in_time is not None and b.value_in_time is not None:
        values = {"a_value": a.value_in_time, "b_value": b.value_in_time}
        yield words.say("worth_in_time", **{k: words.number(v, 4) for k, v in values.items()})
    for name, side in (("A", a), ("B", b)):
        if side.broken:
            yield words.say("breaks", mine=name, items=", ".join(map(naming.item, side.broken)))
        if side.absent:
            yield words.say("absent_rows", mine=name, rows=naming.rows(side.absent))


def _rows(agreement: Agreement, found: Comparison, words: Wording) -> Sheet:
    from salkku import workbench

    sides = {"a": "A", "b": "B", "both": words.say("both")}
    return Sheet(
        words.say("title_rows"),
        tuple(words.say(name) for name in ("row", "only", "brings", "cost", "because")),
        tuple(
            (
                words.row(agreement, one.row),
                sides[one.only],
                words.number(one.brings, 4) if one.only != "both" else "",
                words.euros(one.cost_cents) if one.only != "both" else "",
                workbench.difference_sentence(one, language=words.language, agreement=agreement),
            )
            for one in found.differences
        ),
        frozenset({2, 3}),
    )


def _limits_sheet(found: Comparison, words: Wording, naming: Naming) -> Sheet:
    heads = [words.say(code, mine=mine) for mine in ("A", "B") for code in ("used", "room_left")]
    return Sheet(
        words.say("title_limits"),
        (words.say("limit"), *heads),
        tuple(
            (
                naming.item(a.item),
                *(_amount(one, a.measure, words) for one in (a.used, a.room, b.used, b.room)),
            )
            for a, b in limits_of(found)
        ),
        frozenset({1, 2, 3, 4}),
    )


def _amount(amount: Fraction | None, measure: str, words: Wording) -> str:
    if amount is None:
        return ""
    if measure == "eur":
        return words.euros(int(amount))
    if measure == "share":
        return words.percent(amount)
    return words.number(amount, 2 if measure == "effort_pm" else 0)


def _cells_sheet(cells: list[CellPair], words: Wording, naming: Naming) -> Sheet:
    def both(pair: tuple[int, int]) -> str:
        return words.say("rows_money", count=pair[0], cents=pair[1])

    heads = [words.say("rows_and_money", mine=mine) for mine in ("A", "B")]
    return Sheet(
        words.say("title_cells"),
        (words.say("cell"), *heads),
        tuple(
            (
                naming.cell(one.focus_area, one.method, one.party),
                both(one.a),
                both(one.b),
            )
            for one in cells
        ),
        frozenset({1, 2}),
    )
