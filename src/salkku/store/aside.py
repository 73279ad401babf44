"""Write a file aside, then rename it: whoever looks finds the former one or the new one, whole."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["put_whole", "writing_whole"]


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into; it takes its place when the block ends without an error.

    Parameters
    ----------
    path
        Where it belongs; its folder is there already.

    Yields
    ------
    BinaryIO

    Raises
    ------
    OSError
        If the disk refuses; then what was there is there still, and nothing of the new is left.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     with writing_whole(Path(place) / "told.txt") as file:
    ...         _ = file.write(b"all of it")
    ...     (Path(place) / "told.txt").read_text()
    'all of it'
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.being-written")
    try:
        aside.unlink(missing_ok=True)  # of a process that was killed, or laid there by another
        with aside.open("xb") as file:
            yield file
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def put_whole(path: Path, content: bytes) -> None:
    """Write a file's whole content, or leave what was there.

    Parameters
    ----------
    path
        Where it belongs; its folder is there already.
    content
        Its bytes.

    Raises
    ------
    OSError
        If the disk refuses; then what was there is there still, and nothing of the new is left.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     put_whole(Path(place) / "told.txt", b"all of it")
    ...     [path.name for path in Path(place).iterdir()]
    ['told.txt']
    """
    with writing_whole(path) as file:
        file.write(content)
