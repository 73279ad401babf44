"""What a command gives back: an object for machines, sentences and tables for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Answer", "Block", "Sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for people: texts already in the reader's language.

    Parameters
    ----------
    title
        What the table says, as a sentence; may be empty.
    columns
        Headings; those in ``right`` (positions) are aligned to the right.
    rows
        As many cells as columns in each.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


Block = str | Sheet
"""A sentence or a table."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command answers.

    Parameters
    ----------
    payload
        The object of ``--json``, before numbers are made plain.
    view
        Gives the sentences and tables for people, made only when people read them.
    exit_code
        0 answered, 2 wrong input, 3 infeasible, 4 out of time, 1 our fault.
    timed
        Whether ``seconds`` belongs to the object.
    aside
        Whether people read it on standard error, for it answers no question.
    """

    payload: Mapping[str, object]
    view: Callable[[], Iterable[Block]]
    exit_code: int = 0
    timed: bool = False
    aside: bool = False
