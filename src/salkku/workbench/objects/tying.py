"""The ecosystem numbers of a portfolio as an object."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from salkku.domain.periods import format_month
from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object
from salkku.workbench.tying import ecosystem_sentences

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape.effects import Counts, Ecosystem, Share, TieTold

__all__ = ["ecosystem_object"]


def ecosystem_object(
    found: Ecosystem,
    agreement: Agreement,
    *,
    chosen: Sequence[str],
    status: str = "",
    today: date | None = None,
) -> Object:
    """Give the object of ``ecosystem``.

    Parameters
    ----------
    status
        Of the answer that the portfolio is from; empty for a portfolio that was given.
    """
    said = {
        language: ecosystem_sentences(found, agreement, language=language, today=today)
        for language in LANGUAGES
    }
    rows = {row.id for row in agreement.proposals}
    return {
        "status": status or "given",
        "as_of": today,
        "chosen": [row for row in chosen if row in rows],
        "absent": [row for row in chosen if row not in rows],
        "counts": _counts(found.counts),
        "otherwise": _counts(found.otherwise),
        "ties": [_tie(one) for one in found.ties],
        "first_timers": found.first_timers,
        "without": [_share(one) for one in found.shares],
        "with": [_share(one) for one in found.additions],
        "unmatched": found.unmatched,
        "silent": found.silent,
        "loaded_projects": found.loaded,
        "organisations_told": found.way,
        "sentences": {
            language: [{"code": code, "text": text} for code, text in pairs]
            for language, pairs in said.items()
        },
    }


def _counts(counts: Counts) -> Object:
    broker = counts.broker
    return {
        "organisations": counts.organisations,
        "ties": counts.ties,
        "new": counts.new,
        "renewed": counts.renewed,
        "kept": counts.kept,
        "dropped": counts.dropped,
        "cross_city": counts.cross_city,
        "city_unknown": counts.city_unknown,
        "kinds": [
            {"left": left, "right": right, "ties": ties} for left, right, ties in counts.kinds
        ],
        "first_timers": counts.first_timers,
        "unique_companies": counts.companies,
        "company_mentions": counts.company_mentions,
        "broker": {
            "organisation": broker.body or None,
            "ties": broker.ties,
            "groups": broker.groups,
            "groups_without": broker.groups_without,
        },
    }


def _tie(tie: TieTold) -> Object:
    return {
        "left": tie.left,
        "right": tie.right,
        "state": tie.state,
        "rows": tie.rows,
        "before": tie.before,
        "until": None if tie.until is None else format_month(tie.until),
    }


def _share(share: Share) -> Object:
    return {
        "proposal": share.row,
        "decided": share.decided,
        "ties": share.ties,
        "new": share.new,
        "cross_city": share.cross_city,
        "first_timers": share.first_timers,
        "unique_companies": share.companies,
        "own_ties": share.own_ties,
        "own_companies": share.own_companies,
    }
