"""Contradictions of statements on weights, against an independent check; cycles against another."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from salkku.store.reading.cycles import components
from salkku.store.reading.polytope import AtMost, can_hold

NUMBER = st.fractions(-2, 2, max_denominator=3)


def vertices_exist(statements: list[AtMost], size: int) -> bool:
    """Try every vertex: a non-empty polytope inside the simplex has one."""
    rows = [([*coefficients], limit) for coefficients, limit in statements]
    rows += [([Fraction(-(i == j)) for j in range(size)], Fraction(0)) for i in range(size)]
    one = ([Fraction(1)] * size, Fraction(1))
    for tight in combinations(rows, size - 1):
        point = solved([one, *tight])
        if point and all(
            sum(c * w for c, w in zip(row, point, strict=True)) <= limit for row, limit in rows
        ):
            return True
    return False


def solved(equations: list[tuple[list[Fraction], Fraction]]) -> list[Fraction] | None:
    """Gauss–Jordan; None where the equations do not fix one point."""
    rows = [[*coefficients, limit] for coefficients, limit in equations]
    for column in range(len(rows)):
        pivot = next((k for k in range(column, len(rows)) if rows[k][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for k, row in enumerate(rows):
            if k != column:
                rows[k] = [a - row[column] * b for a, b in zip(row, rows[column], strict=True)]
    return [row[-1] for row in rows]


@given(st.integers(1, 4), st.data())
def test_statements_hold_exactly_when_there_is_a_vertex(size: int, data: st.DataObject) -> None:
    row = st.tuples(st.tuples(*[NUMBER] * size), NUMBER)
    statements = data.draw(st.lists(row, max_size=5))
    assert can_hold(statements, size=size) == vertices_exist(statements, size)


def test_no_weights_hold_nothing() -> None:
    assert not can_hold([], size=0)
    assert can_hold([], size=1)


@given(st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12))
def test_cycles_are_mutual_paths(arrows: set[tuple[str, str]]) -> None:
    reach = {(a, b) for a, b in arrows} | {(a, a) for a in "abcde"}
    for k, i, j in product("abcde", repeat=3):
        if (i, k) in reach and (k, j) in reach:
            reach.add((i, j))
    part = components(arrows)
    for a, b in product(part, repeat=2):
        assert (part[a] == part[b]) == ((a, b) in reach and (b, a) in reach)
