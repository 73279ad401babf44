"""Answers about time as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.domain.periods import HalfYear, format_half_year
from salkku.workbench.telling import alarm_sentence, shortfall_sentences

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Alarm, Schedule

__all__ = ["schedule_view"]

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
