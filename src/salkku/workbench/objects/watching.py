"""What the sources say as objects: news between issues, and the sayings about a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.weeks import AreaChange
    from salkku.ingest.facts import Fact
    from salkku.ingest.news import Change, Compared, News

__all__ = ["around_object", "contradictions", "facts_object", "news_object", "told"]

CENTS = "_cents"


def news_object(news: News, *, since: date) -> Object:
    """Give the object of ``news``; money in euros."""
    return {
        "since": since,
        "changes": [_change(one) for one in news.changes],
        "compared": [_compared(one) for one in news.compared],
        "undated": news.undated,
    }


def facts_object(project: str, facts: Mapping[str, Sequence[Fact]]) -> Object:
    """Give the object of ``facts``; money in euros."""
    return {
        "project": project,
        "fields": {_named(name): [_fact(one) for one in said] for name, said in facts.items()},
        "contradictions": [_named(name) for name in contradictions(facts)],
    }


def around_object(changes: Sequence[AreaChange]) -> Object:
    """Give what changed around the agreement, each with its focus area, as an object."""
    return {
        "changes": [
            {
                "project": one.project,
                "name": one.name,
                "area": one.area,
                "change": one.change,
                "day": one.day,
                "until": one.until,
                "fields": list(one.fields),
            }
            for one in changes
        ]
    }


def contradictions(facts: Mapping[str, Sequence[Fact]]) -> list[str]:
    """Name the fields of which different values are said still."""
    return [
        name for name, said in facts.items() if len({one.value for one in said if one.current}) > 1
    ]


def told(name: str, value: Any) -> tuple[str, Any]:
    """Give a field of the tables as it is told: money in euros."""
    if not name.endswith(CENTS):
        return name, value
    return _named(name), None if value is None else euros_of(value)


def _named(name: str) -> str:
    return f"{name.removesuffix(CENTS)}_eur" if name.endswith(CENTS) else name


def _change(change: Change) -> Object:
    return {
        "source": change.source,
        "table": change.table,
        "kind": change.kind,
        "project": change.project,
        "name": change.name,
        "before": change.before,
        "day": change.day,
        "fields": [
            {
                "field": _named(one.field),
                "before": told(one.field, one.before)[1],
                "after": told(one.field, one.after)[1],
            }
            for one in change.fields
        ],
    }


def _compared(pair: Compared) -> Object:
    return {
        "source": pair.later.source,
        "table": pair.later.table,
        "file": pair.later.stream,
        "from": pair.earlier.day,
        "to": pair.later.day,
        "rows": [pair.earlier.rows, pair.later.rows],
        "shared": pair.shared,
    }


def _fact(fact: Fact) -> Object:
    return {
        "value": told(fact.field, fact.value)[1],
        "source": fact.source,
        "as_of": fact.as_of,
        "file": fact.file,
        "current": fact.current,
    }
