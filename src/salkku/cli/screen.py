"""Sentences and tables on a terminal; rich is imported only where a table is drawn."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from salkku.cli.answer import Block, Sheet

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["say_progress", "show"]

NARROWEST = 100


def show(blocks: Iterable[Block], *, aside: bool = False) -> None:
    """Print blocks, tables at least 100 columns wide when not on a screen.

    Parameters
    ----------
    aside
        To standard error instead of standard output.
    """
    stream = sys.stderr if aside else sys.stdout
    for block in blocks:
        if isinstance(block, Sheet):
            _draw(block, stream)
        else:
            stream.write(block + "\n")
    stream.flush()


def say_progress(text: str) -> None:
    """Print a line of progress to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _draw(sheet: Sheet, stream: TextIO) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for position, column in enumerate(sheet.columns):
        table.add_column(
            Text(column), justify="right" if position in sheet.right else "left", overflow="fold"
        )
    for row in sheet.rows:
        table.add_row(*(Text(cell) for cell in row))
    console = _console(stream)
    if sheet.title:
        console.print()
        console.print(Text(sheet.title, style="bold"))
    console.print(table)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    width = shutil.get_terminal_size((NARROWEST, 24)).columns
    return Console(file=stream, width=width if stream.isatty() else max(width, NARROWEST))
