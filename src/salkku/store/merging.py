"""How staged rows join a table: nothing twice, nothing overwritten, the latest issue current.

The steps are Ibis expressions, written once and carried out by whichever engine keeps the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from salkku.store.schema import Kind, Table

__all__ = ["HELD", "SIGHTINGS", "STAGED", "Step", "missing", "steps"]

STAGED: Mapping[str, Kind] = {"source": "text", "as_of": "date", "snapshot": "text"}
"""What every staged row carries beside the table's own columns."""
HELD: Mapping[str, Kind] = {**STAGED, "digest": "text", "current": "flag"}
"""What every held row carries beside the table's own columns."""
SIGHTINGS: Mapping[str, Kind] = {
    "source": "text",
    "part": "text",
    "snapshot": "text",
    "mark": "text",
}
"""Which file held which rows: ``part`` is the table, ``mark`` the beginning of the digest."""

_IBIS = {"text": "string", "cents": "int64", "whole": "int64", "date": "date", "flag": "boolean"}
_LOWEST = date(1, 1, 1)
_UNIT = chr(31)
_MARK = 15


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a merge.

    Parameters
    ----------
    verb
        ``keep`` the rows under a name while the session lives, ``add`` them to a held table, or
        ``retire`` the current rows of a held table that equal one of them in every column given.
    name
        Name of the rows, or of the held table.
    rows
        An Ibis expression of held, staged and kept rows.

    Examples
    --------
    >>> Step("keep", "newer", None).verb
    'keep'
    """

    verb: Literal["keep", "add", "retire"]
    name: str
    rows: Any


@cache
def steps(shape: Table, staged: str) -> tuple[Step, ...]:
    """Give the steps that merge staged rows into a table, to be carried out in one transaction.

    Parameters
    ----------
    shape
        The table.
    staged
        Name of the staged rows.

    Returns
    -------
    tuple of Step

    Examples
    --------
    >>> from salkku.store.schema import table
    >>> [(step.verb, step.name) for step in steps(table("topics"), "staged")][:3]
    [('keep', 'digested'), ('add', 'sightings'), ('keep', 'incoming')]
    """
    own: dict[str, Kind] = {column.name: column.kind for column in shape.columns}
    held = _table(shape.name, {**HELD, **own})
    digested = _digested(shape, _table(staged, {**STAGED, **own}))
    there = _named("digested", digested)
    incoming = _incoming(shape, there)
    came = _named("incoming", incoming)
    newer = _newer(shape, came, held)
    later = _named("newer", newer)
    return (
        Step("keep", "digested", digested),
        Step("add", "sightings", _sighted(shape, there)),
        Step("keep", "incoming", incoming),
        Step("keep", "newer", newer),
        Step("retire", shape.name, _retired(shape, came, later, held)),
        Step("add", shape.name, _added(shape, came, later, held)),
    )


def missing(name: str, kinds: Mapping[str, Kind], staged: str, *, key: Sequence[str] = ()) -> Step:
    """Add the staged rows that a held table does not have yet.

    Parameters
    ----------
    name
        Name of the held table.
    kinds
        Its columns.
    staged
        Name of the staged rows, of the same columns.
    key
        Columns that name a row; all of them when empty.

    Returns
    -------
    Step

    Examples
    --------
    >>> missing("sightings", SIGHTINGS, "staged_sightings").name
    'sightings'
    """
    rows, held = _table(staged, kinds), _table(name, kinds)
    return Step("add", name, rows.distinct().anti_join(held, _same(rows, held, key or kinds)))


def _table(name: str, kinds: Mapping[str, Kind]) -> Any:
    import ibis

    return ibis.table({column: _IBIS[kind] for column, kind in kinds.items()}, name=name)


def _named(name: str, rows: Any) -> Any:
    """Give rows that were kept under a name."""
    import ibis

    return ibis.table(rows.schema(), name=name)


def _group(shape: Table) -> list[str]:
    return ["source", *shape.group]


def _same(left: Any, right: Any, names: Iterable[str]) -> list[Any]:
    return [left[name].identical_to(right[name]) for name in names]


def _digested(shape: Table, staged: Any) -> Any:
    """Give each staged row its digest, which takes an empty cell and an unknown one alike."""
    import ibis

    told = [staged[name].cast("string").fill_null("") for name in shape.names]
    return staged.mutate(
        issued=staged.as_of.fill_null(ibis.literal(_LOWEST)),
        digest=ibis.literal(_UNIT).join(told).hexdigest("sha256"),
    )


def _sighted(shape: Table, digested: Any) -> Any:
    """Remember which file held which rows, also where the rows are held already."""
    import ibis

    seen = digested.select(
        source=digested.source,
        part=ibis.literal(shape.name),
        snapshot=digested.snapshot,
        mark=digested.digest.left(_MARK),
    ).distinct()
    before = _table("sightings", SIGHTINGS)
    new = seen.anti_join(before, [seen[name] == before[name] for name in SIGHTINGS])
    return new.order_by("snapshot", "mark")


def _incoming(shape: Table, digested: Any) -> Any:
    """Stage each distinct row once; those of its group's latest issue lead.

    Where the group is the whole key, one row leads, the one that knows most: two files of one day
    that disagree do not make two projects of one.
    """
    import ibis

    group = _group(shape)
    first = ibis.row_number().over(
        group_by=[*group, "digest"], order_by=[ibis.desc("issued"), "snapshot"]
    )
    once = digested.mutate(nth=first).filter(lambda each: each.nth == 0).drop("nth")
    dated = once.mutate(latest=once.issued.max().over(group_by=group))
    leads = dated.issued == dated.latest
    if shape.key == shape.group:
        told = sum((dated[name].notnull().cast("int64") for name in shape.names), ibis.literal(0))
        place = ibis.row_number().over(
            group_by=group, order_by=[ibis.desc("issued"), ibis.desc("told"), "digest"]
        )
        ranked = dated.mutate(told=told).mutate(place=place)
        return ranked.mutate(leads=(ranked.issued == ranked.latest) & (ranked.place == 0)).drop(
            "told", "place"
        )
    return dated.mutate(leads=leads)


def _newer(shape: Table, incoming: Any, held: Any) -> Any:
    """Find the groups whose staged issue is at least as late as what is held."""
    import ibis

    group = _group(shape)
    staged = incoming.group_by(group).agg(latest=incoming.latest.max())
    current = held.filter(held.current)
    issued = current.as_of.fill_null(ibis.literal(_LOWEST))
    latest = current.mutate(issued=issued).group_by(group).agg(held_issue=lambda t: t.issued.max())
    older = [*_same(staged, latest, group), staged.latest < latest.held_issue]
    return staged.anti_join(latest, older).select(*group)


def _retired(shape: Table, incoming: Any, newer: Any, held: Any) -> Any:
    """Keep, but no longer as current, what the later issue says otherwise."""
    group = _group(shape)
    named = [*group, "digest"]
    leading = incoming.filter(incoming.leads).select(*named)
    current = held.filter(held.current).select(*named)
    spoken = current.semi_join(newer, _same(current, newer, group))
    return spoken.anti_join(leading, _same(spoken, leading, named)).distinct()


def _added(shape: Table, incoming: Any, newer: Any, held: Any) -> Any:
    """Add what is not held: current in a newer issue, else as an earlier saying."""
    group = _group(shape)
    named = [*group, "digest"]
    columns = [*STAGED, "digest", *shape.names]
    fresh = incoming.filter(incoming.leads)
    fresh = fresh.semi_join(newer, _same(fresh, newer, group))
    current = held.filter(held.current).select(*named)
    now = fresh.anti_join(current, _same(fresh, current, named))
    then = incoming.anti_join(newer, _same(incoming, newer, group)).union(
        incoming.filter(~incoming.leads).semi_join(newer, _same(incoming, newer, group))
    )
    ever = held.select(*named)
    earlier = then.anti_join(ever, _same(then, ever, named))
    rows = now.select(*columns, current=True).union(earlier.select(*columns, current=False))
    return rows.order_by("digest")
