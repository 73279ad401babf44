"""datapackage.json: the agreement's tables described for any Frictionless Data tool."""

from __future__ import annotations

import json
import re
from typing import Any

from salkku.domain.dossier import Dossier, Table
from salkku.store.layout import BY_FILE, Column, TableLayout
from salkku.store.writing import table_of

__all__ = ["FILE", "describe"]

FILE = "datapackage.json"
"""The name of the description inside the agreement."""
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_NUMBERS = ("number", "euros", "share")
_HALF_YEAR = "[0-9]{4}-H[12]"


def describe(dossier: Dossier, *, name: str, title: str = "") -> bytes:
    r"""Write the description of the tables that the agreement has.

    Parameters
    ----------
    dossier
        A well-formed agreement.
    name
        The agreement's id.
    title
        Its name in one language.

    Examples
    --------
    >>> made = json.loads(describe(Dossier({"costs.csv": b"proposal;line\n"}), name="a"))
    >>> made["resources"][0]["dialect"]["delimiter"]
    ';'
    """
    resources = [
        _resource(layout, table_of(dossier.files[file]), _is_marked(dossier.files[file]))
        for file, layout in BY_FILE.items()
        if file in dossier.files
    ]
    package: dict[str, Any] = {"name": _plain(name), "profile": "tabular-data-package"}
    if title:
        package["title"] = title
    package["resources"] = resources
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(layout: TableLayout, table: Table, marked: bool) -> dict[str, Any]:
    known = {column.name: column for column in layout.columns}
    fields = []
    for place, name in enumerate(table.header):
        cells = [row[place].strip() for row in table.rows if place < len(row)]
        column = known.get(name.strip())
        fields.append({"name": name, **(_field(column, cells) if column else {"type": "any"})})
    return {
        "name": layout.file.removesuffix(".csv"),
        "path": layout.file,
        "profile": "tabular-data-resource",
        "encoding": "utf-8-sig" if marked else "utf-8",
        "dialect": {"delimiter": table.separator},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _field(column: Column, cells: list[str]) -> dict[str, Any]:
    """Describe one column; half-years, lists and shares are texts to Frictionless."""
    field: dict[str, Any] = {"type": "string"}
    constraints: dict[str, Any] = {}
    if column.type in _NUMBERS:
        field = _number(cells)
    elif column.type == "whole":
        field = {"type": "integer"}
    elif column.type == "month":
        whole = all(len(cell) <= len("2027-01") for cell in cells)
        field = {"type": "yearmonth" if whole else "string"}
    elif column.type == "yes_no":
        field = {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    elif column.type == "half_year":
        constraints["pattern"] = _HALF_YEAR
    if column.words:
        constraints["enum"] = list(column.words)
    if column.required and column.name not in ("low", "high", "member"):
        constraints["required"] = True
    if column.type == "id":
        constraints["unique"] = True
    return {**field, **({"constraints": constraints} if constraints else {})}


def _number(cells: list[str]) -> dict[str, Any]:
    """Decimal points, decimal commas, or text where a column has both."""
    commas = any(_COMMA.fullmatch(cell) for cell in cells)
    if commas and any("." in cell for cell in cells):
        return {"type": "string"}
    return {"type": "number", "decimalChar": ","} if commas else {"type": "number"}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "agreement"


def _is_marked(content: bytes) -> bool:
    return content.startswith(b"\xef\xbb\xbf")
