"""Which names are worth a person's look, and what they rule: rows of links.csv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement
from salkku.domain.dossier import Dossier, Table
from salkku.domain.ecosystem import Ruling, country_code, written_name
from salkku.domain.errors import Fault, NotFound, WrongInput
from salkku.locale import number, say
from salkku.workbench.likening import likenesses
from salkku.workbench.resolving import keep_settled

if TYPE_CHECKING:
    from salkku.resolve import Mention
    from salkku.resolve.doubts import Doubt
    from salkku.resolve.weighing import Term, Weighed
    from salkku.resolve.why import Evidence

__all__ = [
    "Queue",
    "Weighing",
    "evidence_sentence",
    "queue",
    "term_sentence",
    "weigh_names",
    "with_ruling",
    "without_ruling",
]

FILE = "links.csv"
COLUMNS = ("name", "country", "other", "other_country", "verdict", "from", "decided", "note")


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs most worth a ruling, of how many, and how much is ruled already."""

    doubts: tuple[Doubt, ...]
    total: int
    ruled: int
    unmet: int


def queue(agreement: Agreement, *, tables: Path | None = None, limit: int = 20) -> Queue:
    """List the pairs of names most worth a person's look; what is ruled is not asked again.

    Parameters
    ----------
    tables
        The folder that open data was loaded into; None looks at organisations.csv alone.
    limit
        At most so many.
    """
    told = likenesses(agreement, tables=tables)
    settled = told.settled(agreement.rulings)
    if tables is not None:
        keep_settled(agreement, tables, settled, told.riding)
    found = told.ranked(agreement.rulings)
    unmet = settled.bound.met.count(False)
    return Queue(found.first(limit), len(found), len(agreement.rulings), unmet)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What likeness says of two names term by term, and whether they are one now."""

    weighed: Weighed
    joined: bool


def weigh_names(
    agreement: Agreement, *, names: tuple[str, str], country: str = "", tables: Path | None = None
) -> Weighing:
    """Weigh two names as linkage does; names that nobody has are weighed as they stand.

    Parameters
    ----------
    names
        As sources write them.
    country
        Where both are; without it, wherever they are.
    tables
        The folder that open data was loaded into; None knows organisations.csv alone.
    """
    from salkku.resolve import Mention
    from salkku.resolve.weighing import weigh

    settled = likenesses(agreement, tables=tables).settled(agreement.rulings)
    parted = settled.parted
    sides: list[list[Mention]] = [[], []]
    roots: list[set[int]] = [set(), set()]
    wanted, code = [written_name(name) for name in names], country_code(country)
    for mention, own in zip(parted.mentions, parted.places, strict=True):
        if code and country_code(mention.country) != code:
            continue
        for told, row in zip((mention.name, *mention.aliases), own, strict=True):
            for side in (0, 1):
                if written_name(told) == wanted[side]:
                    sides[side].append(replace(mention, name=told, aliases=()))
                    roots[side].add(settled.bodies.root(row))
    left, right = (
        list(dict.fromkeys(found)) or [Mention(name, "", country)]
        for name, found in zip(names, sides, strict=True)
    )
    weighed = weigh(left=left, right=right, among=parted.mentions, needed=settled.least)
    return Weighing(weighed, bool(roots[0] & roots[1]))


def term_sentence(term: Term, *, language: str) -> str:
    """Say what one term speaks for, with its bits."""
    bits = number(Fraction(round(10 * abs(term.bits)), 10), 1, language=language)
    way = "speaks_for" if term.bits > 0 else "speaks_against"
    what = say(f"linking.term_{term.name}", language=language)
    return say(f"linking.{way}", {"what": what, "bits": bits}, language=language)


def evidence_sentence(evidence: Evidence, *, language: str) -> str:
    """Say one thing that speaks for one body or for two."""
    return say(f"linking.{evidence.code}", evidence.values, language=language)


def with_ruling(dossier: Dossier, ruling: Ruling) -> Dossier:
    """Give the files with one ruling more; the same files where it is there already.

    Raises
    ------
    WrongInput
        ``ruling_there`` when the two names are ruled otherwise already.
    """
    table = _table(dossier)
    there = _place(table, ruling)
    if there is not None:
        found = _ruling(table, table.rows[there])
        if found.verdict == ruling.verdict:
            return dossier
        values = {"cell": found.name, "other": found.other, "verdict": found.verdict}
        fault = Fault(FILE, "ruling_there", row=there + 2, column="verdict", values=values)
        raise WrongInput((fault,))
    said = _cells(ruling)
    header = (*table.header, *(name for name in COLUMNS if said[name] and name not in table.header))
    row = tuple(said.get(name.strip(), "") for name in header)
    return _written(dossier, Table(header, (*table.rows, row), table.separator))


def without_ruling(dossier: Dossier, ruling: Ruling) -> Dossier:
    """Give the files without what was ruled on two names; the file goes with its last row.

    Raises
    ------
    NotFound
        ``unknown_ruling`` when nothing was.
    """
    table = _table(dossier)
    there = _place(table, ruling)
    if there is None:
        raise NotFound("unknown_ruling", name=ruling.name, other=ruling.other)
    rows = (*table.rows[:there], *table.rows[there + 1 :])
    if not rows:
        return Dossier({path: told for path, told in dossier.files.items() if path != FILE})
    return _written(dossier, Table(table.header, rows, table.separator))


def _table(dossier: Dossier) -> Table:
    from salkku.store import writing

    content = dossier.files.get(FILE)
    return writing.table_of(content) if content else Table(COLUMNS, ())


def _written(dossier: Dossier, table: Table) -> Dossier:
    from salkku.store import writing

    files = dict(dossier.files)
    files[FILE] = writing.rewrite(files.get(FILE), table)
    return Dossier(files)


def _place(table: Table, wanted: Ruling) -> int | None:
    """Find the row that rules on two names, in either order."""
    for place, row in enumerate(table.rows):
        if set(_ruling(table, row).bodies) == set(wanted.bodies):
            return place
    return None


def _ruling(table: Table, row: Sequence[str]) -> Ruling:
    said = dict(zip((name.strip() for name in table.header), row, strict=False))
    found = {name: said.get(name, "").strip() for name in COLUMNS}
    return Ruling(
        name=found["name"],
        other=found["other"],
        verdict=found["verdict"],
        country=found["country"],
        other_country=found["other_country"],
    )


def _cells(ruling: Ruling) -> dict[str, str]:
    return {
        "name": ruling.name,
        "country": ruling.country,
        "other": ruling.other,
        "other_country": ruling.other_country,
        "verdict": ruling.verdict,
        "from": ruling.since,
        "decided": ruling.decided,
        "note": ruling.note,
    }
