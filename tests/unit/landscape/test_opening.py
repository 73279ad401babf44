"""The library opens quickly the second time, with every part or without, and says the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.ingest import horizon

from salkku import ingest
from salkku.cli.work import WITHOUT, telling
from salkku.domain.ecosystem import FundedProject
from salkku.landscape import Query, asking, nearness, open_library, opening, shelves
from salkku.text import LANGUAGES, analyser

ROWS = (
    FundedProject(id="uam", name={"en": "Urban air mobility", "fi": "Kaupunki-ilmailu"}),
    FundedProject(id="parts", name={"en": "Reclaimed building parts"}),
)
ASKED = Query({"en": "Drones above the city and reuse of building parts"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an agreement folder with two loaded projects."""
    ingest.load(
        source="cordis",
        paths=[horizon.write_folder(tmp_path / "csv", horizon.files())],
        into=_made(tmp_path / "agreement"),
    )
    return tmp_path / "agreement"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the model: a vector by the letters of a text; gives the texts embedded."""
    embedded: list[str] = []

    def vector(text: str) -> NDArray[np.float32]:
        counts = np.zeros(nearness.DIMENSIONS, dtype=np.float32)
        for letter in text.lower():
            counts[ord(letter) % nearness.DIMENSIONS] += 1
        return counts / max(float(np.linalg.norm(counts)), 1.0)

    def embed(texts: list[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return np.array([vector(text) for text in texts], dtype=np.float32)

    monkeypatch.setattr(nearness, "embed", embed)
    monkeypatch.setattr(asking, "embed_query", vector)
    monkeypatch.setattr(nearness, "can_embed", lambda: True)
    monkeypatch.setattr(opening, "can_embed", lambda: True)
    return embedded


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the model away."""
    monkeypatch.setattr(nearness, "can_embed", lambda: False)
    monkeypatch.setattr(opening, "can_embed", lambda: False)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process keeps, as a new one would."""
    monkeypatch.setattr(opening, "_KEPT", {})
    opening._own.cache_clear()
    opening._whole.cache_clear()


@pytest.mark.usefixtures("no_model")
def test_the_kept_reading_gives_the_same_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_library(projects=ROWS, folder=folder)
    assert first.count == 4
    _forget(monkeypatch)
    monkeypatch.setattr(shelves, "known_in_tables", lambda folder: pytest.fail("read again"))
    again = open_library(projects=ROWS, folder=folder)
    assert again.hits(ASKED) == first.hits(ASKED) != ()
    known = [(again.known(n), first.known(n)) for n in range(4)]
    assert all(one.key == other.key and one.call == other.call for one, other in known)
    assert known[2][0].organisations == {"esimerkki oy": "ESIMERKKI OY"}


@pytest.mark.usefixtures("no_model")
def test_the_own_rows_are_read_once_for_an_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "_WORTH_WORDS", 1)
    first = open_library(projects=ROWS, folder=folder)
    kept = {path.name.split("-")[0] for path in (folder / ".salkku" / "index").rglob("*.npz")}
    read = [language for language in LANGUAGES if analyser(language) == "simplemma"]
    assert kept == {"arrays.npz", "own", *(f"words_{language}.npz" for language in read)}
    _forget(monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr(shelves, "shelve", lambda projects: pytest.fail("read again"))
        assert open_library(projects=ROWS, folder=folder).hits(ASKED) == first.hits(ASKED)
    changed = (*ROWS, FundedProject(id="hall", name={"en": "Drones in a hall"}))
    found = open_library(projects=changed, folder=folder).hits(ASKED)
    assert "projects:hall" in {hit.project for hit in found}


@pytest.mark.usefixtures("no_model")
def test_a_new_load_is_read_anew(folder: Path, tmp_path: Path) -> None:
    before = open_library(projects=(), folder=folder)
    told: list[tuple[str, int]] = []
    more = horizon.files()
    ingest.load(source="cordis", paths=[horizon.write_folder(tmp_path / "x", more)], into=folder)
    (folder / ".salkku" / "tables.duckdb").touch()
    after = open_library(
        projects=(), folder=folder, told=lambda kind, done, of: told.append((kind, of))
    )
    assert after.count == before.count == 2
    assert told == [("reading", 2), ("without_meaning", 2)]


@pytest.mark.usefixtures("no_model")
def test_without_a_model_words_and_concepts_answer(folder: Path) -> None:
    library = open_library(projects=ROWS, folder=folder)
    assert library.nearness is None
    assert not (folder / ".salkku" / "vectors").exists()
    assert {hit.project for hit in library.hits(ASKED)} >= {"projects:uam", "projects:parts"}


def test_each_text_is_embedded_once_and_never_again(
    folder: Path, model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(projects=ROWS, folder=folder)
    assert library.nearness is not None
    assert (library.nearness.held, len(model), len(set(model))) == (4, 4, 4)
    _forget(monkeypatch)
    again = open_library(projects=ROWS, folder=folder)
    assert len(model) == 4
    assert again.hits(ASKED) == library.hits(ASKED)


def test_an_interruption_loses_one_batch_at_most(
    folder: Path, model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "_BATCH", 1)
    made = nearness.add_vectors
    calls = iter(range(9))

    def fragile(**given: object) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        made(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(nearness, "add_vectors", fragile)
    with pytest.raises(KeyboardInterrupt):
        open_library(projects=ROWS, folder=folder)
    monkeypatch.setattr(nearness, "add_vectors", made)
    library = open_library(projects=ROWS, folder=folder)
    assert library.nearness is not None
    assert library.nearness.held == 4
    assert len(model) == 5


def test_many_missing_vectors_wait_until_they_are_asked_for(
    folder: Path, model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_AT_ONCE", 1)
    library = open_library(projects=ROWS, folder=folder)
    assert library.nearness is not None
    assert library.nearness.held == 2
    told: list[tuple[str, int, int]] = []
    whole = open_library(
        projects=ROWS, folder=folder, whole=True, told=lambda *said: told.append(said)
    )
    assert whole.nearness is not None
    assert whole.nearness.held == 4
    assert told == [("embedding", 2, 2)]
    assert len(model) == 4


def test_the_nearest_meaning_comes_first(folder: Path, model: list[str]) -> None:
    library = open_library(projects=ROWS, folder=folder)
    ranked = library.ranked(Query({"en": "Reclaimed building parts"}), {"meaning": 1.0})
    assert library.known(ranked[0][0]).key == "projects:parts"
    assert len(ranked) == 4
    assert library.ranked(Query({"en": ""}), {"meaning": 1.0}) == []
    assert len(model) == 4


def test_a_folder_that_cannot_be_written_still_answers(
    folder: Path, model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**given: object) -> None:
        raise OSError

    monkeypatch.setattr(nearness, "add_vectors", refuse)
    monkeypatch.setattr(shelves.kept, "keep_index", refuse)
    library = open_library(projects=ROWS, folder=folder)
    assert library.count == 4
    assert library.hits(ASKED)
    assert model


def _told(folder: Path | None) -> list[str]:
    said: list[str] = []
    open_library(projects=ROWS, folder=folder, told=lambda kind, done, of: said.append(kind))
    return [kind for kind in said if kind not in ("reading", "embedding")]


@pytest.mark.usefixtures("no_model")
def test_what_the_comparison_goes_without_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "analyser", lambda language: "none")
    assert _told(None) == ["without_analyser", "without_tables"]
    assert _told(folder) == ["without_analyser", "without_meaning"]


@pytest.mark.usefixtures("model")
def test_vectors_that_cannot_be_kept_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(nearness, "add_vectors", full)
    assert "not_kept" in _told(folder)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", WITHOUT)
def test_a_person_reads_it_in_every_language(
    kind: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    telling(Path(), language)(kind, 0, 0)
    said = capsys.readouterr().err
    assert said.strip().endswith(".")
    assert kind not in said
