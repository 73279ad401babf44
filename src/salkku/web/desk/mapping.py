"""Documents to records and back, cell by cell; unchanged tables keep their bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from simple_history.utils import bulk_create_with_history

from salkku.domain.dossier import Dossier, Table
from salkku.store import writing
from salkku.store.delimited import parse
from salkku.store.layout import is_kept
from salkku.web.desk.models import AgreementRecord, FileRecord, RowRecord

__all__ = ["content_of", "digest_of", "dossier_of", "save_dossier", "save_file", "table_of"]


def digest_of(dossier: Dossier) -> str:
    """Hash every path and content; two dossiers have one digest only when they are equal.

    Examples
    --------
    >>> digest_of(Dossier({})) == digest_of(Dossier({"a": b""}))
    False
    """
    total = hashlib.sha256()
    for path in dossier.paths:
        part = hashlib.sha256(dossier.files[path]).hexdigest()
        total.update(f"{part}  {path}\n".encode())
    return total.hexdigest()


def _hash_cells(header: Sequence[str], separator: str, rows: Iterable[Sequence[str]]) -> str:
    text = json.dumps([list(header), separator, [list(row) for row in rows]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dossier_of(agreement: AgreementRecord) -> Dossier:
    """Give every document of an agreement as the bytes of its file."""
    records = agreement.files.filter(aside=False).prefetch_related("rows")
    return Dossier({record.path: content_of(record) for record in records})


def content_of(record: FileRecord) -> bytes:
    """Give a file's bytes: of a table those that came in, while its cells are the same."""
    if not record.is_table:
        return bytes(record.content)
    rows = [tuple(row.cells) for row in record.rows.all()]
    if _hash_cells(record.header, record.separator, rows) == record.cells:
        return bytes(record.content)
    table = Table(tuple(record.header), tuple(rows), record.separator)
    return writing.rewrite(bytes(record.content), table)


def table_of(content: bytes) -> Table | None:
    r"""Take a table apart; None where it is no sound table and is better kept as bytes.

    Examples
    --------
    >>> table_of(b"id;name\n1;a\n")
    Table(header=('id', 'name'), rows=(('1', 'a'),), separator=';')
    >>> table_of(b"\xff") is None
    True
    """
    try:
        text = content.decode("utf-8-sig")
        sound = bool(text.strip()) and "\0" not in text and not parse(text).flaws
        return writing.table_of(content) if sound else None
    except UnicodeDecodeError:
        return None


def save_dossier(agreement: AgreementRecord, dossier: Dossier) -> None:
    """Replace an agreement's documents; rows and files that stay the same get no new history."""
    records = agreement.files.filter(aside=False).prefetch_related("rows")
    kept = {record.path: record for record in records}
    for path, record in kept.items():
        if path not in dossier.files:
            record.delete()
    for path in dossier.paths:
        save_file(agreement, path, dossier.files[path], kept.get(path))


def save_file(
    agreement: AgreementRecord, path: str, content: bytes, record: FileRecord | None
) -> None:
    """Keep one file, new or in place of its record."""
    if record is not None and bytes(record.content) == content and not record.is_table:
        return
    table = table_of(content) if path.endswith(".csv") and is_kept(path) else None
    record = record or FileRecord(agreement=agreement, path=path, aside=not is_kept(path))
    if table is None:
        if record.pk:
            record.rows.all().delete()
        record.is_table, record.header, record.separator, record.cells = False, [], ",", ""
        record.content = content
        record.save()
        return
    cells = _hash_cells(table.header, table.separator, table.rows)
    same = record.pk and bytes(record.content) == content and record.cells == cells
    record.is_table, record.header, record.separator = True, list(table.header), table.separator
    record.content, record.cells = content, cells
    if not same:
        record.save()
    _save_rows(record, [list(row) for row in table.rows])


def _save_rows(record: FileRecord, rows: list[list[str]]) -> None:
    """Write only the rows that differ."""
    before = list(record.rows.all())
    for row, cells in zip(before, rows, strict=False):
        if row.cells != cells:
            row.cells = cells
            row.save()
    for row in before[len(rows) :]:
        row.delete()
    new = [
        RowRecord(file=record, position=position, cells=cells)
        for position, cells in enumerate(rows)
        if position >= len(before)
    ]
    if new:
        bulk_create_with_history(new, RowRecord)
