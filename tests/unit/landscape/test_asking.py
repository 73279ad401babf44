"""What a text asks for: concepts weighed by the whole of it, directions pulled by concepts."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scripts import concept_vectors

from salkku.landscape import Library, Query, asking
from salkku.landscape.asking import ask
from salkku.landscape.bearing import Nearness, blend, spoken, unit
from salkku.landscape.known import KnownProject
from salkku.landscape.shelves import shelve
from salkku.text import DIMENSIONS, Postings, senses, vocabulary

MIDDLE = np.zeros(DIMENSIONS, dtype=np.float32)


def _of(concept: str) -> NDArray[np.float32]:
    known = senses()
    return known.vectors[known.place[concept]]


@pytest.fixture
def meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the model: whatever the text, it means geothermal energy."""
    monkeypatch.setattr(asking, "embed_query", lambda text: _of("geothermal_energy"))


def test_the_concepts_vectors_are_those_of_the_vocabulary() -> None:
    known = senses()
    assert known.concepts == tuple(vocabulary())
    assert np.allclose(np.linalg.norm(known.vectors, axis=1), 1, atol=1e-5)
    with np.load(concept_vectors.PLACE) as held:
        assert held["stamp"].tobytes() == concept_vectors.stamp(), (
            "a first label changed: python -m scripts.concept_vectors"
        )


@pytest.mark.usefixtures("meaning")
def test_a_concept_far_from_what_the_text_means_counts_less() -> None:
    query = Query({"en": "Geothermal energy of an orchestra: music"})
    asked = ask(query, middle=MIDDLE, weigh=lambda concept: 1.0)
    assert asked.weights["geothermal_energy"] > 1.5 * asked.weights["music"]
    assert set(asked.weights) > set(asked.concepts)
    assert asked.vector is not None
    assert float(asked.vector @ _of("geothermal_energy")) > float(asked.vector @ _of("music"))


@pytest.mark.usefixtures("meaning")
def test_without_vectors_or_words_only_what_is_said_counts() -> None:
    query = Query({"en": "Geothermal energy and music"})
    asked = ask(query, middle=None, weigh=lambda concept: 1.0)
    assert asked.vector is None
    assert asked.weights == dict.fromkeys(asked.concepts, 1.0)
    assert ask(Query({}), middle=MIDDLE, weigh=lambda concept: 1.0).vector is None


def test_directions_are_pulled_by_the_concepts_named() -> None:
    named = spoken(Postings.of([["music"], []]), lambda concept: 2.0)
    assert np.allclose(named[0], _of("music"), atol=1e-5)
    assert not named[1].any()
    said = np.stack([_of("geothermal_energy")] * 2)
    rows = blend(said, named, MIDDLE)
    assert rows[0] @ _of("music") > rows[1] @ _of("music")
    assert np.allclose(rows[1], said[1], atol=1e-5)


def test_a_direction_turns_towards_what_was_found() -> None:
    rows = np.stack([_of("music"), _of("geothermal_energy")])
    nearness = Nearness(np.array([3, 8]), rows, MIDDLE)
    turned = nearness.towards(_of("geothermal_energy"), [3, 5], step=2.0)
    assert nearness.nearest(_of("geothermal_energy"), 5) == [8, 3]
    assert nearness.nearest(turned, 1) == [3]
    assert unit(MIDDLE).tolist() == MIDDLE.tolist()


@pytest.mark.usefixtures("meaning", "analysers")
def test_what_is_only_near_is_said_and_never_stands_alone() -> None:
    known = [
        KnownProject("x:heat", "x", {"en": "District heating of suburbs"}),
        KnownProject("x:deep", "x", {"en": "Geothermal energy"}),
    ]
    shelf = shelve(known)
    rows = spoken(shelf.concepts, lambda concept: 1.0)
    library = Library([shelf], nearness=Nearness(np.arange(2), rows, MIDDLE))
    hits = {one.project: one for one in library.hits(Query({"en": "Geothermal energy"}))}
    assert hits["x:deep"].because[0].code == "shared_concepts"
    near = {reason.code: reason.values for reason in hits["x:heat"].because}
    assert "shared_concepts" not in near
    assert near["near_concepts"]
    only = Library([shelve(known[:1])], nearness=Nearness(np.arange(1), rows[:1], MIDDLE))
    assert only.hits(Query({"en": "Geothermal energy"})) == ()
