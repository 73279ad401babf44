"""What a runner of scenarios must do, and opening one by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from typing import Literal, Protocol, Self, cast, runtime_checkable

from salkku.domain.errors import MissingPart, NotFound

__all__ = [
    "Finding",
    "Job",
    "Progress",
    "ScenarioRunner",
    "Task",
    "open_runner",
    "runner_names",
]

_MODULES = ("inline", "pool", "spark")

Progress = Callable[[int, int], None]
"""Is told the different scenarios settled, and how many there are."""


class Task(Protocol):
    """Answers scenarios; made once in each process from what all of them share.

    A task is a class of one argument, the shared bytes. Its answers depend on these and the row
    alone, so that it does not matter who gives them, where, or how often. Several threads may ask
    one task at once.
    """

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Answer one scenario, or give None when the seconds did not suffice."""


@dataclass(frozen=True)
class Job:
    """What is asked of every scenario.

    Parameters
    ----------
    task
        ``module:Class`` of a :class:`Task`; importable wherever the scenarios run.
    shared
        What all scenarios have in common; the class is made with it.

    Examples
    --------
    >>> Job("builtins:bytes", b"").key[:8]
    'd86684ff'
    """

    task: str
    shared: bytes

    @cached_property
    def key(self) -> str:
        """Give a hash of the whole job."""
        return sha256(f"{self.task}\0{len(self.shared)}\0".encode() + self.shared).hexdigest()

    def opened(self) -> Task:
        """Make the task from the shared part."""
        module, _, name = self.task.partition(":")
        return cast(Task, getattr(import_module(module), name)(self.shared))


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one scenario.

    Parameters
    ----------
    key
        Hash of the job and the row: who has it knows exactly what was asked.
    status
        ``answered``; ``cut`` when the time ended first; ``poison`` when asking it raised an error
        or ended the process that asked.
    answer
        The task's bytes; empty unless answered.
    fault
        Of poison: ``Error: what it says``, or ``died``.
    """

    key: str
    status: Literal["answered", "cut", "poison"]
    answer: bytes = b""
    fault: str = ""


@runtime_checkable
class ScenarioRunner(Protocol):
    """Asks a job of many rows: the same rows in, the same bytes out, whoever runs them.

    It is entered as a context: processes and sessions live as long as it does and serve every
    job that is run in it.

    Attributes
    ----------
    name
        The name it is opened by.
    isolates
        Whether a scenario that ends its process leaves the caller alive.
    """

    name: str
    isolates: bool

    def __enter__(self) -> Self:
        """Make ready."""

    def __exit__(self, *_: object) -> None:
        """End every process and session that it started."""

    def run(
        self,
        job: Job,
        rows: Sequence[bytes],
        *,
        seconds: float | None = None,
        progress: Progress | None = None,
    ) -> tuple[Finding, ...]:
        """Ask the job of every row; a row given twice is asked once.

        Parameters
        ----------
        job
            The question.
        rows
            The scenarios, in the order in which they are answered for.
        seconds
            When to stop; rows not answered by then are ``cut``.
        progress
            Is told how far it is.

        Returns
        -------
        tuple of Finding
            One for each row, in the order of the rows.
        """


def runner_names() -> tuple[str, ...]:
    """Names of the registered runners, the simplest first.

    Examples
    --------
    >>> runner_names()
    ('inline', 'pool', 'spark')
    """
    return _MODULES


def open_runner(name: str, *, workers: int = 2, master: str = "") -> ScenarioRunner:
    """Open a runner by name.

    Parameters
    ----------
    workers
        Threads, processes or task slots to use at once.
    master
        Address of the cluster: ``spark://HOST:PORT``, ``local[N]``, or ``sc://HOST:PORT`` for
        Spark Connect. Empty is a cluster of its own on this machine. Only ``spark`` reads it.

    Raises
    ------
    NotFound
        If no runner has the name.
    MissingPart
        If its library is not installed.

    Examples
    --------
    >>> with open_runner("inline") as runner:
    ...     runner.name
    'inline'
    """
    if name not in _MODULES:
        raise NotFound("unknown_runner", runner=name, known=", ".join(_MODULES))
    module = import_module(f"salkku.scenarios.runners.{name}")
    try:
        return cast(ScenarioRunner, module.make(workers=max(1, workers), master=master))
    except ImportError as missing:
        raise MissingPart("missing_runner", runner=name) from missing
