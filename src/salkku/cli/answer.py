"""What a command gives back, and the one place that prints it: JSON for machines, or for people."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

__all__ = ["Answer", "Block", "Sheet", "answers", "emit"]

P = ParamSpec("P")


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
    """

    payload: Mapping[str, object]
    view: Callable[[], Iterable[Block]]
    exit_code: int = 0
    timed: bool = False


def answers(command: Callable[P, Answer | None]) -> Callable[P, None]:
    """Make a command of a function that returns an :class:`Answer`.

    The function's ``json`` and ``lang`` options say how the answer is printed. Errors become
    answers too, with their exit number: no command ends in a traceback.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        import typer

        from salkku.cli.exits import failure
        from salkku.cli.language import language_of

        started = time.monotonic()
        try:
            with _stray_prints_to_stderr():
                answer = command(*args, **kwargs)
        except Exception as error:
            answer = failure(error, language=language_of(_text(kwargs.get("lang"))))
        if answer is None:
            return
        seconds = time.monotonic() - started
        emit(answer, as_json=bool(kwargs.get("json")), seconds=seconds)
        if answer.exit_code:
            raise typer.Exit(answer.exit_code)

    return run


def emit(answer: Answer, *, as_json: bool, seconds: float = 0) -> None:
    """Print an answer: one JSON object and nothing else, or readable text."""
    if not as_json:
        from salkku.cli.screen import show

        show(answer.view())
        return
    from salkku.cli.plain import as_text

    payload = dict(answer.payload)
    if answer.timed:
        payload["seconds"] = round(seconds, 3)
    sys.stdout.write(as_text(payload))
    sys.stdout.flush()


def _text(value: object) -> str | None:
    return str(value) if value else None


@contextmanager
def _stray_prints_to_stderr() -> Iterator[None]:
    """Keep what a library's own C code prints out of standard output."""
    try:
        sys.stdout.flush()
        kept = os.dup(1)
        os.dup2(2, 1)
    except OSError:  # no such descriptor: nothing to protect
        yield
        return
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
