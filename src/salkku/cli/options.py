"""Arguments and options that several commands share, and how their texts are read."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.domain.errors import Fault, WrongInput

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.workbench import ScenarioRunner

__all__ = [
    "AsJson",
    "Engine",
    "Folder",
    "Forbid",
    "Force",
    "Lang",
    "Runner",
    "Seconds",
    "Today",
    "Weights",
    "Workers",
    "day_of",
    "engine_of",
    "fraction_of",
    "known_rows",
    "opened_runner",
    "today_of",
    "weights_of",
    "wrong_option",
]

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The agreement's folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def _spoken(language: str | None) -> str | None:
    if language and language[:2].lower() not in ("fi", "sv", "en"):
        raise wrong_option("--lang", "unknown_language", language=language)
    return language


Lang = Annotated[
    str | None,
    typer.Option("--lang", envvar="SALKKU_LANG", help="fi, sv or en.", callback=_spoken),
]
Seconds = Annotated[
    float | None, typer.Option("--seconds", min=0, help="Stop after so many seconds.")
]
Runner = Annotated[
    str,
    typer.Option(
        "--runner",
        envvar="SALKKU_RUNNER",
        metavar="NAME",
        help="Who asks the many scenarios: inline, pool or spark. The answer is the same.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        envvar="SALKKU_WORKERS",
        help="Threads, processes or task slots of the runner; else one for each core.",
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        envvar="SALKKU_ENGINE",
        metavar="NAME",
        help="Who keeps the loaded tables: duckdb or spark. The tables are the same.",
    ),
]
Weights = Annotated[
    str | None, typer.Option("--weights", help="Point weights, as impact=0.4,fit=0.2.")
]
Force = Annotated[
    list[str] | None, typer.Option("--force", help="Keep this row in (may be repeated).")
]
Forbid = Annotated[
    list[str] | None, typer.Option("--forbid", help="Keep this row out (may be repeated).")
]
Today = Annotated[
    str | None,
    typer.Option("--today", envvar="SALKKU_TODAY", help="Answer as of this date.", hidden=True),
]


def wrong_option(option: str, code: str, **values: object) -> WrongInput:
    """Make the error of one wrong option."""
    said = {name: str(value) for name, value in values.items()}
    return WrongInput((Fault("", code, column=option, values={"option": option, **said}),))


def engine_of(name: str) -> str:
    """Name an engine with the address of its cluster, which SALKKU_SPARK tells."""
    master = os.environ.get("SALKKU_SPARK", "")
    return f"{name}:{master}" if name == "spark" and master else name


def opened_runner(name: str, workers: int | None) -> ScenarioRunner:
    """Open the runner that the options name; SALKKU_SPARK is the address of its cluster.

    Raises
    ------
    WrongInput
        If there is no such runner.
    """
    from salkku import workbench

    if name not in workbench.runner_names():
        known = ", ".join(workbench.runner_names())
        raise wrong_option("--runner", "unknown_runner", runner=name, known=known)
    master = os.environ.get("SALKKU_SPARK", "")
    return workbench.open_runner(name, workers=workers or os.cpu_count() or 1, master=master)


def weights_of(text: str | None, agreement: Agreement) -> Mapping[str, Fraction] | None:
    """Read ``a=1,b=2``: known criteria that may carry weight, not negative, not all 0.

    Raises
    ------
    WrongInput
        With every fault of the text.
    """
    if text is None:
        return None
    weighty = {criterion.id for criterion in agreement.criteria if criterion.kind != "general"}
    weights: dict[str, Fraction] = {}
    faults: list[Fault] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, mark, figure = (piece.strip() for piece in part.partition("="))
        code = _weight_fault(name, mark, figure, weighty, weights)
        if code:
            values = {"option": "--weights", "id": name, "text": part}
            faults.append(Fault("", code, column="--weights", values=values))
        else:
            weights[name] = Fraction(Decimal(figure))
    if not faults and not sum(weights.values()):
        faults.append(Fault("", "weights_all_zero", column="--weights"))
    if faults:
        raise WrongInput(tuple(faults))
    return weights


def _weight_fault(
    name: str, mark: str, figure: str, weighty: set[str], seen: Mapping[str, Fraction]
) -> str | None:
    if not mark:
        return "weights_unreadable"
    if name not in weighty:
        return "weights_unknown_criterion"
    if name in seen:
        return "weights_twice"
    number = _decimal(figure)
    if number is None:
        return "weights_unreadable"
    return "weights_negative" if number < 0 else None


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


def fraction_of(option: str, text: str) -> Fraction:
    """Read a share such as ``0.02`` or ``2%``; not negative.

    Examples
    --------
    >>> fraction_of("--within", "2%")
    Fraction(1, 50)
    """
    number = _decimal(text.removesuffix("%"))
    if number is None or number < 0:
        raise wrong_option(option, "share_unreadable", text=text)
    return Fraction(number) / (100 if text.endswith("%") else 1)


def day_of(option: str, text: str | None) -> date | None:
    """Read ``YYYY-MM-DD``; None stays None."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong_option(option, "date_unreadable", text=text) from None


def today_of(text: str | None) -> date:
    """Read the day of ``--today``; without it, the day where the person is."""
    return day_of("--today", text) or datetime.now().astimezone().date()


def known_rows(
    option: str,
    ids: Iterable[str] | None,
    agreement: Agreement,
    *,
    competing: bool = True,
    barred: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Give the ids, each once, that name rows of the agreement (that compete).

    Parameters
    ----------
    ids
        Ids, several in one text separated by commas.
    competing
        Whether the row must be able to be in a portfolio.
    barred
        Rows that a threshold keeps out, with its criterion.

    Raises
    ------
    WrongInput
        With a fault for each id that does not.
    """
    rows = {row.id: row for row in agreement.proposals}
    asked = tuple(dict.fromkeys(name for text in ids or () for name in _ids(text, rows)))
    faults = []
    for name in asked:
        row, gate = rows.get(name), (barred or {}).get(name, "")
        if row is None:
            code = "option_unknown_proposal"
        elif competing and not row.competes:
            code = "option_not_competing"
        elif competing and gate:
            code = "option_below_threshold"
        else:
            continue
        status = row.status if row else ""
        values = {"option": option, "id": name, "status": status, "criterion": gate}
        faults.append(Fault("", code, column=option, values=values))
    if faults:
        raise WrongInput(tuple(faults))
    return asked


def _ids(text: str, rows: Container[str]) -> Iterable[str]:
    """Take a text apart at its commas, unless it is an id as it stands."""
    return (text,) if text in rows else (part.strip() for part in text.split(","))
