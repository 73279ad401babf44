"""Keep an idea as a row of proposals.csv, so that it is not forgotten."""

from __future__ import annotations

import re

from salkku.domain.dossier import Dossier, Table
from salkku.store.writing import rewrite, table_of
from salkku.web.desk.opening import Desk, replace

__all__ = ["keep_idea"]

FILE = "proposals.csv"
LONGEST_NAME = 80


def keep_idea(*, desk: Desk, text: str, language: str) -> str:
    """Add an idea in the language it was written in; give its id.

    Parameters
    ----------
    text
        The first line or sentence becomes its name, all of it its summary.

    Raises
    ------
    WrongInput
        If the folder with the idea has faults; nothing has changed then.
    """
    files = dict(desk.workspace.dossier().files)
    table = table_of(files[FILE])
    ids = {row[table.header.index("id")] for row in table.rows}
    id = next(name for number in range(1, 10_000) if (name := f"idea-{number}") not in ids)
    wanted = {
        "id": id,
        "status": "idea",
        f"name_{language}": _name_of(text),
        f"summary_{language}": text,
    }
    header = (*table.header, *(name for name in wanted if name not in table.header))
    row = tuple(wanted.get(name, "") for name in header)
    files[FILE] = rewrite(files[FILE], Table(header, (*table.rows, row), table.separator))
    replace(desk=desk, dossier=Dossier(files))
    return id


def _name_of(text: str) -> str:
    """Give the first sentence, cut at a word where it is long."""
    first = re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0].rstrip(".")
    if len(first) <= LONGEST_NAME:
        return first
    return first[:LONGEST_NAME].rsplit(" ", 1)[0] + "…"
