"""What is alike among organisations' names, compared once for what is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Ruling

if TYPE_CHECKING:
    from salkku.resolve import Mention, Scored
    from salkku.resolve.carried import Carried
    from salkku.resolve.doubts import Ranked
    from salkku.resolve.settling import Settled

__all__ = ["Likenesses", "is_compared", "likenesses", "own_mentions", "recipe"]


@dataclass(frozen=True, slots=True, eq=False)
class Likenesses:
    """What was compared, and what rides on each mention; the same comparison is the same object."""

    scored: Scored
    riding: Mapping[Mention, Carried]

    def settled(self, rulings: Sequence[Ruling]) -> Settled:
        """Join what was compared, within rulings; the last joins are remembered."""
        return _settled(self, tuple(rulings))

    def ranked(self, rulings: Sequence[Ruling]) -> Ranked:
        """Rank the pairs worth a ruling, within rulings; the last rankings are remembered."""
        return _ranked(self, tuple(rulings))


@lru_cache(maxsize=4)
def _settled(told: Likenesses, rulings: tuple[Ruling, ...]) -> Settled:
    from salkku.resolve.settling import settle

    return settle(scored=told.scored, rulings=rulings)


@lru_cache(maxsize=4)
def _ranked(told: Likenesses, rulings: tuple[Ruling, ...]) -> Ranked:
    from salkku.resolve.doubts import ranked

    return ranked(settled=told.settled(rulings), riding=told.riding)


def likenesses(agreement: Agreement, *, tables: Path | None = None) -> Likenesses:
    """Give what is alike: the kept comparison where it is fresh, else a new one, which is kept.

    Parameters
    ----------
    tables
        The folder that open data was loaded into; None compares organisations.csv alone.
    """
    own = own_mentions(agreement)
    stamp = _stamp(own, tables)
    if tables is None or not stamp:
        return _compared(tuple(own.items()))
    return _kept(tables, stamp, tuple(own.items()))


def is_compared(agreement: Agreement, *, tables: Path) -> bool:
    """Say whether :func:`likenesses` has little to do: nothing was loaded, or it was compared."""
    from salkku.store import likenesses as held

    stamp = _stamp(own_mentions(agreement), tables)
    return not stamp or held.kept(folder=tables, stamp=stamp) is not None


def own_mentions(agreement: Agreement) -> dict[Mention, Carried]:
    """Give the agreement's own organisations with what rides on them in its own rows."""
    from salkku.resolve import Mention
    from salkku.resolve.carried import Carried

    riding: dict[str, list[int]] = {}
    for part in agreement.participations:
        held = riding.setdefault(part.organisation, [0, 0])
        held[0] += 1
        held[1] += part.share_cents or 0
    found: dict[Mention, Carried] = {}
    for one in agreement.organisations:
        mention = Mention(one.name, one.city, one.country, one.pic, one.business_id, one.aliases)
        if one.name:
            parts, cents = riding.get(one.id, (0, 0))
            before = found.get(mention, Carried())
            found[mention] = Carried(before.parts + parts, before.cents + cents)
    return found


Riding = tuple[tuple["Mention", "Carried"], ...]


@lru_cache(maxsize=8)
def _compared(own: Riding) -> Likenesses:
    from salkku import resolve

    return Likenesses(resolve.score(mentions=[one for one, _ in own]), dict(own))


@lru_cache(maxsize=2)
def _kept(tables: Path, stamp: str, own: Riding) -> Likenesses:
    """Open the kept comparison, or make it and keep it."""
    from salkku import resolve
    from salkku.resolve.carried import Carried, carried
    from salkku.store import likenesses as held

    told = held.kept(folder=tables, stamp=stamp)
    if told is not None:
        scored = _scored(told)
        riding = [Carried(*each) for each in told["riding"]]
        return Likenesses(scored, {**dict(zip(scored.mentions, riding, strict=True)), **dict(own)})
    loaded = dict.fromkeys(resolve.loaded_mentions(folder=tables), Carried())
    riding_of = {**loaded, **carried(folder=tables), **dict(own)}
    scored = resolve.score(mentions=list(riding_of))
    told = {
        "mentions": [
            (one.name, one.city, one.country, one.pic, one.business_id, one.aliases)
            for one in scored.mentions
        ],
        "places": scored.places,
        "size": scored.size,
        "pairs": scored.pairs,
        "riding": [(one.parts, one.cents) for one in riding_of.values()],
    }
    held.keep(folder=tables, stamp=stamp, told=told)
    return Likenesses(scored, riding_of)


def _scored(told: Mapping[str, Any]) -> Scored:
    from salkku import resolve

    return resolve.Scored(
        tuple(_mention(one) for one in told["mentions"]),
        tuple(tuple(one) for one in told["places"]),
        told["size"],
        tuple((left, right, weight) for left, right, weight in told["pairs"]),
    )


def _mention(told: Sequence[Any]) -> Mention:
    from salkku import resolve

    name, city, country, pic, business_id, aliases = told
    return resolve.Mention(name, city, country, pic, business_id, tuple(aliases))


def _stamp(own: Mapping[Mention, Carried], tables: Path | None) -> str:
    from salkku.store.stamps import stamp_of

    if tables is None:
        return ""
    return stamp_of(folder=tables, reader=f"{recipe()}|{list(own)!r}")


@lru_cache(maxsize=1)
def recipe() -> str:
    """Give a hash of everything that decides what is alike."""
    told = hashlib.sha256()
    for part in ("salkku.resolve", "salkku.text"):
        for file in sorted(resources.files(part).iterdir(), key=lambda one: one.name):
            if file.is_file() and file.name.endswith((".py", ".csv")):
                told.update(file.read_bytes())
    return told.hexdigest()
