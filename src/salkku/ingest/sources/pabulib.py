"""Pabulib: participatory-budget votes (.pb files), as projects with their costs and as ballots.

A file has three sections: ``META`` (key and value), ``PROJECTS`` and ``VOTES``. A vote becomes one
row of ``pb_votes``, its projects ``pb_projects`` and its ballots ``pb_ballots``. A ballot is known
by its place in the file only: voters' ids, ages, sexes and neighbourhoods are not taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from salkku.ingest import cells
from salkku.ingest.sheets import Record, Refused, Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_SECTIONS = ("META", "PROJECTS", "VOTES")
_META = (
    *("description", "country", "unit", "subunit", "instance", "num_projects", "num_votes"),
    *("budget", "vote_type", "rule", "date_begin", "date_end", "currency"),
)

_VOTES = Layout(
    "pb_votes",
    fields(
        ("id", "vote", cells.text),
        ("title", "description", cells.prose),
        ("country", "country", cells.text),
        ("unit", "unit", cells.text),
        ("rule", "rule", cells.text),
        ("vote_type", "vote_type", cells.text),
        ("budget_cents", "budget", cells.cents),
        ("projects", "num_projects", cells.whole),
        ("ballots", "num_votes", cells.whole),
        ("starts", "date_begin", cells.day),
        ("ends", "date_end", cells.day),
        required=("id",),
    ),
)
_PROJECTS = Layout(
    "pb_projects",
    fields(
        ("vote", "vote", cells.text),
        ("project", "project_id", cells.text),
        ("title", "name", cells.prose),
        ("cost_cents", "cost", cells.cents),
        ("votes", "votes", cells.whole),
        ("score", "score", cells.text),
        ("category", "category", cells.text),
        ("target", "target|beneficiaries", cells.text),
        ("selected", "selected", cells.flag),
        required=("vote", "project", "cost_cents"),
    ),
)
_BALLOTS = Layout(
    "pb_ballots",
    fields(
        ("vote", "vote", cells.text),
        ("voter", "ballot", cells.text),
        ("projects", "vote_for", cells.text),
        ("points", "points", cells.text),
        required=("vote", "voter"),
    ),
)


class Reads:
    """The votes behind the sources' promise."""

    name = "pabulib"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none, a person chooses votes on pabulib.org."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".pb",)

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read the three sections of a file."""
        vote = PurePosixPath(file).stem
        sections = _sections(data.decode("utf-8-sig", errors="replace"))
        if "META" not in sections or "PROJECTS" not in sections:
            return ()
        parts = [Part("meta", _meta(vote, *sections["META"]))]
        parts.append(Part("projects", _listed(vote, *sections["PROJECTS"])))
        if "VOTES" in sections:
            parts.append(Part("votes", _ballots(_listed(vote, *sections["VOTES"]))))
        return parts

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a section holds; None when it lacks the column that tells its rows apart."""
        column, layout = _HOLDS.get(PurePosixPath(file).name, ("", None))
        return layout if column in header else None


_HOLDS = {
    "meta": ("vote", _VOTES),
    "projects": ("project_id", _PROJECTS),
    "votes": ("ballot", _BALLOTS),
}


def _sections(text: str) -> dict[str, tuple[int, str]]:
    """Give each section's first row and its text."""
    found: dict[str, tuple[int, str]] = {}
    name, start, held = "", 0, list[str]()
    for row, line in enumerate([*text.split("\n"), _SECTIONS[0]], start=1):
        if line.strip() in _SECTIONS:
            if name and name not in found:
                found[name] = (start, "\n".join(held))
            name, start, held = line.strip(), row + 1, []
        else:
            held.append(line)
    return found


def _meta(vote: str, start: int, text: str) -> Sheet:
    told: dict[str, str] = {}
    for line in text.split("\n"):
        key, _, value = line.partition(";")
        told.setdefault(key.strip(), value.strip())
    row = [vote, *(told.get(name, "") for name in _META)]
    return Sheet(("vote", *_META), (Record(start, row),), 0, ())


def _listed(vote: str, start: int, text: str) -> Sheet:
    """Read a section with a header, its rows numbered as in the file."""
    sheet = read_sheet(text.encode())
    blank = len(text) - len(text.lstrip("\r\n"))
    shift = start - 1 + text[:blank].count("\n")
    records = tuple(Record(each.row + shift, [*each.cells, vote]) for each in sheet.records)
    refused = tuple(Refused(each.row + shift, each.reason) for each in sheet.refused)
    header = tuple("vote_for" if name == "vote" else name for name in sheet.header)
    return Sheet((*header, "vote"), records, sheet.repaired, refused)


def _ballots(sheet: Sheet) -> Sheet:
    """Give the ballots numbers by their place, and drop who cast them."""
    wanted = [place for place, name in enumerate(sheet.header) if name in _BALLOT_COLUMNS]
    header = (*(sheet.header[place] for place in wanted), "ballot")
    records = tuple(
        Record(each.row, [*(each.cells[place] for place in wanted), str(number)])
        for number, each in enumerate(sheet.records, start=1)
    )
    return Sheet(header, records, sheet.repaired, sheet.refused)


_BALLOT_COLUMNS = frozenset({"vote", "vote_for", "points"})
