"""What is like sixty judged themes is found: floors that no change may go under."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import matching
from tests.counts import FULL

from salkku.landscape import Library
from salkku.text import can_embed


@pytest.fixture(scope="module")
def folder(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an agreement with the judged projects; the full run keeps it: vectors take long."""
    place = matching.KEPT if FULL else tmp_path_factory.mktemp("judged")
    matching.load(place, data=shared_data)
    return place


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    return matching.library_of(folder, vectors=False)


def test_the_judged_set_is_what_it_says() -> None:
    texts = matching.judged()
    graded = [text for text in texts if text.grades]
    assert len(graded) >= 150
    assert len({text.id for text in texts}) == len(texts)
    for language in ("fi", "sv", "en"):
        own = [text for text in graded if text.language == language]
        assert len(own) >= 50
        assert len([text for text in own if text.form == "title"]) >= 15
    assert {grade for text in graded for grade in text.grades.values()} == {1, 2, 3}
    assert len([text for text in graded if text.kept_aside]) == len(graded) // 2


@pytest.mark.usefixtures("analysers")
def test_every_graded_project_is_among_a_thousand_others(library: Library) -> None:
    keys = {library.known(number).key for number in range(library.count)}
    graded = {key for text in matching.judged() for key in text.grades}
    assert graded <= keys
    assert len(keys - graded) >= 1000


@pytest.mark.usefixtures("analysers")
def test_without_vectors_the_floors_hold(library: Library) -> None:
    got = matching.figures(matching.ranking(library, None), matching.judged())
    alone = matching.figures(matching.ranking(library, {"words": 1.0}), matching.judged())
    assert got.ndcg >= 0.50, got
    assert got.found >= 0.85, got
    assert got.ndcg >= alone.ndcg + 0.05


@pytest.mark.slow
@pytest.mark.usefixtures("analysers")
def test_with_vectors_the_kept_half_is_found(folder: Path) -> None:
    assert can_embed(), "no model of meaning is installed: salkku[text]"
    library = matching.library_of(folder, vectors=True)
    kept = [text for text in matching.judged() if text.kept_aside]
    got = matching.figures(matching.ranking(library, None), kept)
    listed = matching.figures(matching.listed(library), kept)
    assert listed.ndcg >= got.ndcg - 0.02, "a person sees nearly all that is ranked"
    baselines = {
        "words alone": matching.ranking(library, {"words": 1.0}),
        "vectors alone": matching.vectors_alone(library, folder),
    }
    for method, rank in baselines.items():
        alone = matching.figures(rank, kept)
        assert got.ndcg >= alone.ndcg + 0.05, (method, got, alone)
        assert got.found >= alone.found + 0.05, (method, got, alone)
