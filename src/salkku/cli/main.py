"""The command ``salkku``: its commands in road order, and no traceback whatever happens."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from salkku.cli.commands import (
    checking,
    choosing,
    comparing,
    conditional,
    deciding,
    doubting,
    exploring,
    ideas,
    linking,
    pairing,
    placing,
    proving,
    reasoning,
    sharing,
    showing,
    spending,
    timing,
    tying,
    watching,
)
from salkku.cli.printing import answers, emit

__all__ = ["app", "main"]

app = typer.Typer(
    name="salkku",
    help="Build, defend and follow up the portfolio of an agreement's projects.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 100},
)

ROAD: tuple[Callable[..., object], ...] = (
    checking.check,
    choosing.solve,
    choosing.front,
    proving.verify_front,
    choosing.near,
    choosing.robust,
    doubting.doubt,
    doubting.questions,
    reasoning.rank,
    reasoning.repair,
    reasoning.explain,
    comparing.compare,
    reasoning.fair,
    spending.budget,
    spending.reserve,
    spending.design,
    timing.schedule,
    timing.replan,
    exploring.coverage,
    tying.ecosystem,
    exploring.similar,
    placing.fit,
    pairing.relations,
    ideas.idea,
    exploring.fetch,
    exploring.load,
    linking.link,
    watching.news,
    watching.facts,
    deciding.week,
    conditional.conditional,
    deciding.decide,
    deciding.verify,
    sharing.report,
    sharing.publish,
    sharing.serve,
    showing.demo,
)

for _command in ROAD:
    app.command()(answers(_command))  # type: ignore[arg-type]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"salkku {version('salkku')}")
        raise typer.Exit


@app.callback()
def _salkku(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Build, defend and follow up the portfolio of an agreement's projects."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit number.

    Parameters
    ----------
    arguments
        Those of the process when None.

    Returns
    -------
    int
        0 answered, 2 wrong input, 3 infeasible, 4 out of time, 1 our fault.
    """
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if arguments is None:
        _speak_any_letter(as_json="--json" in given)
    try:
        code = app(args=given, prog_name="salkku", standalone_mode=False)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except Exception as error:
        return _misused(error, given)
    return code if isinstance(code, int) else 0


def _speak_any_letter(*, as_json: bool) -> None:
    """Write JSON in UTF-8 whatever the terminal; what it cannot write is shown by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if as_json else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _misused(error: Exception, given: Sequence[str]) -> int:
    """Answer a command line that could not be read, as wrong input like any other."""
    from salkku.cli.exits import failure
    from salkku.cli.language import language_of
    from salkku.cli.options import wrong_option

    said = getattr(error, "format_message", None)
    if said is None and type(error).__name__ == "Abort":
        return 130
    told: Exception = error if said is None else wrong_option("", "usage", message=said())
    answer = failure(told, language=language_of(_wished(given)))
    emit(answer, as_json="--json" in given)
    return answer.exit_code


def _wished(given: Sequence[str]) -> str | None:
    """Find the language that a command line asks for, readable or not."""
    for word, after in zip(given, [*given[1:], ""], strict=True):
        if word.startswith("--lang"):
            return word.partition("=")[2] or after
    return None
