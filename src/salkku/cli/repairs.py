"""What clashes and what mends it, as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.domain.periods import format_half_year
from salkku.workbench.naming import Naming

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import Repair, Repairs
    from salkku.domain.timetable import Span, TimedRepair, TimedRepairs

__all__ = ["repairs_view", "timed_repairs_view"]


def repairs_view(agreement: Agreement, found: Repairs, *, language: str) -> Iterator[Block]:
    """Say the clash by names, then list the repairs from the cheapest."""
    words = Wording(language)
    if found.feasible:
        yield words.say("repair_feasible")
        return
    clashes = (found.clash, *found.further) if found.clash else found.further
    naming = Naming(agreement, language)
    for clash in clashes:
        yield words.say("clash", items=_items(clash.items, naming))
    changes = (
        ((one.item, one.before, one.after), place, repair)
        for place, repair in enumerate(found.repairs, 1)
        for one in repair.changes
    )
    rows = [
        (str(place), *_change(change, naming), _price(repair, words))
        for change, place, repair in changes
    ]
    yield _sheet(("number", "item", "before", "after", "cost"), rows, language)
    yield from _doubts(found.repairs, language)


def timed_repairs_view(
    agreement: Agreement, found: TimedRepairs, *, language: str
) -> Iterator[Block]:
    """Say what clashes in time, then list the repairs from the cheapest, with their half-years."""
    words, naming = Wording(language, area="timing"), Naming(agreement, language)
    if found.feasible:
        yield words.say("repair_feasible")
        return
    for clash in (found.clash, *found.further):
        yield words.say("clash", items=_items(clash, naming))
    changes = (
        ((one.item, one.before, one.after), one.span, place, repair)
        for place, repair in enumerate(found.repairs, 1)
        for one in repair.changes
    )
    rows = [
        (str(place), *_change(change, naming), _span(span, words), _price(repair, words))
        for change, span, place, repair in changes
    ]
    yield _sheet(("number", "item", "before", "after", "when", "cost"), rows, language)
    yield from _doubts(found.repairs, language)


def _items(clash: Iterable[str], naming: Naming) -> str:
    return ", ".join(map(naming.item, clash))


def _change(change: tuple[str, str, str], naming: Naming) -> tuple[str, str, str]:
    item, before, after = change
    return naming.item(item), naming.limit(item, before), naming.limit(item, after)


def _price(repair: Repair | TimedRepair, words: Wording) -> str:
    return words.number(repair.cost, 0 if repair.cost.denominator == 1 else 2)


def _sheet(heads: Sequence[str], rows: Sequence[tuple[str, ...]], language: str) -> Sheet:
    words = Wording(language, area="timing")
    numbers = frozenset({0, 2, 3, len(heads) - 1})
    return Sheet(words.say("repairs"), tuple(map(words.say, heads)), tuple(rows), numbers)


def _doubts(repairs: Sequence[Repair | TimedRepair], language: str) -> Iterator[Block]:
    if any(not repair.proved for repair in repairs):
        yield Wording(language, area="timing").say("repairs_not_proved")


def _span(span: Span, words: Wording) -> str:
    first, last = ("" if one is None else format_half_year(one) for one in span)
    if not first and not last:
        return words.say("span_whole")
    return first if first == last else f"{first} – {last}"
