"""Reports for the working group, the public bundle, the workbench in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.commands.checking import sound
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds
from salkku.cli.printing import said_aloud
from salkku.cli.wording import Wording
from salkku.domain.errors import MissingPart

__all__ = ["publish", "report", "serve", "start_workbench"]

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]


def report(
    folder: Folder,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to; else AGREEMENT-report here."),
    ] = None,
    seconds: Seconds = 20,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Write the working group's report in three languages."""
    from salkku import workbench

    agreement = sound(folder)
    into = out or Path(f"{agreement.id}-report")
    return _written(workbench.report(agreement, into=into, seconds=seconds), lang)


def publish(
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to.")],
    seconds: Seconds = 20,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Write the public bundle, without any score or person.

    Pages in three languages, and the same as open data.
    """
    from salkku import workbench

    agreement = sound(folder)
    return _written(workbench.publish(agreement, into=out, seconds=seconds), lang)


def serve(port: Port = 8000, json: AsJson = False, lang: Lang = None) -> Answer | None:
    """Start the workbench in the browser."""
    start_workbench(port=port, lang=lang)
    return None


def start_workbench(*, port: int, lang: str | None, example: Path | None = None) -> None:
    """Run the web server and its worker until they are stopped; with an example, as its demo.

    Raises
    ------
    MissingPart
        If the web part is not installed.
    """
    from importlib import import_module

    from salkku.locale import say

    language = language_of(lang)

    def announce(code: str, values: dict[str, str]) -> None:
        with said_aloud():
            typer.echo(say(code, values, language=language))

    try:  # the two faces do not know each other: the workbench is started by its name
        web = import_module("salkku.web.serve")
    except ImportError as error:
        if (error.name or "").startswith("salkku"):
            raise
        raise MissingPart("web_missing", name=error.name) from error
    web.run(port=port, folder=example, demo=example is not None, announce=announce)


def _written(files: Sequence[Path], lang: str | None) -> Answer:
    words = Wording(language_of(lang))
    return Answer(
        {"files": [str(path) for path in files]},
        lambda: (words.say("written", path=path) for path in files),
    )
