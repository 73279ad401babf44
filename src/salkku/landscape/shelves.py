"""Shelves of funded projects, read once: those of the agreement at once, the loaded ones kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from salkku.domain.errors import SourceError
from salkku.landscape.known import OWN, KnownProject, known_in_tables
from salkku.landscape.reading import read_text, reader
from salkku.store import shelf as kept
from salkku.store.stamps import stamp_of
from salkku.text import LANGUAGES, Postings, is_firm, packed_dictionary, passage, text_key

__all__ = ["Shelf", "loaded_shelf", "own_shelf", "shelve"]

_WORTH_WORDS = 2_000
"""Loaded projects beside whose index the words' dictionaries are kept too: some 20 megabytes."""
_OF_ONE_FIRM = 0.6
_OF_OWN = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Some projects and where each word and concept is in them.

    Parameters
    ----------
    count
        How many projects.
    known
        Gives a project by its number, from 0.
    words, concepts
        What is said of them.
    keys
        Hash of the text that stands for each, 16 bytes.
    priors
        How much each counts before any text is known, as :func:`prior_of` says.

    Examples
    --------
    >>> shelve([KnownProject("x:1", "x", {"en": "Drones"})]).count
    1
    """

    count: int
    known: Callable[[int], KnownProject]
    words: Postings
    concepts: Postings
    keys: NDArray[np.uint8]
    priors: NDArray[np.float32]


def shelve(projects: Sequence[KnownProject]) -> Shelf:
    """Read projects.

    Parameters
    ----------
    projects
        The projects; a key occurs once.

    Returns
    -------
    Shelf

    Examples
    --------
    >>> shelve([]).count
    0
    """
    words, concepts, keys = [], [], []
    for each in projects:
        said, meant = read_text(each.names, each.texts, each.tags)
        words.append(said)
        concepts.append([code for code, count in meant.items() for _ in range(count)])
        keys.append(text_key(standing_for(each)))
    hashes = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, 16)
    return Shelf(
        len(projects),
        projects.__getitem__,
        Postings.of(words),
        Postings.of(concepts),
        hashes,
        np.array([prior_of(each) for each in projects], dtype=np.float32),
    )


def prior_of(project: KnownProject) -> float:
    """Give how much a project counts before any text is known (Kraaij and others 2002).

    A grant to one firm, of which nothing but a name is told, is seldom something that others
    overlap with or build on; a project of projects.csv was written there because it matters.

    Parameters
    ----------
    project
        The project.

    Returns
    -------
    float
        1 for most.

    Examples
    --------
    >>> prior_of(KnownProject("x:1", "x", {"en": "Growth"}, organisations={"m oy": "M Oy"}))
    0.6
    """
    if project.source == OWN:
        return _OF_OWN
    names = list(project.organisations.values())
    told = any(project.texts.values())
    return _OF_ONE_FIRM if len(names) == 1 and not told and is_firm(names[0]) else 1.0


def loaded_shelf(*, folder: Path, told: Callable[[int], None] | None = None) -> Shelf | None:
    """Give the projects that were loaded into an agreement folder: the kept reading, or a new one.

    Parameters
    ----------
    folder
        The agreement folder.
    told
        Is told how many projects must be read first; not called when the kept reading is fresh.

    Returns
    -------
    Shelf or None
        None when nothing was loaded.

    Examples
    --------
    >>> loaded_shelf(folder=Path("nowhere")) is None
    True
    """
    stamp = stamp_of(folder=folder, reader=reader())
    if not stamp:
        return None
    index = kept.open_index(folder=folder, stamp=stamp)
    if index is not None:
        return _opened(index)
    projects = known_in_tables(folder=folder)
    if told is not None and projects:
        told(len(projects))
    shelf = shelve(projects)
    with suppress(OSError):
        records = map(_record, projects)
        kept.keep_index(folder=folder, stamp=stamp, arrays=_arrays(shelf), records=records)
        if shelf.count >= _WORTH_WORDS:
            _keep_words(folder, stamp)
    return shelf


def own_shelf(projects: Sequence[KnownProject], *, folder: Path | None, stamp: str) -> Shelf:
    """Give the agreement's own projects: as they were read for this index, or read anew and kept.

    Parameters
    ----------
    projects
        The projects; a key occurs once.
    folder, stamp
        The index beside which the reading is kept; empty keeps nothing.

    Returns
    -------
    Shelf

    Examples
    --------
    >>> own_shelf([KnownProject("x:1", "x", {"en": "Drones"})], folder=None, stamp="").count
    1
    """
    if folder is None or not stamp:
        return shelve(projects)
    name = f"own-{hashlib.sha256(repr(projects).encode()).hexdigest()[:16]}"
    arrays = kept.open_arrays(folder=folder, stamp=stamp, name=name)
    if arrays is not None:
        return _shelf_of(arrays, len(projects), projects.__getitem__)
    shelf = shelve(projects)
    with suppress(OSError, SourceError):
        kept.keep_arrays(folder=folder, stamp=stamp, name=name, arrays=_arrays(shelf))
    return shelf


def words_name(language: str) -> str:
    """Give the name under which a language's dictionary is kept beside an index.

    Parameters
    ----------
    language
        The language.

    Returns
    -------
    str

    Examples
    --------
    >>> words_name("sv")
    'words_sv'
    """
    return f"words_{language}"


def _keep_words(folder: Path, stamp: str) -> None:
    """Keep the dictionaries, so that the next process need not decode them."""
    for language in LANGUAGES:
        arrays = packed_dictionary(language)
        if arrays is not None:
            kept.keep_arrays(folder=folder, stamp=stamp, name=words_name(language), arrays=arrays)


def standing_for(project: KnownProject) -> str:
    """Give the text whose vector stands for a project.

    Parameters
    ----------
    project
        The project.

    Returns
    -------
    str

    Examples
    --------
    >>> standing_for(KnownProject("x:1", "x", {"en": "Drones"}))
    'Drones.'
    """
    names = dict.fromkeys(name for name in project.names.values() if name)
    texts = dict.fromkeys(text for text in project.texts.values() if text)
    return passage(" / ".join(names), " ".join(texts))


def _opened(index: kept.KeptIndex) -> Shelf:
    count = len(index.places) - 1
    return _shelf_of(index.arrays, count, lambda number: _project(index.record(number)))


def _arrays(shelf: Shelf) -> dict[str, NDArray[Any]]:
    words, concepts = shelf.words.arrays("words"), shelf.concepts.arrays("concepts")
    return {**words, **concepts, "keys": shelf.keys, "priors": shelf.priors}


def _shelf_of(
    arrays: Mapping[str, NDArray[Any]], count: int, known: Callable[[int], KnownProject]
) -> Shelf:
    return Shelf(
        count,
        known,
        Postings.from_arrays(arrays, "words"),
        Postings.from_arrays(arrays, "concepts"),
        arrays["keys"],
        arrays["priors"],
    )


def _record(project: KnownProject) -> dict[str, Any]:
    """Write down what a hit needs: all but the texts, of which only the beginning is kept."""
    return {
        "key": project.key,
        "source": project.source,
        "names": dict(project.names),
        "texts": {language: text[:300] for language, text in project.texts.items()},
        "acronym": project.acronym,
        "starts": project.starts,
        "ends": project.ends,
        "organisations": dict(project.organisations),
        "cents": project.cents,
        "call": project.call,
    }


def _project(record: Mapping[str, Any]) -> KnownProject:
    return KnownProject(**record)
