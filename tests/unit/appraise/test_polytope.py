"""Statements on weights become the exact vertices of what they allow."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from salkku.appraise.polytope import centre_of, party_vertices, vertices_of
from salkku.domain.agreement import Preference

F = Fraction


def test_no_statement_is_the_simplex() -> None:
    assert vertices_of([], criteria=("a", "b")) == ((F(1), F(0)), (F(0), F(1)))


def test_rank_order_has_its_known_vertices() -> None:
    rank = Preference("rank", order=("a", "b", "c"))
    assert vertices_of([rank], criteria=("a", "b", "c")) == (
        (F(1), F(0), F(0)),
        (F(1, 2), F(1, 2), F(0)),
        (F(1, 3), F(1, 3), F(1, 3)),
    )


def test_interval_and_ratio_cut_exactly() -> None:
    interval = Preference("interval", criterion="a", low=F(1, 5), high=F(1, 2))
    ratio = Preference("at_least", left="b", right="a", times=F(3, 2))
    assert vertices_of([interval, ratio], criteria=("a", "b")) == (
        (F(2, 5), F(3, 5)),
        (F(1, 5), F(4, 5)),
    )


def test_contradiction_has_no_vertex() -> None:
    clash = [
        Preference("interval", criterion="a", low=F(0), high=F(1, 5)),
        Preference("interval", criterion="b", low=F(0), high=F(1, 5)),
    ]
    assert vertices_of(clash, criteria=("a", "b")) == ()


def test_one_criterion_weighs_everything() -> None:
    assert vertices_of([], criteria=("a",)) == ((F(1),),)


def test_parties_have_their_own_polytopes_and_the_centre_is_theirs() -> None:
    statements = [
        Preference("rank", party="espoo", order=("b", "a")),
        Preference("interval", party="vantaa", criterion="a", low=F(1, 2), high=F(1)),
    ]
    groups = party_vertices(statements, criteria=("a", "b"), parties=("espoo", "vantaa"))
    assert groups["espoo"] == ((F(1, 2), F(1, 2)), (F(0), F(1)))
    assert groups["vantaa"] == ((F(1), F(0)), (F(1, 2), F(1, 2)))
    assert centre_of(groups) == (F(1, 2), F(1, 2))


@st.composite
def statements(draw: st.DrawFn) -> list[Preference]:
    names = ["a", "b", "c", "d", "e"]
    found = []
    for _ in range(draw(st.integers(0, 4))):
        left, right = draw(st.permutations(names))[:2]
        kind = draw(st.sampled_from(["rank", "interval", "at_least"]))
        low, high = sorted(draw(st.tuples(st.integers(0, 10), st.integers(0, 10))))
        times = F(draw(st.integers(0, 6)), 2)
        if kind == "rank":
            found.append(Preference("rank", order=(left, right)))
        elif kind == "interval":
            found.append(Preference("interval", criterion=left, low=F(low, 10), high=F(high, 10)))
        else:
            found.append(Preference("at_least", left=left, right=right, times=times))
    return found


@given(statements())
def test_every_vertex_keeps_every_statement_and_is_extreme(given_: list[Preference]) -> None:
    names = ("a", "b", "c", "d", "e")
    vertices = vertices_of(given_, criteria=names)
    for vertex in vertices:
        weight = dict(zip(names, vertex, strict=True))
        assert sum(vertex) == 1
        assert min(vertex) >= 0
        for s in given_:
            if s.kind == "rank":
                assert weight[s.order[0]] >= weight[s.order[1]]
            elif s.kind == "interval":
                assert s.low <= weight[s.criterion] <= s.high
            else:
                assert weight[s.left] >= s.times * weight[s.right]
    for first in vertices:
        for second in vertices:
            middle = tuple((a + b) / 2 for a, b in zip(first, second, strict=True))
            assert first == second or middle not in vertices
