"""One tree of errors, each with a code and values that a face turns into a sentence.

::

    SalkkuError
    ├── WrongInput        the person's files or options; carries every fault found
    ├── Infeasible        no portfolio keeps all the rules
    ├── OutOfTime         the time ended before there was an answer
    ├── MissingPart       an optional part of the installation is not there
    ├── NotFound          what was named does not exist
    └── SourceError       an open-data source did not give what it promised
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

__all__ = [
    "Fault",
    "Infeasible",
    "MissingPart",
    "NotFound",
    "OutOfTime",
    "SalkkuError",
    "SourceError",
    "WrongInput",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place.

    Parameters
    ----------
    file
        Path inside the agreement, as ``"scores.csv"``.
    code
        Name of the fault in the catalogue, as ``"unknown_reference"``.
    row
        Line of the table, the header being 1; None for a whole file.
    column
        Name of the column (or key of the settings); None for a whole row.
    values
        What the sentence of the code needs, as text.

    Examples
    --------
    >>> Fault("costs.csv", "negative_amount", row=3, column="amount_eur").row
    3
    """

    file: str
    code: str
    row: int | None = None
    column: str | None = None
    values: dict[str, str] = field(default_factory=dict)


class SalkkuError(Exception):
    """Any error that a person can do something about.

    Parameters
    ----------
    code
        Name of the error in the catalogue.
    **values
        What the sentence of the code needs.

    Examples
    --------
    >>> NotFound("unknown_proposal", id="08").values
    {'id': '08'}
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}


class WrongInput(SalkkuError):
    """Every fault of an input, reported together."""

    exit_code = 2

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("wrong_input", count=len(faults))
        self.faults = faults


class NotFound(SalkkuError):
    """What was named does not exist."""

    exit_code = 2


class Infeasible(SalkkuError):
    """No portfolio keeps all the rules."""

    exit_code = 3


class OutOfTime(SalkkuError):
    """The time ended before there was an answer."""

    exit_code = 4


class MissingPart(SalkkuError):
    """An optional part of the installation is not there; the code says what it costs."""


class SourceError(SalkkuError):
    """An open-data source did not give what it promised."""
