"""A workspace that is kept in the database: the same protocol as the folder's."""

from __future__ import annotations

from django.db import transaction

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, NotFound, WrongInput
from salkku.store.layout import is_kept
from salkku.store.paths import is_inside, refuse_strangers
from salkku.web.desk.mapping import (
    content_of,
    digest_of,
    dossier_of,
    save_dossier,
    save_file,
)
from salkku.web.desk.models import AgreementRecord

__all__ = ["DeskWorkspace"]


class DeskWorkspace:
    """One agreement of the desk.

    Parameters
    ----------
    agreement_pk
        The agreement's primary key.
    """

    def __init__(self, agreement_pk: int) -> None:
        self.agreement_pk = agreement_pk

    @property
    def name(self) -> str:
        """The agreement's key."""
        return self._record().key

    def inspect(self) -> tuple[Dossier, tuple[Fault, ...]]:
        """Give every document; a document that is kept can be read, so there are no faults."""
        return self.dossier(), ()

    def dossier(self) -> Dossier:
        """Give every document of the agreement."""
        return dossier_of(self._record())

    def replace(self, dossier: Dossier) -> None:
        """Put these documents in place of the present ones, all or nothing.

        Raises
        ------
        WrongInput
            If a path leads out of the agreement.
        """
        refuse_strangers(dossier.paths)
        with transaction.atomic():
            record = AgreementRecord.objects.select_for_update().get(pk=self.agreement_pk)
            save_dossier(record, dossier)
            record.digest = digest_of(dossier)
            record.save(update_fields=["digest", "changed"])

    def read_bytes(self, path: str) -> bytes:
        """Give one document, of the decisions too.

        Raises
        ------
        NotFound
            If there is no such document.
        """
        _refuse_outside((path,))
        found = self._record().files.filter(path=path).first()
        if found is None:
            raise NotFound("no_such_file", path=path)
        return content_of(found)

    def append_file(self, path: str, content: bytes) -> None:
        """Add a document that is not there yet, as a decision's.

        Raises
        ------
        WrongInput
            If the path leads out of the agreement or is taken.
        """
        _refuse_outside((path,))
        with transaction.atomic():
            record = AgreementRecord.objects.select_for_update().get(pk=self.agreement_pk)
            if record.files.filter(path=path).exists():
                raise WrongInput((Fault(path, "file_exists"),))
            save_file(record, path, content, None)
            if is_kept(path):
                record.digest = digest_of(dossier_of(record))
                record.save(update_fields=["digest", "changed"])

    def paths_under(self, folder: str) -> tuple[str, ...]:
        """List the documents of a folder, such as ``decisions/2027-03-01-01/``."""
        found = self._record().files.filter(path__startswith=folder)
        return tuple(found.values_list("path", flat=True))

    def _record(self) -> AgreementRecord:
        return AgreementRecord.objects.get(pk=self.agreement_pk)


def _refuse_outside(paths: tuple[str, ...]) -> None:
    faults = tuple(
        Fault(path, "path_outside", values={"path": path}) for path in paths if not is_inside(path)
    )
    if faults:
        raise WrongInput(faults)
