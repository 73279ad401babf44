"""Weights of the criteria: the points of ``[weights]``, the statements of ``[[preferences]]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from salkku.domain.agreement import Criterion, Preference
from salkku.store.reading.keys import Keys
from salkku.store.reading.polytope import AtMost, can_hold

__all__ = ["read_preferences", "read_weights", "statements_of"]


def read_weights(root: Keys, *, criteria: Sequence[Criterion]) -> Mapping[str, Fraction] | None:
    """Read ``[weights]``; None where there are none.

    Criteria of kind general never carry weight: what is written for one is left out with a
    warning.
    """
    keys = root.table("weights")
    if keys is None:
        return None
    general = {criterion.id for criterion in criteria if criterion.kind == "general"}
    found: dict[str, Fraction] = {}
    wrong = False
    for id in keys:
        keys.check(id, "criteria", id)
        weight = keys.number(id)
        wrong = wrong or weight is None
        if weight is not None and weight < 0:
            keys.fault("negative_weight", id, cell=float(weight))
            wrong = True
        elif weight and id in general:
            keys.warn("general_weighed", id, cell=id)
        elif weight is not None:
            found[id] = weight
    if not wrong and sum(found.values()) == 0:
        keys.fault("weights_zero")
    return found


def read_preferences(root: Keys, *, criteria: Sequence[Criterion]) -> tuple[Preference, ...]:
    """Read ``[[preferences]]`` and note the parties whose statements cannot hold together.

    What is said of a criterion of kind general is left out with a warning, as its weight is.
    """
    found = [(keys, _preference(keys)) for keys in root.tables("preferences")]
    general = {criterion.id for criterion in criteria if criterion.kind == "general"}
    ids = {criterion.id for criterion in criteria}
    sound = all(preference and _named(preference) <= ids for _, preference in found)
    stated = [
        kept
        for keys, preference in found
        if preference and (kept := _without_general(keys, preference, general))
    ]
    if sound and stated:
        _check_parties(root, stated, criteria)
    return tuple(stated)


def _without_general(keys: Keys, preference: Preference, general: set[str]) -> Preference | None:
    """Leave general criteria out of a ranking, and any other statement on one out altogether."""
    named = sorted(_named(preference) & general)
    for id in named:
        keys.warn("general_weighed", cell=id)
    if not named:
        return preference
    order = tuple(id for id in preference.order if id not in general)
    return replace(preference, order=order) if order else None


def statements_of(preference: Preference, *, ids: Sequence[str]) -> tuple[AtMost, ...]:
    """Write a statement as linear limits over the weights of ``ids``; others weigh 0.

    Examples
    --------
    >>> statement = Preference("at_least", left="a", right="b", times=Fraction(2))
    >>> statements_of(statement, ids=["a", "b"])
    (((Fraction(-1, 1), Fraction(2, 1)), Fraction(0, 1)),)
    """

    def row(terms: Sequence[tuple[str, Fraction]], limit: Fraction) -> AtMost:
        total = dict.fromkeys(ids, Fraction(0))
        for id, coefficient in terms:
            if id in total:
                total[id] += coefficient
        return tuple(total.values()), limit

    one, zero = Fraction(1), Fraction(0)
    if preference.kind == "interval":
        id = preference.criterion
        return row([(id, one)], preference.high), row([(id, -one)], -preference.low)
    if preference.kind == "at_least":
        return (row([(preference.left, -one), (preference.right, preference.times)], zero),)
    pairs = zip(preference.order, preference.order[1:], strict=False)
    return tuple(row([(first, -one), (second, one)], zero) for first, second in pairs)


def _named(preference: Preference) -> set[str]:
    return {
        id
        for id in (*preference.order, preference.criterion, preference.left, preference.right)
        if id
    }


def _check_parties(root: Keys, stated: Sequence[Preference], criteria: Sequence[Criterion]) -> None:
    """Note each party whose own statements, with the common ones, leave no weights."""
    ids = [criterion.id for criterion in criteria if criterion.kind != "general"]
    common = [p for p in stated if p.party is None]
    if not _hold(common, ids):
        root.fault("common_contradiction", "preferences", count=len(common))
        return
    for party in dict.fromkeys(p.party for p in stated if p.party):
        own = [p for p in stated if p.party == party]
        if not _hold([*common, *own], ids):
            root.fault("party_contradiction", "preferences", party=party, count=len(own))


def _hold(preferences: Sequence[Preference], ids: Sequence[str]) -> bool:
    if not preferences:
        return True
    limits = [limit for p in preferences for limit in statements_of(p, ids=ids)]
    return can_hold(limits, size=len(ids))


def _preference(keys: Keys) -> Preference | None:
    kind = keys.word("kind", ("rank", "interval", "at_least"), None)
    party = keys.reference("party", "parties") or None
    if kind == "rank":
        order = keys.texts("order")
        for id in order:
            keys.check("order", "criteria", id)
        if not order:
            keys.fault("key_missing", "order", name="order")
        return Preference("rank", party, order=order)
    if kind == "interval":
        return _interval(keys, party)
    if kind == "at_least":
        left, right = keys.need("left"), keys.need("right")
        for key, id in (("left", left), ("right", right)):
            if id:
                keys.check(key, "criteria", id)
        times = keys.amount("times", Fraction(1))
        return Preference("at_least", party, left=left, right=right, times=times)
    return None


def _interval(keys: Keys, party: str | None) -> Preference | None:
    criterion = keys.need("criterion")
    if criterion:
        keys.check("criterion", "criteria", criterion)
    low, high = keys.share("low", Fraction(0)), keys.share("high", Fraction(1))
    if low > high:
        keys.fault("low_above_high", "low", low=float(low), high=float(high))
        return None
    return Preference("interval", party, criterion=criterion, low=low, high=high)
