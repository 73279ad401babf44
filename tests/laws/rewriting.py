"""One agreement written in other ways: in another order, in other units, with one rule fewer."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from random import Random

from tests.laws.agreements import Draft

ORDERED = ("calls",)
"""Tables whose order means something: calls are ranked in it."""


def shuffled(draft: Draft, rng: Random) -> Draft:
    """Give the agreement with rows, columns, criteria and statements in another order."""
    other = deepcopy(draft)
    for name, rows in other.tables.items():
        if not rows or name in ORDERED:
            continue
        rng.shuffle(rows)
        columns = rng.sample(list(rows[0]), len(rows[0]))
        other.tables[name] = [{column: row[column] for column in columns} for row in rows]
    rng.shuffle(other.criteria)
    rng.shuffle(other.preferences)
    if other.weights:
        other.weights = dict(rng.sample(list(other.weights.items()), len(other.weights)))
    return other


def in_other_money(draft: Draft, times: int) -> Draft:
    """Give the agreement with every sum of money so many times as great."""
    other = deepcopy(draft)
    for table, column in (
        ("costs", "amount_eur"),
        ("budgets", "limit_eur"),
        ("commitments", "money_eur_per_year"),
        ("organisations", "carry_eur_per_year"),
    ):
        for row in other.tables.get(table, ()):
            row[column] = _times(row[column], times)
    for rule in other.tables["rules"]:
        if rule["measure"] == "eur":
            rule |= {end: _times(rule[end], times) for end in ("min", "max")}
    for criterion in other.criteria:
        if criterion.get("size") == "euro":
            criterion["size_unit"] = _more(criterion["size_unit"], times)
    return other


def in_other_reach(draft: Draft, times: int) -> Draft:
    """Give the agreement with everybody reached counted so many times."""
    other = deepcopy(draft)
    for row in other.tables["proposals"]:
        row["reach"] = _times(row["reach"], times)
    for criterion in other.criteria:
        if criterion.get("size") == "reach":
            criterion["size_unit"] = _more(criterion["size_unit"], times)
    return other


def in_other_weights(draft: Draft, times: int) -> Draft:
    """Give the agreement with every weight so many times as great."""
    other = deepcopy(draft)
    if other.weights is not None:
        other.weights = {name: _times(weight, times) for name, weight in other.weights.items()}
    return other


def on_other_scales(draft: Draft, times: int) -> Draft:
    """Give the agreement with scales, scores and the values of pairs so many times as great."""
    other = deepcopy(draft)
    for criterion in other.criteria:
        scale = criterion["scale"]
        assert isinstance(scale, list)
        criterion["scale"] = [end * times for end in scale]
        for name in ("baseline", "threshold"):
            if name in criterion:
                criterion[name] = _more(criterion[name], times)
    for score in other.tables["scores"]:
        score |= {end: _times(score[end], times) for end in ("low", "high")}
    for relation in other.tables["relations"]:
        relation["value"] = _times(relation["value"], times)
    for rule in other.diminishing:
        rule["loss"] = _more(rule["loss"], times)
    return other


def loosened(draft: Draft, rng: Random) -> tuple[str, Draft]:
    """Give the agreement with one limit further away or gone, and which."""
    return rng.choice(list(_looser(draft)))


def _looser(draft: Draft) -> Iterator[tuple[str, Draft]]:
    for place, budget in enumerate(draft.tables["budgets"]):
        other = deepcopy(draft)
        other.tables["budgets"][place]["limit_eur"] = str(int(budget["limit_eur"]) + 20)
        yield f"line {budget['line']} has more", other
    for place, rule in enumerate(draft.tables["rules"]):
        other = deepcopy(draft)
        del other.tables["rules"][place]
        yield f"rule {rule['id']} is gone", other
        for end, slack in (("min", "-0.1"), ("max", "0.1")):
            if rule["measure"] == "share" and rule[end]:
                other = deepcopy(draft)
                moved = str(Decimal(rule[end]) + Decimal(slack))
                other.tables["rules"][place][end] = moved
                yield f"rule {rule['id']} asks less", other
    for place, relation in enumerate(draft.tables["relations"]):
        if relation["kind"] in ("requires", "excludes", "together"):
            other = deepcopy(draft)
            del other.tables["relations"][place]
            yield f"{relation['kind']} in row {place + 2} is gone", other
    for place, body in enumerate(draft.tables.get("organisations", ())):
        if body["carry_eur_per_year"]:
            other = deepcopy(draft)
            other.tables["organisations"][place]["carry_eur_per_year"] = ""
            yield f"{body['id']} carries anything", other


def _times(cell: str, times: int) -> str:
    return f"{Decimal(cell) * times:f}" if cell else ""


def _more(number: object, times: int) -> Decimal:
    return Decimal(str(number)) * times
