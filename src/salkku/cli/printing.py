"""The one place that prints an answer: JSON for machines, or text for people."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from salkku.cli.answer import Answer
from salkku.cli.language import language_of

__all__ = ["answers", "emit", "said_aloud"]

P = ParamSpec("P")


def answers(command: Callable[P, Answer | None]) -> Callable[P, None]:
    """Make a command of a function that returns an :class:`Answer`.

    The function's ``json`` and ``lang`` options say how the answer is printed. Errors become
    answers too, with their exit number: no command ends in a traceback.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        import typer

        from salkku.cli.exits import failure

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

        with said_aloud():
            show(answer.view(), aside=answer.aside)
        return
    from salkku.workbench.objects.plain import as_text

    payload = dict(answer.payload)
    if answer.timed:
        payload["seconds"] = round(seconds, 3)
    with said_aloud():
        sys.stdout.write(as_text(payload))


def _text(value: object) -> str | None:
    return str(value) if value else None


_KEPT: list[int] = []
"""The real standard output while a command runs: one descriptor, or none."""


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
    _KEPT.append(kept)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(_KEPT.pop(), 1)
        os.close(kept)


@contextmanager
def said_aloud() -> Iterator[None]:
    """Give a running command the real standard output, to say what cannot wait until it ends."""
    if not _KEPT:
        yield
        return
    sys.stdout.flush()
    os.dup2(_KEPT[-1], 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(2, 1)
