"""What keeps one agreement: a folder of files or a database, alike to everyone above."""

from __future__ import annotations

from typing import Protocol

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault

__all__ = ["Workspace"]


class Workspace(Protocol):
    """One agreement's files, wherever they are kept.

    Every implementation passes ``tests/conformance/test_workspaces.py``: what was put in comes
    back byte for byte (a table kept in a database: cell by cell), unknown columns and files
    survive, and a replacement that fails leaves what was there before.
    """

    @property
    def name(self) -> str:
        """What to call the agreement in a list or a file name."""
        ...

    def inspect(self) -> tuple[Dossier, tuple[Fault, ...]]:
        """Give the files that can be read, and the faults of those that cannot."""
        ...

    def dossier(self) -> Dossier:
        """Give all files of the agreement.

        Raises
        ------
        salkku.domain.errors.WrongInput
            If some of them cannot be read.
        """
        ...

    def replace(self, dossier: Dossier) -> None:
        """Keep exactly these files instead of the former ones.

        Raises
        ------
        salkku.domain.errors.WrongInput
            If a path leads out of the agreement; nothing has changed then.
        """
        ...

    def read_bytes(self, path: str) -> bytes:
        """Give one file, of the decisions too.

        Raises
        ------
        salkku.domain.errors.NotFound
            If there is no such file.
        """
        ...

    def append_file(self, path: str, content: bytes) -> None:
        """Add one file that is not there yet, as a decision's.

        Raises
        ------
        salkku.domain.errors.WrongInput
            If the path leads out of the agreement or there is a file already.
        """
        ...
