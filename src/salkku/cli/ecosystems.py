"""Ecosystem numbers as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording
from salkku.locale import month

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape.effects import Ecosystem, Share

__all__ = ["ecosystem_view"]

SHOWN = 30


def ecosystem_view(
    agreement: Agreement, found: Ecosystem, *, status: str, today: date, language: str
) -> Iterator[Block]:
    """Say every sentence, then list the numbers, the rows and the ties."""
    from salkku import workbench

    words = Wording(language, area="ecosystem")
    if status in ("infeasible", "unknown"):
        yield words.say(f"status_{status}")
    for _, text in workbench.ecosystem_sentences(found, agreement, language=language, today=today):
        yield text
    yield _numbers(found, words)
    for title, shares in (("title_of.without", found.shares), ("title_of.with", found.additions)):
        if shares:
            yield _shares(agreement, shares, words.say(title), words)
    if found.ties:
        yield _ties(agreement, found, words)
        if len(found.ties) > SHOWN:
            yield words.say("more", count=len(found.ties) - SHOWN)


def _numbers(found: Ecosystem, words: Wording) -> Sheet:
    names = ("ties", "new", "renewed", "kept", "dropped", "cross_city", "first_timers",
             "companies", "company_mentions", "organisations")  # fmt: skip
    return Sheet(
        words.say("title_numbers"),
        (words.say("number"), words.say("chosen"), words.say("decided_alone")),
        tuple(
            (
                words.say(f"counted.{_told(name)}"),
                words.number(getattr(found.counts, name), 0),
                words.number(getattr(found.otherwise, name), 0),
            )
            for name in names
        ),
        frozenset({1, 2}),
    )


def _shares(agreement: Agreement, shares: Sequence[Share], title: str, words: Wording) -> Sheet:
    columns = ("ties", "new", "cross_city", "first_timers", "companies")
    heads = tuple(words.say(f"counted.{_told(name)}") for name in columns)
    return Sheet(
        title,
        (words.say("row"), *heads),
        tuple(
            (
                words.row(agreement, one.row),
                *(words.number(getattr(one, name), 0) for name in columns),
            )
            for one in shares
        ),
        frozenset(range(1, 6)),
    )


def _ties(agreement: Agreement, found: Ecosystem, words: Wording) -> Sheet:
    names = {one.id: one.name or one.id for one in agreement.organisations}
    order = ("new", "renewed", "kept", "dropped")
    told = sorted(found.ties, key=lambda one: (order.index(one.state), one.left, one.right))
    return Sheet(
        words.say("title_ties", count=len(found.ties)),
        tuple(words.say(name) for name in ("tie", "state", "by", "before", "until")),
        tuple(
            (
                f"{names.get(one.left, one.left)} – {names.get(one.right, one.right)}",
                words.say(f"becomes.{one.state}"),
                ", ".join(one.rows),
                ", ".join(one.before[:3]) + (" …" if len(one.before) > 3 else ""),
                "" if one.until is None else month(one.until, language=words.language),
            )
            for one in told[:SHOWN]
        ),
        frozenset(),
    )


def _told(name: str) -> str:
    return "unique_companies" if name == "companies" else name
