"""Who takes part in which loaded project, each under what its body is called, laid out once."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from salkku.store import tables
from salkku.store.engines import Session
from salkku.store.likenesses import place_of
from salkku.store.schema import BASE

__all__ = ["laid_out", "lay_out", "show"]

Mention = tuple[str, str, str, str, str]
"""Name, city, country, PIC and business id; empty when unknown."""

_MENTION = ("name", "city", "country", "pic", "business_id")
_COLUMNS = ("source", "project", "name", "folded", "body")
_CALLED = dict.fromkeys((*_MENTION, "folded", "body"), "text")
_WHERE = "current AND name IS NOT NULL AND coalesce(project, project_rcn) IS NOT NULL"


def laid_out(*, folder: Path | None, stamp: str, place: Path | None = None) -> Path | None:
    """Give where what was laid out with a stamp is.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp; empty where nothing was loaded.
    place
        The folder that it was laid out in, if not in the agreement's.

    Returns
    -------
    Path or None
        None when nothing was.

    Examples
    --------
    >>> laid_out(folder=Path("nowhere"), stamp="0") is None
    True
    """
    if folder is None or not stamp:
        return None
    found = (place or folder / ".salkku" / "links") / _name(stamp)
    return found if found.is_dir() else None


def lay_out(
    *,
    folder: Path,
    stamp: str,
    called: Callable[[Mention], tuple[str, str]],
    place: Path | None = None,
    engine: str = "",
) -> Path | None:
    """Lay out who takes part in which project, in the place of any other stamp's.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Of the tables and of all that decides who is one body.
    called
        Of a mention: its plain name, and what its body is called.
    place
        The folder to lay it out in, if not the agreement's.
    engine
        Name of the tables' engine.

    Returns
    -------
    Path or None
        Where it is; None where nothing was loaded.

    Raises
    ------
    SourceError
        ``tables_linked`` when ``.salkku`` leads elsewhere.
    OSError
        If the disk refuses.

    Examples
    --------
    >>> lay_out(folder=Path("nowhere"), stamp="0", called=lambda one: (one[0], one[0])) is None
    True
    """
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return None
        told = ", ".join(f"coalesce({each}, '')" for each in _MENTION)
        mentions = session.ask(f"SELECT DISTINCT {told} FROM participations WHERE {_WHERE}")
        said = [(*one, *called((one[0], one[1], one[2], one[3], one[4]))) for one in mentions]
        session.stage("called", _CALLED, [[one[n] for one in said] for n in range(len(_CALLED))])
        same = " AND ".join(f"coalesce(p.{each}, '') = c.{each}" for each in _MENTION)
        target = (place or place_of(folder)) / _name(stamp)
        aside = target.parent / f".{target.name}.{os.getpid()}-{threading.get_ident()}"
        try:
            session.write_out(
                f"SELECT {BASE.replace('source', 'p.source')} AS source,"
                " coalesce(p.project, 'rcn ' || p.project_rcn) AS project, p.name AS name,"
                f" folded, body FROM (SELECT * FROM participations WHERE {_WHERE}) p"
                f" JOIN called c ON {same} ORDER BY body, source, project",
                aside,
            )
            _take_place(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return target


def show(session: Session, *, name: str, parts: Path | None) -> None:
    """Show in a session what was laid out, under a name; nobody takes part where there is nothing.

    Parameters
    ----------
    session
        The session.
    name
        Of the view, with the columns ``source``, ``project``, ``name``, ``folded`` and ``body``.
    parts
        Where it is.

    Examples
    --------
    >>> with tables.beside(folder=None) as (session, _):
    ...     show(session, name="taken", parts=None)
    ...     session.ask("SELECT count(*) FROM taken")
    [(0,)]
    """
    if parts is None:
        empty: Sequence[Sequence[str]] = [[] for _ in _COLUMNS]
        session.stage(name, dict.fromkeys(_COLUMNS, "text"), empty)
    else:
        session.read_in(name, parts)


def _take_place(aside: Path, target: Path) -> None:
    """Put what was written aside in its place; where another was faster, that one holds."""
    try:
        aside.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    for old in target.parent.glob("*.parts"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)


def _name(stamp: str) -> str:
    return f"{stamp}.parts"
