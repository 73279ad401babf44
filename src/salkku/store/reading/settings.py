"""agreement.toml: parties, themes, criteria, statements on weights and the model's settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import cast, get_args

from salkku.domain.agreement import (
    Continuation,
    Criterion,
    CriterionKind,
    Goal,
    Party,
    PartyRole,
    Pooling,
    RepairPrices,
    SizedBy,
    Theme,
)
from salkku.domain.periods import Month
from salkku.domain.proposals import Level
from salkku.store.layout import SETTINGS
from salkku.store.reading.decode import decode
from salkku.store.reading.keys import Keys
from salkku.store.reading.known import Known
from salkku.store.reading.notes import Notes

__all__ = ["Settings", "open_settings", "read_settings"]

_LINE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_ANY = (Fraction(-(10**40)), Fraction(10**40))
"""Stands for a scale that cannot be read, so that its scores are not called wrong too."""

_TWICE = ("overwrite", "twice", "Duplicate", "immutable")
_DIGITS = re.compile(r"[0-9_]{1000,}")

KINDS: tuple[CriterionKind, ...] = ("content", "refining", "horizontal", "general")


@dataclass(frozen=True, slots=True)
class Settings:
    """What agreement.toml says, apart from the weights."""

    id: str = ""
    name: Mapping[str, str] = field(default_factory=dict)
    period: tuple[Month, Month] | None = None
    parties: tuple[Party, ...] = ()
    focus_areas: tuple[Theme, ...] = ()
    methods: tuple[Theme, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    goals: tuple[Goal, ...] = ()
    continuation: Continuation | None = None
    repair: RepairPrices = RepairPrices()  # noqa: RUF009 - frozen
    loss_per_year: Fraction = Fraction(0)
    severity_correction: bool = False


def open_settings(files: Mapping[str, bytes], *, notes: Notes, known: Known) -> Keys | None:
    """Parse agreement.toml, its numbers as decimals; None where it is absent or no TOML.

    Examples
    --------
    >>> notes = Notes()
    >>> open_settings({"agreement.toml": b"[agreement"}, notes=notes, known=Known())
    >>> notes.faults[0].code, notes.faults[0].row
    ('toml_syntax', 1)
    """
    content = files.get(SETTINGS)
    text = None if content is None else decode(SETTINGS, content, notes=notes)
    if text is None:
        return None
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        _note_syntax(text, error, notes)
        notes.unread.add(SETTINGS)
        return None
    return Keys(table, path="", notes=notes, known=known)


def _note_syntax(text: str, error: Exception, notes: Notes) -> None:
    """Say where the file is no TOML, as far as the parser says."""
    place = _LINE.search(str(error))
    digits = _DIGITS.search(text)
    if isinstance(error, tomllib.TOMLDecodeError):
        row = int(place[1]) if place and place[1] else text.count("\n") + 1
        again = any(sign in str(error) for sign in _TWICE)
        notes.fault(SETTINGS, "toml_twice" if again else "toml_syntax", row=row)
    elif digits and not isinstance(error, RecursionError):
        row = text.count("\n", 0, digits.start()) + 1
        notes.fault(SETTINGS, "number_too_long", row=row, cell=digits[0])
    else:
        notes.fault(SETTINGS, "toml_syntax", row=1)


def read_settings(root: Keys, *, known: Known) -> Settings:
    """Read everything but the weights, declaring the ids of parties, themes and criteria.

    Parameters
    ----------
    root
        The whole file.
    known
        Learns the ids of parties, focus areas, methods, criteria and goals.
    """
    for kind in ("parties", "focus_areas", "methods", "criteria", "goals"):
        known.declare(kind, _ids(root, kind))
    head = root.table("agreement")
    if head is None and "agreement" not in root:
        root.fault("key_missing", "agreement", name="[agreement]")
    time = root.table("time")
    return Settings(
        id=head.need("id") if head else "",
        name=head.names("name") if head else {},
        period=head.months("period") if head else None,
        parties=tuple(_party(keys) for keys in root.tables("parties")),
        focus_areas=tuple(_theme(keys) for keys in root.tables("focus_areas")),
        methods=tuple(_theme(keys) for keys in root.tables("methods")),
        criteria=tuple(_criterion(keys) for keys in root.tables("criteria")),
        goals=tuple(_goal(keys) for keys in root.tables("goals")),
        continuation=_continuation(root.table("continuation")),
        repair=_prices(root.table("repair")),
        loss_per_year=time.share("loss_per_year", Fraction(0)) if time else Fraction(0),
        severity_correction=_severity(root.table("assessors")),
    )


def _ids(root: Keys, kind: str) -> list[str]:
    """Give the ids of an array of tables, noting duplicates."""
    ids: list[str] = []
    for keys in root.tables(kind):
        id = keys.need("id")
        if id in ids:
            keys.fault("duplicate_id", "id", cell=id)
        if id:
            ids.append(id)
    return ids


def _party(keys: Keys) -> Party:
    roles: tuple[PartyRole, ...] = ("lead", "partner")
    return Party(keys.text("id"), keys.names("name"), keys.word("role", roles, "partner"))


def _theme(keys: Keys) -> Theme:
    return Theme(keys.text("id"), keys.names("name"))


def _criterion(keys: Keys) -> Criterion:
    low, high = keys.pair("scale") or _ANY
    if low >= high:
        keys.fault("scale_empty", "scale", low=float(low), high=float(high))
        low, high = _ANY
    sizes: tuple[SizedBy, ...] = ("project", "euro", "reach")
    pools: tuple[Pooling, ...] = ("mean", "hull")
    kind: CriterionKind = keys.word("kind", KINDS, "content")
    unit = keys.number("size_unit", Fraction(1)) or Fraction(0)
    if unit <= 0:
        keys.fault("not_positive", "size_unit", cell=float(unit))
        unit = Fraction(1)
    points = keys.amount("points", Fraction(1))
    baseline = keys.number("baseline", low)
    return Criterion(
        id=keys.text("id"),
        name=keys.names("name"),
        low=low,
        high=high,
        kind=kind,
        threshold=keys.number("threshold"),
        party=keys.reference("party", "parties") or None,
        baseline=low if baseline is None else baseline,
        size=keys.word("size", sizes, "project"),
        size_unit=unit,
        pool=keys.word("pool", pools, "mean"),
        points=Fraction(0) if kind == "general" else points,
    )


def _goal(keys: Keys) -> Goal:
    start, end = keys.month("from"), keys.month("to")
    if start is not None and end is not None and start > end:
        keys.fault("from_after_to", "from", low=keys.text("from"), high=keys.text("to"))
    return Goal(
        id=keys.text("id"),
        party=keys.reference("party", "parties"),
        name=keys.names("name"),
        source=keys.text("source"),
        start=start,
        end=end,
    )


def _continuation(keys: Keys | None) -> Continuation | None:
    if keys is None:
        return None
    said = keys.table("persistence")
    persistence: dict[Level, tuple[Fraction, Fraction]] = {}
    for level in said or ():
        if level not in get_args(Level):
            keys.fault(
                "unknown_word",
                f"persistence.{level}",
                cell=level,
                allowed=", ".join(get_args(Level)),
            )
            continue
        ends = said.pair(level) if said else None
        if ends:
            _check_interval(keys, f"persistence.{level}", ends)
            persistence[cast("Level", level)] = ends
    for level in get_args(Level):
        if said is not None and level not in said:
            keys.fault("key_missing", f"persistence.{level}", name=level)
    if said is None and "persistence" not in keys:
        keys.fault("key_missing", "persistence", name="persistence")
    if "running" not in keys:
        keys.fault("key_missing", "running", name="running")
    return Continuation(keys.share("running", Fraction(0)), persistence)


def _check_interval(keys: Keys, key: str, ends: tuple[Fraction, Fraction]) -> None:
    if any(not 0 <= end <= 1 for end in ends):
        keys.fault("share_outside", key, cell=f"{float(ends[0])}, {float(ends[1])}")
    elif ends[0] > ends[1]:
        keys.fault("low_above_high", key, low=float(ends[0]), high=float(ends[1]))


def _prices(keys: Keys | None) -> RepairPrices:
    if keys is None:
        return RepairPrices()
    found = {}
    for name in ("euro", "project", "share", "relation", "commitment"):
        usual: Decimal = getattr(RepairPrices(), name)
        price = keys.amount(name, Fraction(usual))
        found[name] = Decimal(price.numerator) / Decimal(price.denominator)
    return RepairPrices(**found)


def _severity(keys: Keys | None) -> bool:
    """``[assessors] severity_correction = true`` turns the correction on."""
    if keys is None:
        return False
    return keys.flag("severity_correction", default=False)
