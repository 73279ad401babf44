"""The certificate of a front as a file: JSON in whole numbers, read with every number checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from salkku.domain.certificate import Aim, Bound, Certificate, Claimed, Joint, Limit, Plan
from salkku.domain.errors import Fault, WrongInput

__all__ = ["read_certificate", "write_certificate"]

T = TypeVar("T")
FORMAT, VERSION = "salkku-front", 1
MOST_DIGITS = 4_000
"""Digits of one whole number; beyond them reading would take longer than any proof."""


def write_certificate(certificate: Certificate) -> bytes:
    """Write a certificate: the same one gives the same bytes.

    Examples
    --------
    >>> plan = Plan(("a",), (Aim("x", (2,), "1"),), (), ())
    >>> written = write_certificate(Certificate(plan, (Claimed((2,), (0,)),), (0,), ()))
    >>> read_certificate(written).claimed
    (Claimed(values=(2,), chosen=(0,)),)
    """
    plan = certificate.plan

    def ids(places: Sequence[int]) -> list[str]:
        return [plan.ids[place] for place in places]

    told = {
        "format": FORMAT,
        "version": VERSION,
        "program": {
            "columns": plan.ids,
            "objectives": [
                {"name": aim.name, "unit": aim.unit, "gains": aim.gains} for aim in plan.aims
            ],
            "pairs": [
                {"left": ids(one.left), "right": ids(one.right), "worths": one.worths}
                for one in plan.joints
            ],
            "rows": [
                {
                    "name": limit.name,
                    "terms": {plan.ids[place]: value for place, value in limit.terms},
                    "low": limit.low,
                    "high": limit.high,
                }
                for limit in plan.limits
            ],
        },
        "points": [
            {"values": point.values, "chosen": ids(point.chosen)} for point in certificate.claimed
        ],
        "proof": {
            "order": certificate.order,
            "bounds": [
                {"weights": bound.weights, "multipliers": bound.multipliers}
                for bound in certificate.bounds
            ],
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def read_certificate(content: bytes, *, name: str = "") -> Certificate:
    """Read a certificate; what it claims is not believed, only well-formed.

    Parameters
    ----------
    name
        Of the file, for the fault.

    Raises
    ------
    WrongInput
        If it is no certificate, of another version, or has anything but what belongs there.
    """
    try:
        told = json.loads(content, parse_int=_whole, parse_constant=_never, parse_float=_never)
        if _of(told, "format") != FORMAT:
            raise ValueError("format")
        if _of(told, "version") != VERSION:
            raise WrongInput((Fault(name, "certificate_version", values=_version(told)),))
        return _certificate(told)
    except (ValueError, RecursionError) as wrong:
        values = {"place": str(wrong)[:100]}
        raise WrongInput((Fault(name, "certificate_unreadable", values=values),)) from None


def _certificate(told: object) -> Certificate:
    program, proof = _of(told, "program"), _of(told, "proof")
    ids = _list(program, "columns", _text)
    if len(set(ids)) < len(ids):
        raise ValueError("columns")
    places = {row: place for place, row in enumerate(ids)}

    def place(row: object) -> int:
        return places[_known(row, places)]

    def rows(one: object, key: str) -> tuple[int, ...]:
        return _list(one, key, place)

    aims = _list(program, "objectives", lambda one: _aim(one, len(ids)))
    joints = _list(
        program,
        "pairs",
        lambda one: Joint(rows(one, "left"), rows(one, "right"), _numbers(one, "worths")),
    )
    if any(len(one.worths) != len(aims) or not one.left or not one.right for one in joints):
        raise ValueError("pairs")
    limits = _list(program, "rows", lambda one: _limit(one, places))
    claimed = _list(
        told, "points", lambda one: Claimed(_numbers(one, "values"), rows(one, "chosen"))
    )
    bounds = _list(proof, "bounds", _bound)
    return Certificate(Plan(ids, aims, joints, limits), claimed, _numbers(proof, "order"), bounds)


def _aim(one: object, count: int) -> Aim:
    gains = _numbers(one, "gains")
    if len(gains) != count:
        raise ValueError("gains")
    return Aim(_text(_of(one, "name")), gains, _text(_of(one, "unit")))


def _limit(one: object, places: Mapping[str, int]) -> Limit:
    terms = _of(one, "terms")
    if not isinstance(terms, dict):
        raise ValueError("terms")
    given = tuple((places[_known(row, places)], _number(value)) for row, value in terms.items())
    ends = [None if _of(one, key) is None else _number(_of(one, key)) for key in ("low", "high")]
    return Limit(_text(_of(one, "name")), given, *ends)


def _bound(one: object) -> Bound:
    multipliers = _of(one, "multipliers")
    if not isinstance(multipliers, list):
        raise ValueError("multipliers")
    vectors = tuple(_numbers({"multipliers": vector}, "multipliers") for vector in multipliers)
    return Bound(_numbers(one, "weights"), vectors)


def _of(one: object, key: str) -> object:
    if not isinstance(one, dict) or key not in one:
        raise ValueError(key)
    return one[key]


def _list(one: object, key: str, read: Callable[[object], T]) -> tuple[T, ...]:
    given = _of(one, key)
    if not isinstance(given, list):
        raise ValueError(key)
    return tuple(map(read, given))


def _numbers(one: object, key: str) -> tuple[int, ...]:
    return _list(one, key, _number)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(str(value))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(str(value))
    return value


def _known(row: object, places: Mapping[str, int]) -> str:
    if not isinstance(row, str) or row not in places:
        raise ValueError(str(row))
    return row


def _version(told: object) -> dict[str, str]:
    return {"version": str(_of(told, "version"))[:40], "known": str(VERSION)}


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(text[:20])
    return int(text)


def _never(text: str) -> object:
    raise ValueError(text)
