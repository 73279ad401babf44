"""What a project's kind counts, and how scores move towards those of the nearest projects."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from salkku.landscape import KnownProject, Library, Query
from salkku.landscape.settling import settle
from salkku.landscape.shelves import prior_of, shelve
from salkku.text import is_firm


def _near(count: int, seed: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, 6)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    made: NDArray[np.float32] = rows @ rows.T
    return made


@given(
    st.lists(st.floats(0.01, 1.0), max_size=130).map(lambda scores: sorted(scores, reverse=True)),
    st.integers(0, 99),
)
def test_settling_keeps_every_project_and_orders_what_it_settles(
    scores: list[float], seed: int
) -> None:
    ranked = list(enumerate(scores))
    found = settle(ranked, lambda numbers: _near(len(numbers), seed))
    assert sorted(number for number, _ in found) == list(range(len(scores)))
    assert found[100:] == ranked[100:]
    first = [score for _, score in found[:100]]
    assert first == sorted(first, reverse=True)


def test_projects_without_a_vector_stay_as_they_were() -> None:
    ranked = [(4, 0.9), (2, 0.5), (7, 0.4)]
    nothing = np.zeros((3, 3), dtype=np.float32)
    assert settle(ranked, lambda numbers: nothing) == ranked
    near = np.array([[1, 0, 0.8], [0, 0, 0], [0.8, 0, 1]], dtype=np.float32)
    found = dict(settle(ranked, lambda numbers: near))
    assert found[2] == pytest.approx(0.5)
    assert found[7] > 0.4


def test_a_grant_to_one_firm_counts_less_and_an_own_project_more() -> None:
    def known(source: str, *names: str, text: str = "") -> KnownProject:
        bodies = {name.lower(): name for name in names}
        return KnownProject(f"{source}:1", source, {"en": "x"}, {"": text}, organisations=bodies)

    assert prior_of(known("eura2014", "Mikronix Oy")) < 1
    assert prior_of(known("eura2014", "Mikronix Oy", text="What it does, told.")) == 1
    assert prior_of(known("eura2014", "Mikronix Oy", "Aalto")) == 1
    assert prior_of(known("eura2014", "Metropolia Ammattikorkeakoulu Oy")) == 1
    assert prior_of(known("projects", "Mikronix Oy")) > 1
    assert not is_firm("")


def test_of_two_that_say_the_same_the_firms_own_grant_comes_last() -> None:
    name = {"en": "Recycling of building parts"}
    alone = KnownProject("s:1", "s", name, organisations={"m oy": "M Oy"})
    shared = KnownProject("s:2", "s", name, organisations={"m oy": "M Oy", "aalto": "Aalto"})
    library = Library([shelve([alone, shared])])
    hits = library.hits(Query({"en": "Building parts are recycled"}))
    assert [hit.project for hit in hits] == ["s:2", "s:1"]
