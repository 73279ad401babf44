"""The proof of a front replayed: no solver, and nothing of what found the front."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.exits import OUT_OF_TIME, WRONG
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds, wrong_option

__all__ = ["verify_front"]

LARGEST = 2**30
"""Bytes of the largest certificate that is read."""


def verify_front(
    certificate: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `front --certificate` wrote.")
    ],
    folder: Folder,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Replay the proof that a front is whole.

    In whole numbers, without a solver: each portfolio keeps the rules and has its values, and no
    portfolio of the folder is better than all of them.
    """
    from salkku import workbench
    from salkku.cli import proofs

    agreement = sound(folder)
    if not certificate.is_file():
        raise wrong_option("FILE", "path_missing")
    if certificate.stat().st_size > LARGEST:
        raise wrong_option("FILE", "certificate_unreadable", place=str(LARGEST))
    found = workbench.verify_front(
        certificate.read_bytes(), agreement, name=certificate.name, seconds=seconds
    )
    return Answer(
        proofs.verdict_object(found),
        lambda: proofs.verdict_view(found, language=language_of(lang)),
        exit_code={"proved": 0, "undecided": OUT_OF_TIME}.get(found.status, WRONG),
        timed=True,
    )
