"""Scenarios in this process, some threads at once: nothing to start, and solvers let others run."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import Self

from salkku.scenarios.asking import Clock, answered, distinct, in_order
from salkku.scenarios.runner import Finding, Job, Progress

__all__ = ["Inline", "make"]


class Inline:
    """Asks rows on threads; a row that ends the process ends the caller too."""

    name = "inline"
    isolates = False

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __enter__(self) -> Self:
        """Start nothing: threads live as long as a run."""
        return self

    def __exit__(self, *_: object) -> None:
        """Have nothing to end."""

    def run(
        self,
        job: Job,
        rows: Sequence[bytes],
        *,
        seconds: float | None = None,
        progress: Progress | None = None,
    ) -> tuple[Finding, ...]:
        """Ask every row; see :class:`salkku.scenarios.ScenarioRunner`."""
        clock = Clock(seconds)
        asked = distinct(job, rows)
        found: dict[str, Finding] = {}

        def ask(key: str, row: bytes) -> Finding:
            return answered(job, key, row, seconds=clock.left())

        with ThreadPoolExecutor(self._workers) as threads:
            futures: list[Future[Finding]] = [threads.submit(ask, *one) for one in asked.items()]
            try:
                for future in as_completed(futures):
                    finding = future.result()
                    found[finding.key] = finding
                    if progress is not None:
                        progress(len(found), len(asked))
            finally:
                threads.shutdown(wait=True, cancel_futures=True)
        return in_order(job, rows, found)


def make(*, workers: int, master: str) -> Inline:
    """Open the runner."""
    return Inline(workers)
