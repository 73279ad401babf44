"""What names a person and stands in every sample; and all the text that the tables hold."""

from __future__ import annotations

from pathlib import Path

from salkku.store import tables
from salkku.store.schema import TABLES

MAIL = "anna.esimerkki@example.org"
PHONE = "+358 40 123 4567"
PERSON = "Anna Esimerkki"
STREET = "Kukkakuja 1"
PERSONAL = (MAIL, "anna.esimerkki", PHONE, "123 4567", PERSON, STREET)


def every_text(folder: Path) -> str:
    """Give every cell of every table, a row a line."""
    lines = []
    for shape in TABLES:
        rows = tables.fetch_rows(folder=folder, table_name=shape.name, columns=shape.names)
        lines += ["\t".join(str(cell) for cell in row if cell is not None) for row in rows]
    return "\n".join(lines)
