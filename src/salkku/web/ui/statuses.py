"""What each kind of error is over HTTP, for pages and API alike."""

from __future__ import annotations

from typing import Final

from salkku.domain.errors import (
    Infeasible,
    NotFound,
    OutOfTime,
    SalkkuError,
    SourceError,
    WrongInput,
)

__all__ = ["status_of"]

STATUS: Final[tuple[tuple[type[SalkkuError], int], ...]] = (
    (NotFound, 404),
    (WrongInput, 422),
    (Infeasible, 409),
    (OutOfTime, 409),
    (SourceError, 409),
)


def status_of(error: SalkkuError) -> int:
    """Give the status of an error; one of no known kind is our fault: 500.

    Examples
    --------
    >>> status_of(NotFound("unknown_proposal", id="08"))
    404
    """
    return next((code for kind, code in STATUS if isinstance(error, kind)), 500)
