"""Two portfolios side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang

__all__ = ["compare"]

KINDS = "A decision's folder, or the saved JSON of solve or schedule."


def compare(
    folder: Folder,
    a: Annotated[Path, typer.Argument(metavar="A", help=KINDS)],
    b: Annotated[Path, typer.Argument(metavar="B", help=KINDS)],
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Compare two portfolios by the agreement as it is now.

    Each row that only one of them has comes with its reason.
    """
    from salkku import workbench
    from salkku.cli import comparisons
    from salkku.workbench.objects.comparing import comparison_object

    agreement = sound(folder)
    first = workbench.baseline_of(a, option="A")
    found = workbench.compare(agreement, a=first, b=workbench.baseline_of(b, option="B"))
    return Answer(
        comparison_object(found, agreement=agreement),
        lambda: comparisons.comparison_view(agreement, found, language=language_of(lang)),
    )
