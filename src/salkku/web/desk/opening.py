"""Open an agreement of the desk, read it once a digest, make a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import Http404

from salkku import workbench
from salkku.domain.agreement import Agreement, Names
from salkku.domain.dossier import Dossier
from salkku.store import likenesses
from salkku.store.tables import home
from salkku.web.desk.models import AgreementRecord
from salkku.web.desk.workspace import DeskWorkspace

__all__ = ["Desk", "create", "desks", "open_desk", "replace", "tables_home"]

INVENTED = "invented"
"""Tag of rows that are invented examples: their pages say so."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An agreement as it lies on the desk now.

    Parameters
    ----------
    digest
        Of all documents: what is remembered of an agreement is remembered for its digest.
    tables
        Folder of the loaded open data of this agreement.
    """

    pk: int
    key: str
    names: Names
    digest: str

    @property
    def workspace(self) -> DeskWorkspace:
        """The agreement's documents."""
        return DeskWorkspace(self.pk)

    @property
    def tables(self) -> Path:
        """Where this agreement's open-data tables are kept."""
        return tables_home() / self.key

    @property
    def loaded(self) -> str:
        """A stamp of what open data is loaded; "" when there is none. Other data, another stamp."""
        file = home(folder=self.tables)
        if not file.is_file():
            return ""
        seen = file.stat()
        return f"{seen.st_mtime_ns:x}-{seen.st_size:x}"

    @property
    def linked(self) -> str:
        """A stamp of what is loaded and linked, for questions that count organisations."""
        kept = likenesses.newest(folder=self.tables, kind="bodies")
        return f"{self.loaded}-{kept:x}" if kept else self.loaded

    def read(self) -> Agreement:
        """Give the agreement as nouns.

        Raises
        ------
        WrongInput
            If the documents have faults.
        """
        return _read(self.pk, self.digest)


def tables_home() -> Path:
    """Give the folder that holds every agreement's open-data tables."""
    return Path(settings.SALKKU_DATA) / "agreements"


@lru_cache(maxsize=32)
def _read(pk: int, digest: str) -> Agreement:
    return workbench.read(DeskWorkspace(pk))


def _desk(record: AgreementRecord) -> Desk:
    names = {"fi": record.name_fi, "sv": record.name_sv, "en": record.name_en}
    return Desk(pk=record.pk, key=record.key, names=names, digest=record.digest)


def open_desk(key: str) -> Desk:
    """Open an agreement by its key.

    Raises
    ------
    Http404
        If there is none.
    """
    record = AgreementRecord.objects.filter(key=key).first()
    if record is None:
        raise Http404(key)
    return _desk(record)


def desks(keys: Iterable[str]) -> list[Desk]:
    """Open several agreements, in the order of their keys."""
    return [_desk(one) for one in AgreementRecord.objects.filter(key__in=keys).order_by("key")]


@transaction.atomic
def create(*, key: str, dossier: Dossier) -> Desk:
    """Lay an agreement on the desk, or put these documents in place of the present ones."""
    record, _ = AgreementRecord.objects.get_or_create(key=key)
    return replace(desk=_desk(record), dossier=dossier)


@transaction.atomic
def replace(*, desk: Desk, dossier: Dossier) -> Desk:
    """Put documents in place of the present ones; nothing changes when they have faults.

    Raises
    ------
    WrongInput
        With every fault of the documents.
    """
    workspace = DeskWorkspace(desk.pk)
    workspace.replace(dossier)
    agreement = workbench.read(workspace)
    record = AgreementRecord.objects.get(pk=desk.pk)
    for language in ("fi", "sv", "en"):
        setattr(record, f"name_{language}", agreement.name.get(language, ""))
    record.save()
    record.answers.exclude(digest=record.digest).delete()
    return _desk(record)
