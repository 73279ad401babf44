"""What the sources say as tables to read: news, and the sayings about one project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.workbench.objects.watching import CENTS, contradictions

if TYPE_CHECKING:
    from salkku.ingest.facts import Fact
    from salkku.ingest.news import News

__all__ = ["facts_view", "news_view"]

SHOWN = 30
LONGEST = 60


def news_view(news: News, *, language: str) -> Iterator[Block]:
    """Count what changed by day, then list the beginning of it."""
    words = Wording(language, area="watching")
    if news.undated:
        yield words.say("undated", count=news.undated)
    if not news.compared:
        yield words.say("nothing_compared")
        return
    for pair in news.compared:
        if not pair.shared:
            file = f"{pair.later.source} {pair.later.stream}"
            yield words.say("nothing_shared", file=file, day=pair.later.day)
    counts = Counter((one.day, one.source, one.table, one.kind) for one in news.changes)
    columns = ("day", "source", "table", "kind", "count")
    yield Sheet(
        words.say("changes", count=len(news.changes)),
        tuple(words.say(name) for name in columns),
        tuple(
            (str(day), source, table, words.say(kind), words.number(count, 0))
            for (day, source, table, kind), count in sorted(counts.items())
        ),
        frozenset({4}),
    )
    told = sorted(news.changes, key=lambda one: (one.table != "projects", -one.day.toordinal()))
    yield Sheet(
        words.say("first_changes", count=min(SHOWN, len(told))),
        tuple(words.say(name) for name in ("day", "project", "name", "kind", "what")),
        tuple(
            (
                str(one.day),
                f"{one.source}:{one.project}",
                _short(one.name),
                words.say(one.kind),
                "; ".join(
                    f"{each.field}: {_told(words, each.field, each.before)} → "
                    f"{_told(words, each.field, each.after)}"
                    for each in one.fields
                ),
            )
            for one in told[:SHOWN]
        ),
        frozenset(),
    )


def facts_view(
    project: str, facts: Mapping[str, Sequence[Fact]], *, language: str
) -> Iterator[Block]:
    """List each value with who says it; what is contradicted is marked."""
    words = Wording(language, area="watching")
    against = contradictions(facts)
    yield Sheet(
        words.say("facts", project=project),
        tuple(words.say(name) for name in ("field", "value", "source", "day", "file", "state")),
        tuple(
            (
                f"{name} *" if name in against else name,
                _told(words, name, one.value),
                one.source,
                "" if one.as_of is None else str(one.as_of),
                one.file,
                words.say("current" if one.current else "former"),
            )
            for name, said in facts.items()
            for one in said
        ),
        frozenset(),
    )
    yield words.say("contradictions", count=len(against))


def _told(words: Wording, name: str, value: Any) -> str:
    if value is None:
        return words.say("unknown")
    if name.endswith(CENTS):
        return words.euros(value)
    return value.isoformat() if isinstance(value, date) else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
