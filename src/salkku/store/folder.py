"""A workspace that is a readable folder: for the command line, tutorials, tests, interchange."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, NotFound, WrongInput
from salkku.store.paths import is_inside, refuse_strangers
from salkku.store.swap import locked, recover, swap
from salkku.store.walking import LARGEST_FOLDER, content_of, files_of

__all__ = ["FolderWorkspace", "open_folder"]


def open_folder(path: Path | str) -> FolderWorkspace:
    """Open a folder as a workspace.

    Parameters
    ----------
    path
        The folder; it may itself be reached through links.

    Raises
    ------
    WrongInput
        If there is no such folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = (Path(place) / "agreement.toml").write_text("[agreement]")
    ...     open_folder(place).dossier().paths
    ('agreement.toml',)
    """
    folder = Path(path)
    try:
        kind = folder.stat().st_mode
    except (OSError, ValueError):
        raise WrongInput((Fault(".", "folder_missing", values={"path": str(path)}),)) from None
    if not stat.S_ISDIR(kind):
        raise WrongInput((Fault(".", "not_a_folder", values={"path": str(path)}),))
    return FolderWorkspace(folder.resolve())


class FolderWorkspace:
    """An agreement in a folder; open one with :func:`open_folder`.

    Parameters
    ----------
    path
        The folder, links resolved.

    Notes
    -----
    ``.salkku`` (loaded tables), ``decisions`` and version control are beside the agreement: they
    are in no dossier and no replacement touches them.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.path.name

    def inspect(self) -> tuple[Dossier, tuple[Fault, ...]]:
        """Give the files that can be read, and the faults of those that cannot."""
        recover(self.path)
        with locked(self.path, writing=False):
            return self._read()

    def dossier(self) -> Dossier:
        """Give all files of the agreement.

        Raises
        ------
        WrongInput
            If some of them cannot be read.
        """
        dossier, faults = self.inspect()
        if faults:
            raise WrongInput(faults)
        return dossier

    def replace(self, dossier: Dossier) -> None:
        """Keep exactly these files instead of the former ones, all or none of them.

        Files that stay the same are not touched.

        Raises
        ------
        WrongInput
            If a path leads out of the agreement, or the folder cannot be read; nothing has
            changed then.
        OSError
            If the disk refuses; the former files are back then.
        """
        refuse_strangers(dossier.paths)
        recover(self.path)
        with locked(self.path, writing=True):
            former, faults = self._read()
            if faults:
                raise WrongInput(faults)
            swap(self.path, _changes(former.files, dossier.files))

    def read_bytes(self, path: str) -> bytes:
        """Give one file, of the decisions too.

        Raises
        ------
        NotFound
            If there is no such file.
        """
        target = self._inside(path)
        if not target.is_file():
            raise NotFound("no_such_file", path=path)
        return target.read_bytes()

    def append_file(self, path: str, content: bytes) -> None:
        """Add one file that is not there yet, as a decision's.

        Raises
        ------
        WrongInput
            If the path leads out of the agreement or there is a file already.
        """
        target = self._inside(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as file:
                file.write(content)
        except FileExistsError:
            raise WrongInput((Fault(path, "file_exists"),)) from None

    def _read(self) -> tuple[Dossier, tuple[Fault, ...]]:
        files: dict[str, bytes] = {}
        places, faults = files_of(self.path)
        total = 0
        for path, place in places.items():
            content = content_of(path, place, faults)
            if content is not None:
                files[path] = content
                total += len(content)
            if total > LARGEST_FOLDER:
                limit = str(LARGEST_FOLDER // 1_000_000)
                faults.append(Fault(".", "folder_too_large", values={"limit": limit}))
                break
        return Dossier(files), tuple(faults)

    def _inside(self, path: str) -> Path:
        """Give the place of a path, refusing one that leads out, through links too."""
        target = (self.path / path).resolve() if is_inside(path) else None
        if target is None or not target.is_relative_to(self.path):
            raise WrongInput((Fault(path, "path_outside", values={"path": path}),))
        return target


def _changes(former: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Give the files that differ, None for those that go."""
    changes: dict[str, bytes | None] = {
        path: content for path, content in sorted(wanted.items()) if former.get(path) != content
    }
    changes.update(dict.fromkeys(sorted(set(former) - set(wanted))))
    return changes
