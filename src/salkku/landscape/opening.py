"""Open the library of an agreement: its own projects and the loaded ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from salkku.domain.ecosystem import FundedProject
from salkku.domain.errors import SourceError
from salkku.landscape.known import known_in_agreement
from salkku.landscape.library import Library
from salkku.landscape.nearness import make_vectors, missing_vectors, open_nearness
from salkku.landscape.reading import reader
from salkku.landscape.shelves import Shelf, loaded_shelf, own_shelf, words_name
from salkku.store import shelf as kept
from salkku.store.stamps import stamp_of
from salkku.store.vectors import size_of_vectors
from salkku.text import LANGUAGES, MODEL, analyser, can_embed, lay_open

__all__ = ["open_library"]

_AT_ONCE = 400
Told = Callable[[str, int, int], None]


def open_library(
    *,
    projects: Sequence[FundedProject],
    folder: Path | None = None,
    whole: bool = False,
    told: Told | None = None,
) -> Library:
    """Open the projects to compare with, those of projects.csv and those that were loaded.

    What is read is kept in ``.salkku`` and read anew only when it changed. Up to 400 missing
    vectors are made at once; more only when asked for, since they take long.

    Parameters
    ----------
    projects
        The rows of projects.csv.
    folder
        The agreement folder, for what was loaded and what is kept. Where nothing was loaded, or
        with None, nothing is kept, and words and concepts are compared only.
    whole
        Whether to make every missing vector.
    told
        Is told of long work: its kind, how many are done, how many there are; and of what the
        comparison goes without, as ``Library.without`` says.

    Returns
    -------
    Library

    Examples
    --------
    >>> open_library(projects=[]).count
    0
    """
    own = _Rows(tuple(projects))
    spoken = any(analyser(language) == "none" for language in LANGUAGES)
    without = ["without_analyser"] if spoken else []
    stamp = "" if folder is None else stamp_of(folder=folder, reader=reader())
    if folder is None or not stamp:
        shelf = _own(own, None, "")
        return _told(Library([shelf], without=(*without, "without_tables")), told)
    _lay_words_open(folder, stamp)
    loaded = _loaded(folder, stamp, _telling(told, "reading"))
    shelves = [_own(own, folder, stamp), *([loaded] if loaded is not None else [])]
    if not can_embed():
        return _told(Library(shelves, without=(*without, "without_meaning")), told)
    if not _make_missing(folder, shelves, whole=whole, told=told):
        without.append("not_kept")
    size = size_of_vectors(folder=folder, model=MODEL)
    return _told(_whole(folder, stamp, size, own, _Shelves(tuple(shelves)), tuple(without)), told)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows that a cache can compare: by what they say."""

    rows: tuple[FundedProject, ...]

    def __hash__(self) -> int:
        return hash(repr(self.rows))


@dataclass(frozen=True, slots=True, eq=False)
class _Shelves:
    """Shelves that a cache need not compare: the stamp beside them says whether they changed."""

    shelves: tuple[Shelf, ...]

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shelves)


def _lay_words_open(folder: Path, stamp: str) -> None:
    """Let the dictionaries that are kept beside the index be used, where a word asks for one."""
    for language in LANGUAGES:
        name = words_name(language)
        lay_open(language, partial(kept.open_arrays, folder=folder, stamp=stamp, name=name))


@lru_cache(maxsize=4)
def _own(own: _Rows, folder: Path | None, stamp: str) -> Shelf:
    return own_shelf(known_in_agreement(projects=own.rows), folder=folder, stamp=stamp)


_KEPT: dict[tuple[Path, str], Shelf] = {}


def _loaded(folder: Path, stamp: str, told: Callable[[int], None] | None) -> Shelf | None:
    """Give the loaded shelf; a process that asks again keeps the last one in memory."""
    if not stamp:
        return None
    found = _KEPT.get((folder, stamp))
    if found is None:
        found = loaded_shelf(folder=folder, told=told)
        _KEPT.clear()
        if found is not None:
            _KEPT[folder, stamp] = found
    return found


@lru_cache(maxsize=2)
def _whole(
    folder: Path, stamp: str, size: int, own: _Rows, shelves: _Shelves, without: tuple[str, ...]
) -> Library:
    nearness, missing = open_nearness(folder=folder, shelves=shelves.shelves, stamp=stamp)
    lacking = (*without, "without_vectors") if missing else without
    return Library(shelves.shelves, nearness=nearness, without=lacking)


def _make_missing(
    folder: Path, shelves: Sequence[Shelf], *, whole: bool, told: Told | None
) -> bool:
    """Make missing vectors; false when they cannot be kept."""
    missing = missing_vectors(folder=folder, shelves=shelves)
    if not missing or (len(missing) > _AT_ONCE and not whole):
        missing = [number for number in missing if number < shelves[0].count]
    try:
        make_vectors(
            folder=folder,
            shelves=shelves,
            missing=missing,
            told=None if told is None else lambda done, of: told("embedding", done, of),
        )
    except (OSError, SourceError):
        return False
    return True


def _told(library: Library, told: Told | None) -> Library:
    """Tell what the comparison goes without, and give the library."""
    if told is not None:
        for code in library.without:
            told(code, library.meant, library.count)
    return library


def _telling(told: Told | None, kind: str) -> Callable[[int], None] | None:
    return None if told is None else lambda count: told(kind, 0, count)
