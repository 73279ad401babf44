"""The options of a condition: which row, promised how surely, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.options import day_of, known_rows, wrong_option
from salkku.domain.answers import Condition
from salkku.domain.proposals import LEVELS

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement

__all__ = ["If", "Until", "condition_of"]

If = Annotated[
    str | None,
    typer.Option(
        "--if",
        metavar="ID=LEVEL",
        help="A row and the level of its promises.",
    ),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="The last day of the condition.")
]


def condition_of(text: str | None, until: str | None, agreement: Agreement) -> Condition:
    """Read ``08=signed`` and a day.

    Raises
    ------
    WrongInput
        If either is missing, the row is no proposal that competes, or the level is none.
    """
    if not text or not until:
        raise wrong_option("--if", "condition_incomplete")
    name, _, word = text.rpartition("=")
    level = next((one for one in LEVELS[1:] if one == word.strip()), None)
    if level is None:
        raise wrong_option("--if", "condition_level", text=text, levels=", ".join(LEVELS[1:]))
    (row,) = known_rows("--if", (name.strip(),), agreement)
    if next(one for one in agreement.proposals if one.id == row).fixed:
        raise wrong_option("--if", "condition_fixed", id=row)
    day = day_of("--until", until)
    return Condition(row, level, "" if day is None else day.isoformat())
