"""Which paths may be files of an agreement: inside it, plain, the same on every system."""

from __future__ import annotations

import re
from collections.abc import Iterable

from salkku.domain.errors import Fault, WrongInput
from salkku.store.layout import is_kept

__all__ = ["is_inside", "refuse_strangers"]

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 1000


def is_inside(path: str) -> bool:
    r"""Say whether a path, parts joined by ``/``, stays inside the agreement.

    Examples
    --------
    >>> [is_inside(path) for path in ("a/b.csv", "../a", "/a", "a\\b", "a/./b", "C:a", "")]
    [True, False, False, False, False, False, False]
    """
    if not path or len(path) > _LONGEST or "\\" in path or _DRIVE.match(path):
        return False
    if any(ord(mark) < 32 or 0xD800 <= ord(mark) <= 0xDFFF for mark in path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def refuse_strangers(paths: Iterable[str]) -> None:
    """Refuse paths that cannot be files of an agreement: outside it, or beside it.

    Raises
    ------
    WrongInput
        With one fault a path.

    Examples
    --------
    >>> refuse_strangers(["agreement.toml", "notes/a.md"])
    >>> try:
    ...     refuse_strangers(["decisions/x", "../y"])
    ... except WrongInput as error:
    ...     len(error.faults)
    2
    """
    faults = tuple(
        Fault(path, "path_outside", values={"path": path})
        for path in paths
        if not is_inside(path) or not is_kept(path)
    )
    if faults:
        raise WrongInput(faults)
