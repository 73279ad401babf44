"""Rows by the hash of what they ask, and one of them answered: the same for every runner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from time import monotonic

from salkku.domain.errors import SalkkuError
from salkku.scenarios.runner import Finding, Job, Progress, ScenarioRunner, Task, open_runner

__all__ = ["Clock", "Echo", "answered", "answers", "distinct", "in_order", "opened"]

AT_ONCE = 10_000
"""Rows handed to a runner at a time: more would only fill the memory."""


class Clock:
    """Seconds that are left of those given; None never ends."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else monotonic() + seconds

    def left(self) -> float | None:
        """Seconds left, never negative."""
        return None if self._end is None else max(0.0, self._end - monotonic())

    def over(self) -> bool:
        """Whether nothing is left."""
        return self._end is not None and monotonic() >= self._end


def distinct(job: Job, rows: Sequence[bytes]) -> dict[str, bytes]:
    """Give the different rows by their keys, in order.

    Examples
    --------
    >>> job = Job("builtins:bytes", b"")
    >>> list(distinct(job, [b"b", b"a", b"b"]).values())
    [b'b', b'a']
    """
    return {_key(job, row): row for row in rows}


def in_order(job: Job, rows: Sequence[bytes], found: Mapping[str, Finding]) -> tuple[Finding, ...]:
    """Give one finding for each row, in the order of the rows; one not found was cut."""
    keys = (_key(job, row) for row in rows)
    return tuple(found.get(key) or Finding(key, "cut") for key in keys)


@lru_cache(maxsize=2)
def opened(job: Job) -> Task:
    """Make a job's task, once for as long as the process works at it."""
    return job.opened()


def answered(job: Job, key: str, row: bytes, *, seconds: float | None) -> Finding:
    """Ask one row; an error is the row's finding, not the end of the others."""
    if seconds == 0:
        return Finding(key, "cut")
    try:
        answer = opened(job).answer(row, seconds=seconds)
    except Exception as error:
        return Finding(key, "poison", fault=f"{type(error).__name__}: {error}")
    return Finding(key, "cut") if answer is None else Finding(key, "answered", answer)


def answers(
    job: Job,
    rows: Iterable[bytes],
    *,
    runner: ScenarioRunner | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Iterator[bytes]:
    """Give the answers of rows in their order, up to the first that the time did not allow.

    Parameters
    ----------
    rows
        The scenarios; read as they are needed.
    runner
        Who asks them, entered already; this process when None.
    progress
        Is told the rows asked so far, and those handed over so far.

    Raises
    ------
    SalkkuError
        ``scenario_failed`` at a row that is poison: no answer is left out silently.

    Examples
    --------
    >>> list(answers(Job("salkku.scenarios.asking:Echo", b""), [b"a", b"b"]))
    [b'a', b'b']
    """
    clock = Clock(seconds)
    waiting, done = iter(rows), 0
    with open_runner("inline") if runner is None else nullcontext(runner) as asks:
        while batch := list(islice(waiting, AT_ONCE)):

            def told(now: int, whole: int, before: int = done, size: int = len(batch)) -> None:
                if progress is not None:  # rows given twice are asked once, but count twice
                    progress(before + now * size // whole, before + size)

            for found in asks.run(job, batch, seconds=clock.left(), progress=told):
                if found.status == "poison":
                    raise SalkkuError("scenario_failed", fault=found.fault)
                if found.status == "cut":
                    return
                yield found.answer
            done += len(batch)


class Echo:
    """Task: give every row back; for trying a runner out."""

    def __init__(self, shared: bytes) -> None:
        self._shared = shared

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Give the row."""
        return self._shared + row


def _key(job: Job, row: bytes) -> str:
    return sha256(job.key.encode() + row).hexdigest()
