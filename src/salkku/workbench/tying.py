"""What a portfolio does to the ecosystem: its numbers, and the sentences that tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement
from salkku.locale import month, percent, say

if TYPE_CHECKING:
    from salkku.landscape.effects import Counts, Ecosystem, Share

__all__ = ["ecosystem", "ecosystem_sentences"]

NAMED = 3
"""Most names that one sentence gives."""


def ecosystem(
    agreement: Agreement,
    *,
    chosen: Collection[str],
    tables: Path | None = None,
    today: date | None = None,
) -> Ecosystem:
    """Count what a portfolio does to the ties between organisations, and what would be otherwise.

    Parameters
    ----------
    chosen
        Row ids of the portfolio.
    tables
        The folder that open data was loaded into; None knows the agreement's own files only.
    today
        What begins later is no past.
    """
    from salkku.landscape.ties import ecosystem_of
    from salkku.workbench.resolving import resolved_bodies

    return ecosystem_of(
        agreement=agreement,
        rows=chosen,
        folder=tables,
        as_of=today,
        resolved=resolved_bodies(agreement, tables=tables),
    )


def ecosystem_sentences(
    found: Ecosystem, agreement: Agreement, *, language: str, today: date | None = None
) -> tuple[tuple[str, str], ...]:
    """Say the numbers, each with what would be otherwise: pairs of a code and a sentence.

    Parameters
    ----------
    today
        Splits the dropped ties into those that are over and those that still last.
    """
    teller = _Teller(found, agreement, language, today)
    return tuple(teller.sentences())


class _Teller:
    """One reader's sentences about one portfolio."""

    def __init__(
        self, found: Ecosystem, agreement: Agreement, language: str, today: date | None
    ) -> None:
        self._found, self._language = found, language
        self._bodies = {one.id: one.name or one.id for one in agreement.organisations}
        self._rows = {row.id: row.name for row in agreement.proposals}
        self._now = None if today is None else 12 * today.year + today.month - 1

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield every sentence that applies, the greatest matters first."""
        now, else_ = self._found.counts, self._found.otherwise
        yield "ties", self._say("ties", **_both("ties", now, else_), new=now.new,
                                renewed=now.renewed, kept=now.kept)  # fmt: skip
        yield from self._dropped()
        yield from self._places(now, else_)
        yield "first_timers", self._say("first_timers", **_both("first_timers", now, else_))
        yield (
            "companies",
            self._say("companies", **_both("companies", now, else_), mentions=now.company_mentions),
        )
        yield from self._broker()
        yield from self._greatest()
        yield from self._unknown()

    def _say(self, code: str, **values: object) -> str:
        return say(f"ecosystem.{code}", values, language=self._language)

    def _named(self, names: list[str]) -> str:
        told = "; ".join(names[:NAMED])
        return self._say("and_more", names=told) if len(names) > NAMED else told

    def _tie(self, left: str, right: str) -> str:
        return f"{self._bodies.get(left, left)} – {self._bodies.get(right, right)}"

    def _dropped(self) -> Iterator[tuple[str, str]]:
        ties = [one for one in self._found.ties if one.state == "dropped"]
        if not ties:
            yield "dropped", self._say("dropped_none")
            return
        names = self._named([self._tie(one.left, one.right) for one in ties])
        yield "dropped", self._say("dropped", count=len(ties), names=names)
        lasting = [
            one.until
            for one in ties
            if one.until is not None and self._now is not None and one.until >= self._now
        ]
        if lasting:
            until = month(min(lasting), language=self._language)
            yield "still_lasting", self._say("still_lasting", count=len(lasting), until=until)

    def _places(self, now: Counts, else_: Counts) -> Iterator[tuple[str, str]]:
        if not now.ties:
            return
        values = _both("cross_city", now, else_)
        yield "cross_city", self._say("cross_city", **values, ties=now.ties)
        if now.city_unknown:
            yield "city_unknown", self._say("city_unknown", count=now.city_unknown)
        kinds = ", ".join(
            self._say(
                "kind", left=self._say(f"sector_{left}"), right=self._say(f"sector_{right}"),
                number=number,
            )
            for left, right, number in now.kinds
        )  # fmt: skip
        yield "kinds", self._say("kinds", kinds=kinds)

    def _broker(self) -> Iterator[tuple[str, str]]:
        counts = self._found.counts
        broker = counts.broker
        if not broker.body:
            return
        yield (
            "broker",
            self._say(
                "broker",
                body=self._bodies.get(broker.body, broker.body),
                count=broker.ties,
                ties=counts.ties,
                share=percent(f"{broker.ties}/{counts.ties}", language=self._language),
                groups=broker.groups,
                groups_without=broker.groups_without,
            ),
        )

    def _greatest(self) -> Iterator[tuple[str, str]]:
        """Tell of the open row without which most would be gone, and that which would add most."""
        for code, shares in (("without", self._found.shares), ("with", self._found.additions)):
            open_ = [one for one in shares if not one.decided and _weight(one) > (0, 0, 0, 0)]
            if open_:
                most = max(open_, key=_weight)
                name = self._rows[most.row].get(self._language, "")
                row = f"{most.row} {name}".strip()
                yield (
                    code,
                    self._say(
                        code,
                        row=row,
                        ties=most.ties,
                        cross_city=most.cross_city,
                        first_timers=most.first_timers,
                        companies=most.companies,
                    ),
                )

    def _unknown(self) -> Iterator[tuple[str, str]]:
        """Say what the numbers cannot know."""
        found = self._found
        if found.loaded is None:
            yield "not_loaded", self._say("not_loaded")
        else:
            yield "loaded", self._say("loaded", count=found.loaded)
        yield "way", say(f"linking.by_{found.way}", {}, language=self._language)
        if found.unmatched:
            names = self._named(list(found.unmatched))
            yield "unmatched", self._say("unmatched", count=len(found.unmatched), names=names)
        if found.silent:
            yield "silent", self._say("silent", rows=", ".join(found.silent))


def _both(name: str, now: Counts, else_: Counts) -> dict[str, object]:
    return {"count": getattr(now, name), "otherwise": getattr(else_, name)}


def _weight(share: Share) -> tuple[int, int, int, int]:
    return share.ties, share.first_timers, share.companies, share.cross_city
