"""Scenarios on Apache Spark, classic or Connect: one row is one scenario, known by its hash.

Only the DataFrame interface and ``mapInPandas`` are used. Spark asks a row again when the machine
that had it is lost; the hash says which row an answer is of, so that asking twice is the same as
asking once. A row that ends its process fails the whole wave of rows it is in: the wave is halved
until the row stands alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from socket import create_connection
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, Self, cast

from salkku.domain.errors import MissingPart, SalkkuError
from salkku.scenarios.asking import Clock, answered, distinct, in_order
from salkku.scenarios.runner import Finding, Job, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["Spark", "make"]

ASKED = "key string, row binary"
FOUND = "key string, status string, answer binary, fault string"
TASKS_A_SLOT = 4
"""Tasks for each slot when nothing presses: a slow row then holds up less."""
FIRST_WAVE = 16
"""Rows for each slot in the first wave where progress or time matter; then twice as many, …"""
GRACE = 5.0
"""Seconds after the deadline before a wave that has not ended itself is interrupted."""
KNOCK = 10.0
"""Seconds in which an address must answer."""
TRIES = 3
"""Waves that a row which Spark did not answer for is put into."""


class Spark:
    """Asks rows on a cluster, through one session that lives as long as the runner."""

    name = "spark"
    isolates = True

    def __init__(self, workers: int, master: str) -> None:
        import pyspark  # noqa: F401 - the person is told at once when it is not there

        self._slots = workers
        self._master = master or f"local[{workers}]"
        self._session: Any = None

    def __enter__(self) -> Self:
        """Start nothing yet: the session is opened by the first run."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the session."""
        if self._session is not None:
            self._session.stop()
            self._session = None

    def run(
        self,
        job: Job,
        rows: Sequence[bytes],
        *,
        seconds: float | None = None,
        progress: Progress | None = None,
    ) -> tuple[Finding, ...]:
        """Ask every row; see :class:`salkku.scenarios.ScenarioRunner`."""
        asked = distinct(job, rows)
        clock = Clock(seconds)
        found: dict[str, Finding] = {}
        first = None if seconds is None and progress is None else FIRST_WAVE * self._slots
        for wave in _waves(asked, first):
            if clock.over():
                break
            found |= self._settled(job, wave, clock)
            if progress is not None:
                progress(len(found), len(asked))
        return in_order(job, rows, found)

    def _settled(self, job: Job, wave: dict[str, bytes], clock: Clock) -> dict[str, Finding]:
        """Ask a wave, and again what was not answered for; halve it when it fails."""
        found: dict[str, Finding] = {}
        for _ in range(TRIES):
            open_rows = {key: row for key, row in wave.items() if key not in found}
            if not open_rows or clock.over():
                return found
            try:
                found |= self._asked(job, open_rows, clock)
            except SalkkuError:
                raise
            except Exception as error:
                if clock.over():
                    return found
                return found | self._halved(job, open_rows, clock, error)
        if len(found) < len(wave) and not clock.over():
            raise SalkkuError("runner_failed", runner="spark")
        return found

    def _halved(
        self, job: Job, rows: dict[str, bytes], clock: Clock, error: Exception
    ) -> dict[str, Finding]:
        """Find the row that makes a wave fail; the cluster's own failure is not a row's."""
        if len(rows) == 1:
            if not self._alive():
                raise SalkkuError("runner_failed", runner="spark") from error
            return {key: Finding(key, "poison", fault="died") for key in rows}
        keys = list(rows)
        half = len(keys) // 2
        found: dict[str, Finding] = {}
        for part in (keys[:half], keys[half:]):
            found |= self._settled(job, {key: rows[key] for key in part}, clock)
        return found

    def _asked(self, job: Job, rows: Mapping[str, bytes], clock: Clock) -> dict[str, Finding]:
        """Ask rows as one job of Spark's."""
        left = clock.left()
        tasks = self._slots if left is not None else TASKS_A_SLOT * self._slots
        session = self._opened()
        alarm = None if left is None else Timer(left + GRACE, session.interruptAll)
        if alarm is not None:
            alarm.daemon = True
            alarm.start()
        try:
            cells = [(key, bytearray(row)) for key, row in rows.items()]
            frame = session.createDataFrame(cells, ASKED).repartition(min(tasks, len(cells)))
            replies = frame.mapInPandas(_asking(job, left), FOUND).collect()
        finally:
            if alarm is not None:
                alarm.cancel()
        return {
            reply.key: Finding(reply.key, reply.status, bytes(reply.answer), reply.fault)
            for reply in replies
        }

    def _alive(self) -> bool:
        """Whether the cluster still runs a row that asks nothing."""
        try:
            frame = self._opened().createDataFrame([("", bytearray())], ASKED)
            return len(frame.mapInPandas(_unchanged, ASKED).collect()) == 1
        except Exception:
            return False

    def _opened(self) -> Any:
        """Open the session once."""
        if self._session is None:
            try:
                self._session = _session(self._master)
            except Exception as error:
                raise MissingPart("no_cluster", master=self._master) from error
        return self._session


def _session(master: str) -> Any:
    """Open a session; classic needs Java on this machine, Connect does not."""
    _knock(master)
    from pyspark.sql import SparkSession

    builder = cast(Any, SparkSession.Builder()).appName("salkku")
    if master.startswith("sc://"):
        return builder.remote(master).getOrCreate()
    # Otherwise the machines would take whatever python3 they have.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    session = builder.master(master).config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.sparkContext.setLocalProperty("spark.job.interruptOnCancel", "true")
    return session


def _knock(master: str) -> None:
    """Find out in seconds whether anybody is at an address: Spark itself tries for minutes."""
    kind, _, places = master.partition("://")
    if kind not in ("spark", "sc"):
        return
    refused: OSError | None = None
    for place in places.partition("/")[0].split(","):
        host, _, port = place.rpartition(":") if ":" in place else (place, "", "15002")
        try:
            with create_connection((host.strip("[]"), int(port)), timeout=KNOCK):
                return
        except OSError as error:
            refused = error
    raise refused or OSError(master)


def _waves(rows: Mapping[str, bytes], first: int | None) -> Iterator[dict[str, bytes]]:
    """Give all rows at once, or in waves of which each is twice the one before."""
    waiting = iter(rows.items())
    size = len(rows) if first is None else first
    while wave := dict(islice(waiting, size)):
        yield wave
        size *= 2


def _asking(
    job: Job, seconds: float | None
) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """Give what a task does with its rows; its clock starts with it."""

    def ask(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        began = monotonic()
        for frame in frames:
            found = []
            for key, row in zip(frame["key"], frame["row"], strict=True):
                left = None if seconds is None else max(0.0, seconds - (monotonic() - began))
                found.append(answered(job, key, bytes(row), seconds=left))
            yield pd.DataFrame(
                {
                    "key": [one.key for one in found],
                    "status": [one.status for one in found],
                    "answer": [one.answer for one in found],
                    "fault": [one.fault for one in found],
                }
            )

    return ask


def _unchanged(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Do nothing with rows."""
    yield from frames


def make(*, workers: int, master: str) -> Spark:
    """Open the runner."""
    return Spark(workers, master)
