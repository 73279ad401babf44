"""Answers about time as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.domain.periods import HalfYear, format_half_year
from salkku.workbench.naming import Naming
from salkku.workbench.telling import alarm_sentence, shortfall_sentences

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Alarm, Mend, Schedule, Span, TimedRepairs

__all__ = ["schedule_view", "timed_repairs_view"]

UNKNOWN = "duration_unknown"


def schedule_view(
    agreement: Agreement, schedule: Schedule, alarms: Iterable[Alarm], *, language: str
) -> Iterator[Block]:
    """Say the status and the gap, list the starts in order, and what was assumed."""
    words = Wording(language, area="timing")
    gap = "" if schedule.gap is None else words.percent(schedule.gap, 2)
    yield words.say(
        f"schedule_{schedule.status}",
        count=len(schedule.starts),
        value=words.number(schedule.value, 4),
        bound=words.number(schedule.bound, 4),
        gap=gap,
    )
    yield from shortfall_sentences(
        schedule.shortfalls, schedule.remedies, language=language, agreement=agreement
    )
    if schedule.starts:
        yield _starts(agreement, schedule.starts, words)
        if not agreement.loss_per_year:
            yield words.say("no_loss")
    for alarm in alarms:
        yield alarm_sentence(alarm, language=language, agreement=agreement)
    unknown = [row for code, *rest in schedule.assumptions for row in rest if code == UNKNOWN]
    if unknown:
        yield words.say("duration_unknown", rows=", ".join(unknown))


def _starts(agreement: Agreement, starts: Mapping[str, HalfYear], words: Wording) -> Sheet:
    named = {row.id: row.name for row in agreement.proposals}
    ordered = sorted(starts.items(), key=lambda pair: pair[1])
    return Sheet(
        "",
        tuple(words.say(name) for name in ("start", "row", "proposal")),
        tuple((format_half_year(start), row, words.name(named[row])) for row, start in ordered),
    )


def timed_repairs_view(
    agreement: Agreement, found: TimedRepairs, *, language: str
) -> Iterator[Block]:
    """Say what clashes in time, then list the repairs from the cheapest, with their half-years."""
    words, naming = Wording(language, area="timing"), Naming(agreement, language)
    if found.feasible:
        yield words.say("repair_feasible")
        return
    for clash in (found.clash, *found.further):
        yield words.say("clash", items=", ".join(map(naming.item, clash)))
    rows = [
        (str(place), naming.item(one.item), *_ends(one, words), _span(one.span, words),
         words.number(repair.cost, 2))
        for place, repair in enumerate(found.repairs, 1)
        for one in repair.changes
    ]  # fmt: skip
    heads = tuple(words.say(name) for name in ("number", "item", "before", "after", "when", "cost"))
    yield Sheet(words.say("repairs"), heads, tuple(rows), frozenset({0, 2, 3, 5}))
    if any(not repair.proved for repair in found.repairs):
        yield words.say("repairs_not_proved")


def _ends(one: Mend, words: Wording) -> tuple[str, str]:
    """Write what a limit is and what it must become: in or out, kept or dropped, or numbers."""
    known = ("in", "out", "kept", "dropped")
    before, after = (words.say(end) if end in known else end for end in (one.before, one.after))
    return before, after


def _span(span: Span, words: Wording) -> str:
    first, last = ("" if one is None else format_half_year(one) for one in span)
    if not first and not last:
        return words.say("span_whole")
    return first if first == last else f"{first} – {last}"
