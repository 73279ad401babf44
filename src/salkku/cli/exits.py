"""The one place that turns errors into exit numbers, objects and sentences."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator, Mapping

from salkku.cli.answer import Answer, Block, Sheet
from salkku.domain.errors import Fault, SalkkuError, WrongInput

__all__ = ["INFEASIBLE", "OUR_FAULT", "OUT_OF_TIME", "WRONG", "checked", "failure", "sentence_of"]

OUR_FAULT, WRONG, INFEASIBLE, OUT_OF_TIME = 1, 2, 3, 4


def failure(error: Exception, *, language: str) -> Answer:
    """Give the answer that an error makes; details of our own faults only for a mender.

    Parameters
    ----------
    error
        Wrong input carries every fault; any other error of the tree carries its own exit number;
        anything else is our fault.
    language
        Of the sentences.
    """
    if isinstance(error, WrongInput):
        return checked(error.faults, (), language=language)
    if os.environ.get("SALKKU_DEBUG") == "1":
        traceback.print_exception(error)
    fault, exit_code = _told(error)
    answer = checked((fault,), (), language=language)
    if exit_code == WRONG:
        return answer

    def view() -> Iterator[Block]:
        yield sentence_of(fault, language=language)

    status = {INFEASIBLE: "infeasible", OUT_OF_TIME: "unknown"}.get(exit_code, fault.code)
    return Answer({**answer.payload, "status": status}, view, exit_code, aside=True)


def checked(faults: tuple[Fault, ...], warnings: tuple[Fault, ...], *, language: str) -> Answer:
    """Give the object of ``check``: every fault and warning, with its place and sentence."""
    payload = {
        "ok": not faults,
        "faults": _objects(faults, language),
        "warnings": _objects(warnings, language),
    }

    def view() -> Iterator[Block]:
        return _view(faults, warnings, language)

    options_only = bool(faults) and all(not fault.file for fault in faults)
    return Answer(payload, view, WRONG if faults else 0, aside=options_only)


def sentence_of(fault: Fault, *, language: str) -> str:
    """Say what is wrong; a code that the catalogue lacks is said as it stands."""
    from salkku.locale import has, message, say

    if has(f"faults.{fault.code}"):
        return message(fault, language=language)
    for area in ("errors", "cli"):
        if has(f"{area}.{fault.code}"):
            return say(f"{area}.{fault.code}", fault.values, language=language)
    told = ", ".join(f"{name} = {value}" for name, value in fault.values.items())
    return f"{fault.code} ({told})" if told else fault.code


def _told(error: Exception) -> tuple[Fault, int]:
    if isinstance(error, SalkkuError):
        return Fault("", error.code, values=error.values), error.exit_code
    if isinstance(error, MemoryError):
        return Fault("", "out_of_memory"), OUR_FAULT
    if isinstance(error, OSError):
        path = str(error.filename or "")
        values = {"path": path, "reason": error.strerror or str(error)}
        return Fault("", "file_trouble", values=values), OUR_FAULT
    return Fault("", "stopped", values={"kind": type(error).__name__}), OUR_FAULT


def _objects(faults: Iterable[Fault], language: str) -> list[Mapping[str, object]]:
    return [
        {
            "file": fault.file or None,
            "row": fault.row,
            "column": fault.column,
            "code": fault.code,
            "message": sentence_of(fault, language=language),
        }
        for fault in faults
    ]


def _view(faults: tuple[Fault, ...], warnings: tuple[Fault, ...], language: str) -> Iterator[Block]:
    from salkku.locale import say

    def spoken(code: str, count: int) -> str:
        return say(f"cli.{code}", {"count": str(count)}, language=language)

    if not faults:
        yield spoken("ok", 0)
    for title, group in (("faults", faults), ("warnings", warnings)):
        if not group:
            continue
        if all(not fault.file for fault in group):
            yield from (sentence_of(fault, language=language) for fault in group)
            continue
        yield Sheet(
            spoken(title, len(group)),
            tuple(spoken(name, 0) for name in ("file", "row", "column", "sentence")),
            tuple(
                (
                    fault.file,
                    "" if fault.row is None else str(fault.row),
                    fault.column or "",
                    sentence_of(fault, language=language),
                )
                for fault in group
            ),
            frozenset({1}),
        )
