"""Who is one body among loaded names, where linkage was run since they were loaded."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from salkku.domain.agreement import Agreement
from salkku.domain.errors import SourceError
from salkku.workbench.likening import is_compared, likenesses, own_mentions, recipe

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from salkku.resolve import Mention
    from salkku.resolve.carried import Carried
    from salkku.resolve.settling import Settled
    from salkku.text import Register, Resolved

__all__ = ["keep_resolved", "keep_settled", "parts_of", "register_of", "resolved_bodies"]

_KIND = "bodies"


def resolved_bodies(agreement: Agreement, *, tables: Path | None) -> Resolved | None:
    """Give which loaded mentions are one body; None where linkage was not run since the load.

    What ``link`` found is used as long as nothing is loaded, ruled or changed in
    organisations.csv. After a ruling it is settled anew where the comparison is kept, as the
    correction queue keeps it; nothing is compared here.

    Parameters
    ----------
    tables
        The folder that open data was loaded into.
    """
    if tables is None:
        return None
    stamp = _stamp(agreement, tables)
    if not stamp:
        return None
    found = _opened(tables, stamp)
    if found is None and is_compared(agreement, tables=tables):
        told = likenesses(agreement, tables=tables)
        keep_settled(agreement, tables, told.settled(agreement.rulings), told.riding)
        found = _opened(tables, stamp)
    return found


def register_of(agreement: Agreement, *, tables: Path | None) -> Register:
    """Give who is one body, as all questions about the landscape read it.

    Parameters
    ----------
    tables
        The folder that open data was loaded into.
    """
    from salkku.text import Register

    resolved = resolved_bodies(agreement, tables=tables)
    return Register.of(agreement.organisations, agreement.rulings, resolved=resolved)


def parts_of(agreement: Agreement, *, tables: Path | None, register: Register) -> Path | None:
    """Give where it is laid out who takes part in the loaded projects, and lay it out first if new.

    Parameters
    ----------
    tables
        The folder that open data was loaded into. Where it cannot be written to, it is laid out
        beside it for as long as the process lives.
    register
        Who is one body.
    """
    stamp = "" if tables is None else _stamp(agreement, tables)
    if tables is None or not stamp:
        return None
    stamp = f"{stamp}.{register.way}"
    try:
        return _laid_out(tables, stamp, register, None)
    except (OSError, SourceError):  # as an index is done without that cannot be kept
        return _laid_out(tables, stamp, register, Path(_beside().name))


@cache
def _beside() -> TemporaryDirectory[str]:
    """Give a folder of this process alone."""
    return TemporaryDirectory(prefix="salkku-")


def _laid_out(tables: Path, stamp: str, register: Register, place: Path | None) -> Path | None:
    from salkku.store import taking_part
    from salkku.text import plain_name

    found = taking_part.laid_out(folder=tables, stamp=stamp, place=place)
    return found or taking_part.lay_out(
        folder=tables,
        stamp=stamp,
        called=lambda mention: (plain_name(mention[0]), register.called_of(mention)),
        place=place,
    )


def keep_resolved(
    agreement: Agreement,
    tables: Path,
    mentions: Sequence[Mention],
    clusters: Sequence[Hashable],
    riding: Mapping[Mention, Carried] | None = None,
) -> None:
    """Keep what linkage found, for all that asks who is one body.

    Parameters
    ----------
    mentions, clusters
        What was linked, and the cluster of each.
    riding
        What rides on mentions; None counts it.
    """
    from salkku.resolve.carried import carried
    from salkku.resolve.naming import resolved
    from salkku.store import likenesses as held

    stamp = _stamp(agreement, tables)
    if stamp:
        found = resolved(
            mentions=mentions,
            clusters=clusters,
            riding=carried(folder=tables) if riding is None else riding,
        )
        told = {
            "mentions": [(*mention, body) for mention, body in found.mentions.items()],
            "names": dict(found.names),
            "bodies": found.bodies,
        }
        held.keep(folder=tables, stamp=stamp, told=told, kind=_KIND)


def keep_settled(
    agreement: Agreement, tables: Path, settled: Settled, riding: Mapping[Mention, Carried]
) -> None:
    """Keep what was settled, unless it is kept already.

    Parameters
    ----------
    settled
        Of all mentions, within the agreement's rulings.
    riding
        What rides on mentions.
    """
    stamp = _stamp(agreement, tables)
    if stamp and _opened(tables, stamp) is None:
        roots = [settled.bodies.root(own[0]) for own in settled.parted.places]
        keep_resolved(agreement, tables, settled.parted.mentions, roots, riding)


@lru_cache(maxsize=4)
def _read(tables: Path, stamp: str, changed: int) -> Resolved | None:
    from salkku.store import likenesses as held
    from salkku.text import Resolved

    told: Any = held.kept(folder=tables, stamp=stamp, kind=_KIND)
    if told is None:
        return None
    mentions = {(name, city, country, pic, number): body
                for name, city, country, pic, number, body in told["mentions"]}  # fmt: skip
    return Resolved(mentions, told["names"], told["bodies"])


def _opened(tables: Path, stamp: str) -> Resolved | None:
    """Read what is kept, once a process as long as it is the same file."""
    from salkku.store import likenesses as held

    changed = held.changed(folder=tables, stamp=stamp, kind=_KIND)
    return None if changed is None else _read(tables, stamp, changed)


def _stamp(agreement: Agreement, tables: Path) -> str:
    from salkku.store.stamps import stamp_of

    mentions = list(own_mentions(agreement))
    reader = f"{recipe()}|{_KIND}|{mentions!r}|{agreement.rulings!r}"
    return stamp_of(folder=tables, reader=reader)
