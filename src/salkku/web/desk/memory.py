"""A workspace that only lies in memory: documents that are looked at before they are kept."""

from __future__ import annotations

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, NotFound, WrongInput
from salkku.store.paths import is_inside

__all__ = ["MemoryWorkspace"]


class MemoryWorkspace:
    """Documents in memory.

    Parameters
    ----------
    dossier
        What it holds at first.
    """

    def __init__(self, dossier: Dossier, *, name: str = "upload") -> None:
        self._files = dict(dossier.files)
        self.name = name

    def inspect(self) -> tuple[Dossier, tuple[Fault, ...]]:
        """Give every document; there are no faults of files here."""
        return self.dossier(), ()

    def dossier(self) -> Dossier:
        """Give every document."""
        return Dossier(dict(self._files))

    def replace(self, dossier: Dossier) -> None:
        """Put these documents in place of the present ones."""
        self._files = dict(dossier.files)

    def read_bytes(self, path: str) -> bytes:
        """Give one document.

        Raises
        ------
        NotFound
            If there is no such document.
        """
        if path not in self._files:
            raise NotFound("no_such_file", path=path)
        return self._files[path]

    def append_file(self, path: str, content: bytes) -> None:
        """Add a document.

        Raises
        ------
        WrongInput
            If the path leads out or is taken.
        """
        if not is_inside(path):
            raise WrongInput((Fault(path, "path_outside"),))
        if path in self._files:
            raise WrongInput((Fault(path, "file_exists"),))
        self._files[path] = content
