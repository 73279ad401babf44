"""Sentences and tables on a terminal; rich is imported only where a table is drawn."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["say_progress", "show"]

NARROWEST = 100


def show(blocks: Iterable[Block]) -> None:
    """Print blocks to standard output, tables at least 100 columns wide when not on a screen."""
    for block in blocks:
        if isinstance(block, Sheet):
            _draw(block)
        else:
            sys.stdout.write(block + "\n")
    sys.stdout.flush()


def say_progress(text: str) -> None:
    """Print a line of progress to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _draw(sheet: Sheet) -> None:
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
    console = _console()
    if sheet.title:
        console.print()
        console.print(Text(sheet.title, style="bold"))
    console.print(table)


def _console() -> Console:
    from rich.console import Console

    width = shutil.get_terminal_size((NARROWEST, 24)).columns
    return Console(file=sys.stdout, width=width if sys.stdout.isatty() else max(width, NARROWEST))
