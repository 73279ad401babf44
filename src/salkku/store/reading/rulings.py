"""What people ruled about names of organisations; no ruling may contradict the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from salkku.domain.ecosystem import Ruling
from salkku.store.reading.rows import Row

__all__ = ["read_rulings"]

_Body = tuple[str, str]
_Ways = dict[_Body, list[tuple[_Body, int]]]
"""From each body to those that a row leads to, with the number of the row."""


def read_rulings(rows: Sequence[Row]) -> tuple[Ruling, ...]:
    """Read rulings, noting ``ruling_itself`` and ``ruling_contradicted``.

    Bodies that a chain of rulings joins must not be ruled apart, nor be predecessor and
    successor; and nobody becomes their own predecessor.

    Examples
    --------
    >>> read_rulings(())
    ()
    """
    told = [(row, ruling) for row in rows if (ruling := _ruling(row)) is not None]
    countries = {code for _, ruling in told for _, code in ruling.bodies}
    joined: _Ways = {}
    for row, ruling in told:
        if ruling.verdict == "same":
            for left, right in _pairs(ruling, countries):
                _lead(joined, left, right, row.line)
                _lead(joined, right, left, row.line)
    became: _Ways = {body: list(ways) for body, ways in joined.items()}
    for row, ruling in told:
        if ruling.verdict != "same":
            _check(row, ruling, countries, joined, became)
    return tuple(ruling for _, ruling in told)


def _ruling(row: Row) -> Ruling | None:
    ruling = Ruling(
        name=row.need("name"),
        other=row.need("other"),
        verdict=row.word("verdict"),
        country=row.text("country"),
        other_country=row.text("other_country"),
        since=row.date("from"),
        decided=row.date("decided"),
        note=row.text("note"),
    )
    left, right = ruling.bodies
    if not (ruling.name and ruling.other and ruling.verdict):
        return None
    if left == right:
        row.fault("ruling_itself", "other", cell=ruling.other)
        return None
    return ruling


def _check(
    row: Row, ruling: Ruling, countries: Iterable[str], joined: _Ways, became: _Ways
) -> None:
    """Note where others say that these two are one, or that the later became the earlier."""
    pairs = list(_pairs(ruling, countries))
    against = _first(_rows_between(joined, left, right) for left, right in pairs)
    if ruling.verdict == "became" and not against:
        against = _first(_rows_between(became, right, left) for left, right in pairs)
        for left, right in pairs:
            _lead(became, left, right, row.line)
    if against:
        rows = ", ".join(str(line) for line in against)
        row.fault("ruling_contradicted", "verdict", cell=ruling.name, other=ruling.other, rows=rows)


def _pairs(ruling: Ruling, countries: Iterable[str]) -> Iterator[tuple[_Body, _Body]]:
    """Give the bodies that a ruling is about: one pair a country where it names none."""
    left, right = ruling.bodies
    if left[1] or right[1]:
        yield left, right
        return
    for code in sorted({"", *countries}):
        yield (left[0], code), (right[0], code)


def _lead(ways: _Ways, left: _Body, right: _Body, line: int) -> None:
    ways.setdefault(left, []).append((right, line))


def _first(found: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return next((one for one in found if one), ())


def _rows_between(ways: _Ways, start: _Body, goal: _Body) -> tuple[int, ...]:
    """Give the rows of a shortest chain from one body to another; empty when there is none."""
    before: dict[_Body, tuple[_Body, int]] = {}
    waiting = deque([start])
    while waiting:
        body = waiting.popleft()
        for other, line in ways.get(body, ()):
            if other == start or other in before:
                continue
            before[other] = (body, line)
            waiting.append(other)
    lines: list[int] = []
    while goal in before:
        goal, line = before[goal]
        lines.append(line)
    return tuple(sorted(set(lines)))
