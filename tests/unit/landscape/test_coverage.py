"""Coverage: each row once in a cell it touches, and money that adds up to the cent."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.landscape.agreements import AREAS, METHODS, PARTIES, agreement, even, proposal

from salkku.domain.proposals import Cost, Proposal
from salkku.landscape import coverage


def _cells(
    proposals: list[Proposal], costs: list[Cost]
) -> dict[tuple[str, str, str], tuple[int, int]]:
    found = coverage(agreement=agreement(proposals, costs))
    return {(c.focus_area, c.method, c.party): (c.count, c.cents) for c in found.cells}


def test_own_lines_go_to_their_party_and_common_ones_are_split() -> None:
    row = proposal("01", even("urban"), even("testbeds", "clusters"), ("espoo", "helsinki"))
    costs = [Cost("01", "own-helsinki", 1001), Cost("01", "support", 101)]
    assert _cells([row], costs) == {
        ("urban", "testbeds", "helsinki"): (1, 526),  # 1001 + 50 = 1051: 525 + the remainder
        ("urban", "clusters", "helsinki"): (1, 525),
        ("urban", "testbeds", "espoo"): (1, 26),  # 51: the odd cent is the first party's
        ("urban", "clusters", "espoo"): (1, 25),
    }


def test_shares_of_focus_areas_are_kept() -> None:
    shares = (("urban", Fraction(7, 10)), ("health", Fraction(3, 10)))
    row = proposal("01", shares, even("services"), ("vantaa",))
    assert _cells([row], [Cost("01", "support", 101)]) == {
        ("urban", "services", "vantaa"): (1, 71),
        ("health", "services", "vantaa"): (1, 30),
    }


def test_a_party_that_only_pays_is_touched_too() -> None:
    row = proposal("01", even("urban"), even("services"), ("espoo",))
    assert _cells([row], [Cost("01", "own-vantaa", 5)]) == {
        ("urban", "services", "espoo"): (1, 0),
        ("urban", "services", "vantaa"): (1, 5),
    }


def test_what_a_row_does_not_say_is_a_cell_without_a_name() -> None:
    found = _cells([proposal("01", (), (), ())], [Cost("01", "support", 7)])
    assert found == {("", "", ""): (1, 7)}


def test_empty_cells_are_told_and_rows_can_be_chosen() -> None:
    rows = [
        proposal("01", even("urban"), even("testbeds"), ("espoo",)),
        proposal("02", even("health"), even("testbeds"), ("espoo",)),
    ]
    whole = coverage(agreement=agreement(rows, []))
    assert (len(whole.empty), whole.rows) == (25, 2)
    part = coverage(agreement=agreement(rows, []), rows={"02"})
    assert [(cell.focus_area, cell.count) for cell in part.cells] == [("health", 1)]
    assert ("urban", "testbeds", "espoo") in part.empty


def test_cells_stand_in_the_agreements_order() -> None:
    rows = [
        proposal("01", even("learning"), even("services"), ("vantaa",)),
        proposal("02", even("urban"), even("testbeds"), ("helsinki",)),
        proposal("03", (), even("testbeds"), ("helsinki",)),
    ]
    found = coverage(agreement=agreement(rows, []))
    assert [cell.focus_area for cell in found.cells] == ["urban", "learning", ""]


@st.composite
def _agreements(draw: st.DrawFn) -> tuple[list[Proposal], list[Cost]]:
    some = lambda members: st.lists(st.sampled_from(members), unique=True, max_size=3)  # noqa: E731
    rows, costs = [], []
    for number in range(draw(st.integers(0, 4))):
        id_ = f"{number:02d}"
        areas, methods = draw(some(AREAS)), draw(some(METHODS))
        rows.append(proposal(id_, even(*areas), even(*methods), tuple(draw(some(PARTIES)))))
        for line in draw(some(["support", *(f"own-{party}" for party in PARTIES)])):
            costs.append(Cost(id_, line, draw(st.integers(0, 10_000))))
    return rows, costs


@given(_agreements())
def test_cells_add_up_to_the_costs_to_the_cent(made: tuple[list[Proposal], list[Cost]]) -> None:
    rows, costs = made
    found = coverage(agreement=agreement(rows, costs))
    assert sum(cell.cents for cell in found.cells) == sum(cost.cents for cost in costs)
    assert found.cents == sum(cost.cents for cost in costs)
    assert all(cell.cents >= 0 and 1 <= cell.count <= len(rows) for cell in found.cells)
    touched = {(c.focus_area, c.method, c.party) for c in found.cells}
    assert touched.isdisjoint(found.empty)
