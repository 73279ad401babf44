"""Bring open data in from the browser: files that were sent, or a source's published file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.errors import WrongInput
from salkku.locale import LANGUAGES, message
from salkku.web.desk.uploads import drop_upload
from salkku.web.jobs.loaded import Tell
from salkku.workbench.objects import listing
from salkku.workbench.objects.plain import Object

if TYPE_CHECKING:
    from salkku.ingest import Loaded

__all__ = ["LOADING"]

Arguments = Mapping[str, Any]


def _load(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    sent = folder / ".salkku" / "uploads" / arguments["upload"]
    day = date.fromisoformat(arguments["as_of"]) if arguments.get("as_of") else None
    try:
        return _told(
            lambda: workbench.load(
                arguments["source"], sorted(sent.iterdir()), into=folder, as_of=day, told=tell
            )
        )
    finally:
        drop_upload(sent)


def _fetch(agreement: Agreement, arguments: Arguments, folder: Path, tell: Tell) -> Object:
    folder.mkdir(parents=True, exist_ok=True)
    return _told(
        lambda: workbench.fetch(
            arguments["source"],
            into=folder,
            part=arguments["part"],
            progress=lambda done, whole: tell(done, whole) if whole else None,
        )
    )


def _told(bring: Callable[[], Loaded]) -> Object:
    """Give what a load came to; files that are refused are named, each with its reason."""
    try:
        return {"faults": [], **listing.loaded_object(bring())}
    except WrongInput as error:
        return {
            "faults": [
                {
                    "file": one.file,
                    "row": one.row,
                    "column": one.column,
                    "sentences": {each: message(one, language=each) for each in LANGUAGES},
                }
                for one in error.faults
            ]
        }


LOADING: Final[dict[str, Callable[[Agreement, Arguments, Path, Tell], Object]]] = {
    "load": _load,
    "fetch": _fetch,
}
"""Each is asked with a moment of its own: the same file may be brought in again."""
