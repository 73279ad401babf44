"""Cautious choices side by side, and how often each project is in the best portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from salkku.domain.agreement import Agreement
from salkku.web.ui.figures import table
from salkku.web.ui.templatetags.say import named, percent, say

__all__ = ["RULES", "Rule", "heads_of", "often_table", "rules_of", "surely_in"]

RULES: Final = ("maximin", "minimax_regret", "central")


@dataclass(frozen=True, slots=True)
class Rule:
    """The portfolio of one rule against today's best."""

    proved: bool
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def heads_of(agreement: Agreement, answer: Mapping[str, Any]) -> list[str]:
    """Say whose weights each standpoint is."""
    names = {party.id: named(party.name) or party.id for party in agreement.parties}
    return [_whose(one["weights"], names) for one in answer["standpoints"]]


def _whose(weights: str, names: Mapping[str, str]) -> str:
    kind, _, party = weights.partition(":")
    if kind == "party":
        return say("doubt.weights_party", party=names.get(party, party))
    return say(f"doubt.weights_{kind}")


def rules_of(
    agreement: Agreement, answer: Mapping[str, Any], *, chosen: Sequence[str]
) -> list[tuple[str, list[Rule]]]:
    """Give whose weights each standpoint is, and the choice of each of ``RULES`` by them."""
    heads = heads_of(agreement, answer)
    return [
        (whose, [_rule(one[name], chosen) for name in RULES])
        for whose, one in zip(heads, answer["standpoints"], strict=True)
    ]


def _rule(choice: Mapping[str, Any], chosen: Sequence[str]) -> Rule:
    then = choice["chosen"]
    return Rule(
        proved=choice["status"] == "optimal",
        enters=tuple(row for row in then if row not in chosen),
        leaves=tuple(row for row in chosen if row not in then),
    )


def surely_in(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the rows that every cautious choice has, whosever weights are asked."""
    sets = [set(one[name]["chosen"]) for one in answer["standpoints"] for name in RULES]
    first = answer["standpoints"][0]["maximin"]["chosen"] if answer["standpoints"] else ()
    return tuple(row for row in first if all(row in one for one in sets))


def often_table(agreement: Agreement, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Give the share of draws in whose best portfolio each row is, rows in no draw left out."""
    head = [say("web_doubt.row"), *heads_of(agreement, answer)]
    return table(say("web_doubt.often"), head, list(_shares(agreement, answer)))


def _shares(agreement: Agreement, answer: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    drawn = [one["acceptability"] for one in answer["standpoints"]]
    for row in agreement.proposals:
        shares = [one["share"].get(row.id, 0) for one in drawn]
        if any(shares):
            cells = (
                f"{percent(share)} ({percent(one['low'][row.id])}–{percent(one['high'][row.id])})"
                if row.id in one["share"]
                else "–"
                for share, one in zip(shares, drawn, strict=True)
            )
            yield (f"{row.id} {named(row.name)}", *cells)
