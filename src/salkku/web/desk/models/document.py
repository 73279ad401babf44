"""Documents of an agreement: files as bytes, tables also as rows of text cells."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from salkku.web.desk.models.agreement import AgreementRecord


class FileRecord(models.Model):
    """One file; of a table, ``content`` is how it came in and ``cells`` the hash of its cells then.

    ``aside`` files, such as decisions', lie beside the agreement's own: no dossier has them. While
    the rows' hash is the same, the table goes out as the bytes that came in.
    """

    agreement = models.ForeignKey(AgreementRecord, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=400)
    content = models.BinaryField()
    aside = models.BooleanField(default=False)
    is_table = models.BooleanField(default=False)
    header = models.JSONField(default=list)
    separator = models.CharField(max_length=1, default=",")
    cells = models.CharField(max_length=64, blank=True)
    history = HistoricalRecords()

    class Meta:
        """A path once an agreement."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "path"], name="one_file_a_path")
        ]
        ordering = ("path",)

    def __str__(self) -> str:
        return self.path


class RowRecord(models.Model):
    """One row of a table: its text cells by position, as many as the row has."""

    file = models.ForeignKey(FileRecord, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    cells = models.JSONField()
    history = HistoricalRecords()

    class Meta:
        """In the order of the file."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "position"], name="one_row_a_line")
        ]
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.file_id}:{self.position}"
