"""A figure of a page: its finding, its picture, its twin as tables, and both as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from salkku.domain.dossier import neutral

__all__ = ["csv_of", "figure", "handed_out", "table"]


def table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[object]], *, numeric: bool = True
) -> dict[str, Any]:
    """Give a table twin; with ``numeric`` all but the first column are aligned to the right."""
    return {"caption": caption, "head": head, "rows": rows, "numeric": numeric}


def figure(
    request: HttpRequest,
    *,
    id: str,
    finding: str,
    picture: str,
    tables: Sequence[Mapping[str, Any]],
    note: str = "",
    legend: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Give everything that the template of a figure needs.

    Parameters
    ----------
    request
        The page's: its own address hands the picture out with ``as=svg`` and the figures of the
        first table with ``as=csv``.
    """
    query = request.GET.copy()

    def address(kind: str) -> str:
        query["as"] = kind
        return f"{request.path}?{query.urlencode()}"

    return {
        "id": id,
        "finding": finding,
        "svg": picture,
        "note": note,
        "legend": legend,
        "tables": tables,
        "download": address("svg"),
        "csv": address("csv"),
    }


def handed_out(figure: Mapping[str, Any], *, wanted: str, name: str) -> HttpResponse:
    """Hand out a figure as a file.

    Raises
    ------
    Http404
        If it is wanted as something else than a picture or a table.
    """
    if wanted == "svg":
        response = HttpResponse(figure["svg"], content_type="image/svg+xml")
    elif wanted == "csv":
        content = csv_of(figure["tables"][0])
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    else:
        raise Http404(wanted)
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return response


def csv_of(table: Mapping[str, Any]) -> str:
    """Write a table for a spreadsheet: nothing in it is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(neutral(str(cell)) for cell in table["head"])
    writer.writerows([neutral(str(cell)) for cell in row] for row in table["rows"])
    return "\ufeff" + text.getvalue()
