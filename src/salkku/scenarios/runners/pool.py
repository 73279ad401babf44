"""Scenarios on processes of this machine, started afresh and ended when the time is over.

Each process is handed one row at a time, so when one dies it is known which row it was asking.
That row is asked once more – the process may have been killed from outside – and a row whose
process dies twice is poison. Processes are spawned, never forked: solvers have threads.
"""

from __future__ import annotations

import os
import signal
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import Self

from salkku.domain.errors import SalkkuError
from salkku.scenarios.asking import Clock, answered, distinct, in_order
from salkku.scenarios.runner import Finding, Job, Progress

__all__ = ["Pool", "make"]

GRACE = 0.5
"""Seconds after the deadline in which a process may still say what it has."""
LIVES = 2
"""Processes that a row may end before it is called poison."""


class Pool:
    """Asks rows on processes that live as long as the runner."""

    name = "pool"
    isolates = True

    def __init__(self, workers: int) -> None:
        self._size = workers
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        """Start nothing yet: processes are started by the first run."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(
        self,
        job: Job,
        rows: Sequence[bytes],
        *,
        seconds: float | None = None,
        progress: Progress | None = None,
    ) -> tuple[Finding, ...]:
        """Ask every row; see :class:`salkku.scenarios.ScenarioRunner`."""
        run = _Run(job, distinct(job, rows), Clock(seconds))
        try:
            while run.open:
                self._hand_out(run)
                if not self._collect(run):
                    break
                if progress is not None:
                    progress(len(run.found), len(run.rows))
        finally:
            self._dismiss([worker for worker in self._workers if worker.key])
        return in_order(job, rows, run.found)

    def _hand_out(self, run: _Run) -> None:
        """Give every idle process a row, and start as many processes as rows can use."""
        if run.clock.over():
            return
        while len(self._workers) < min(self._size, len(run.waiting) + self._busy()):
            self._workers.append(_Worker())
        for worker in list(self._workers):
            if not worker.key and run.waiting and not worker.take(run):
                self._dismiss([worker])

    def _collect(self, run: _Run) -> bool:
        """Wait for processes to say something; False when the time is over."""
        left = run.clock.left()
        busy = {worker.pipe: worker for worker in self._workers if worker.key}
        heard = connection.wait(list(busy), None if left is None else left + GRACE)
        for worker in (busy[pipe] for pipe in busy if pipe in heard):
            try:
                finding = worker.heard()
            except EOFError:
                run.lost(worker.key)
                self._dismiss([worker])
            else:
                if finding is not None:
                    run.found[finding.key] = finding
        return bool(heard)

    def _busy(self) -> int:
        return sum(bool(worker.key) for worker in self._workers)

    def _dismiss(self, workers: Sequence[_Worker]) -> None:
        for worker in workers:
            worker.end()
            self._workers.remove(worker)


@dataclass(slots=True)
class _Run:
    """One run's rows: those that wait, those found, and how many processes a row has ended."""

    job: Job
    rows: dict[str, bytes]
    clock: Clock
    found: dict[str, Finding] = field(default_factory=dict)
    waiting: deque[str] = field(default_factory=deque)
    deaths: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.waiting.extend(self.rows)

    @property
    def open(self) -> bool:
        """Whether a row is not settled yet."""
        return len(self.found) < len(self.rows)

    def lost(self, key: str) -> None:
        """Note that the process that asked a row has died."""
        self.deaths[key] += 1
        if self.deaths[key] < LIVES:
            self.waiting.appendleft(key)
        else:
            self.found[key] = Finding(key, "poison", fault="died")


class _Worker:
    """One process and the pipe to it; ``key`` is the row that it is asking."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.key = ""
        self._job = ""
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def take(self, run: _Run) -> bool:
        """Ask the next row that waits; False when the process is gone."""
        key = run.waiting.popleft()
        new = run.job if self._job != run.job.key else None
        try:
            self.pipe.send((new, key, run.rows[key], run.clock.left()))
        except OSError:
            run.waiting.appendleft(key)
            self._check_it_came_up()
            return False
        self.key, self._job = key, run.job.key
        return True

    def heard(self) -> Finding | None:
        """Give what the process says, None where it only says that it came up.

        Raises
        ------
        EOFError
            If the process has died.
        """
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            self._check_it_came_up()
            raise EOFError from None
        if not isinstance(said, Finding):
            self._ready = True
            return None
        self.key = ""
        return said

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
        self._process.close()

    def _check_it_came_up(self) -> None:
        """Tell a process that died at work from one that could not begin."""
        if not self._ready:
            raise SalkkuError("runner_failed", runner="pool")


def _serve(pipe: Connection) -> None:
    """Answer rows until the other end is closed; the body of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    pipe.send(None)
    job = Job("", b"")  # the first message brings the real one
    while True:
        try:
            new, key, row, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        job = new or job
        pipe.send(answered(job, key, row, seconds=seconds))


def _end_with_parent() -> None:
    """Leave no process behind when the one that asked is killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def make(*, workers: int, master: str) -> Pool:
    """Open the runner."""
    return Pool(workers)
