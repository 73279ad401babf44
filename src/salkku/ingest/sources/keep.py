"""keep.eu: Interreg projects and partners as its Excel export gives them, "N.a." meaning nothing.

The export has one worksheet of projects and one of partners; a partner's row is joined to its
project by programme and project id, or by programme and acronym where no id is told. A list of
partners compiled from Swedish programmes (JSON) is read too, kept beside the export. Contact
persons, e-mail addresses and telephone numbers stand in the export: they are never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from salkku.ingest import cells
from salkku.ingest.documents import read_documents, sheet_of_records, word
from salkku.ingest.sheets import Record, Refused, Sheet
from salkku.ingest.sources import Layout, Part, fields
from salkku.ingest.workbooks import read_workbook, sheet_of

__all__ = ["Reads"]

_PROGRAMME = "Programme"
_ID = ("Project ID", "Project id", "keep.eu project ID", "Project identification")
_ACRONYM = ("Project acronym", "Acronym")
_EMPTY = frozenset({"n.a.", "n.a", "n/a", "na", "none", "-"})

_PROJECTS = Layout(
    "projects",
    fields(
        ("id", "key", cells.text),
        ("programme", _PROGRAMME, cells.text),
        ("fund", "fund", cells.text),
        ("period", "Period|Programming period", cells.text),
        ("acronym", "|".join(_ACRONYM), cells.text),
        ("title", "Project name in original language|Project name in English", cells.prose),
        ("title_en", "Project name in English", cells.prose),
        ("status", "Project status|Status", cells.text),
        ("starts", "Project start|Project start date", cells.day),
        ("ends", "Project end|Project end date", cells.day),
        (
            "total_cost_cents",
            "Project's total budget / expenditure|Total budget/expenditure|Total budget",
            cells.cents,
        ),
        ("eu_contribution_cents", "Project's EU funding|EU funding", cells.cents),
        ("eu_share", "Union co-financing rate", cells.text),
        ("priority", "Programme priority|Priority", cells.text),
        ("specific_objective", "Programme specific objective|Specific objective", cells.text),
        ("theme", "Thematic objective|Themes|Keywords", cells.text),
        (
            "objective",
            "Project summary in original language|Project summary in English|Summary",
            cells.prose,
        ),
        ("objective_en", "Project summary in English", cells.prose),
        ("call", "Call|Call number", cells.text),
        ("website", "Project website|Website", cells.text),
        required=("id",),
    ),
)

_PARTNERS = Layout(
    "participations",
    fields(
        ("project", "key", cells.text),
        (
            "name",
            "Organisation in original language|Organisation in English|Organisation",
            cells.text,
        ),
        ("short_name", "Abbreviation|Organisation's acronym", cells.text),
        ("department", "Department in English|Department|Unit", cells.text),
        ("pic", "Participant Identification Code|PIC", cells.text),
        ("vat", "VAT number|Partner's ID if not PIC", cells.text),
        ("activity", "Type of Organisation|Type of organisation", cells.text),
        ("role", "role", cells.text),
        ("city", "Town|City|Town/City", cells.text),
        ("postcode", "Postal code|Postcode", cells.text),
        ("country", "Country code|Country", cells.text),
        ("nuts", "NUTS 3|NUTS3|NUTS 3 code", cells.text),
        (
            "total_cost_cents",
            "Partner's total budget / expenditure|Partner's total budget|Partner budget",
            cells.cents,
        ),
        (
            "eu_contribution_cents",
            "Partner's programme co-financing|ERDF contribution (2014-2020 only)"
            "|ERDF contribution|EU funding",
            cells.cents,
        ),
        ("website", "Organisation website|Website", cells.text),
        required=("project", "name"),
    ),
)

_SWEDISH = Layout(
    "participations",
    fields(
        ("project", "key", cells.text),
        ("place", "id", cells.whole),
        ("name", "organisationsnamn", cells.text),
        ("activity", "organisationstyp", cells.text),
        ("role", "organisationsroll", cells.text),
        ("country", "country", cells.text),
        ("nuts", "nuts3", cells.text),
        ("total_cost_cents", "partnerbudget", cells.cents),
        required=("project", "name"),
    ),
    series="sweden",
    also=(
        Layout(
            "projects",
            fields(
                ("id", "key", cells.text),
                ("programme", "program", cells.text),
                ("fund", "fund", cells.text),
                ("title", "projektnamn", cells.prose),
                ("starts", "startdatum", cells.day),
                ("ends", "slutdatum", cells.day),
                ("priority", "politisktmal", cells.text),
                ("specific_objective", "specifiktmal", cells.text),
                ("scheme", "projekttyp", cells.text),
                required=("id",),
            ),
        ),
    ),
)
_SWEDISH_COLUMNS = (
    *("key", "id", "program", "projektnamn", "projekttyp", "startdatum", "slutdatum"),
    *("organisationsnamn", "organisationstyp", "organisationsroll", "nuts3", "partnerbudget"),
    *("politisktmal", "specifiktmal", "country", "fund"),
)


class Reads:
    """The Interreg projects behind the sources' promise."""

    name = "keep"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none, a person saves the export from keep.eu."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".xlsx", ".json")

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read the worksheets of projects and of partners, joined by a key."""
        if file.lower().endswith(".json"):
            return _swedish(data)
        grids = read_workbook(data).items()
        named = [(name, sheet_of(grid, telling=(_PROGRAMME,))) for name, grid in grids]
        sheets = [(name, _emptied(sheet)) for name, sheet in named if sheet is not None]
        projects = [(name, sheet) for name, sheet in sheets if not _is_partners(sheet)]
        partners = [(name, sheet) for name, sheet in sheets if _is_partners(sheet)]
        keys = _Keys([sheet for _, sheet in projects])
        return (
            *(Part(name, keys.of_projects(sheet)) for name, sheet in projects),
            *(Part(name, keys.of_partners(sheet)) for name, sheet in partners),
        )

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        if header == _SWEDISH_COLUMNS:
            return _SWEDISH
        if "key" not in header or _PROGRAMME not in header:
            return None
        return _PARTNERS if "role" in header else _PROJECTS


class _Keys:
    """Names of projects within a programme, by id and by acronym."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_acronym: dict[tuple[str, str], set[str]] = {}
        for sheet in sheets:
            for each in sheet.records:
                programme, id_, acronym = _named(sheet, each)
                key = _key(programme, id_ or acronym)
                if id_:
                    self._by_id[programme, id_] = key
                if acronym and key:
                    self._by_acronym.setdefault((programme, acronym), set()).add(key)

    def of_projects(self, sheet: Sheet) -> Sheet:
        """Give each project its key."""
        records = []
        for each in sheet.records:
            programme, id_, acronym = _named(sheet, each)
            key = _key(programme, id_ or acronym)
            records.append(Record(each.row, [*each.cells, key, "Interreg"]))
        return replace(sheet, header=(*sheet.header, "key", "fund"), records=tuple(records))

    def of_partners(self, sheet: Sheet) -> Sheet:
        """Give each partner its project's key and its role; refuse what two projects may claim."""
        place = _place(sheet.header, ("Lead partner",))
        records, refused = [], list(sheet.refused)
        for each in sheet.records:
            programme, id_, acronym = _named(sheet, each)
            found = self._by_acronym.get((programme, acronym), set())
            key = self._by_id.get((programme, id_)) if id_ else None
            if key is None and len(found) > 1:
                refused.append(Refused(each.row, "project_ambiguous"))
                continue
            key = key or next(iter(found), "") or _key(programme, id_ or acronym)
            leads = place is not None and each.cells[place].strip().lower() in ("yes", "true", "1")
            records.append(Record(each.row, [*each.cells, key, "lead" if leads else "partner"]))
        header = (*sheet.header, "key", "role")
        return replace(sheet, header=header, records=tuple(records), refused=tuple(refused))


def _is_partners(sheet: Sheet) -> bool:
    return any(name.startswith("Organisation") or name == "Lead partner" for name in sheet.header)


def _key(programme: str, name: str) -> str:
    return f"{programme}/{name}" if name else ""


def _named(sheet: Sheet, record: Record) -> tuple[str, str, str]:
    """Give a row's programme, project id and acronym; empty where it does not tell."""
    places = [_place(sheet.header, names) for names in ((_PROGRAMME,), _ID, _ACRONYM)]
    told = ["" if place is None else record.cells[place].strip() for place in places]
    return told[0], told[1], told[2]


def _place(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _emptied(sheet: Sheet) -> Sheet:
    """Empty the cells that say there is nothing."""
    records = tuple(
        Record(each.row, ["" if cell.strip().lower() in _EMPTY else cell for cell in each.cells])
        for each in sheet.records
    )
    return replace(sheet, records=records)


def _swedish(data: bytes) -> Sequence[Part]:
    found = read_documents(data)
    rows = [_swedish_row(each) for each in found.held]
    if not any(rows):
        return ()
    return (Part("", sheet_of_records(rows, columns=_SWEDISH_COLUMNS, broken=found.broken)),)


def _swedish_row(document: object) -> dict[str, str] | None:
    if not isinstance(document, dict) or "organisationsnamn" not in document:
        return None
    row = {name: word(document.get(name)) for name in _SWEDISH_COLUMNS}
    country = word(document.get("land"))
    return {
        **row,
        "key": _key(row["program"], row["projektnamn"]),
        "country": "SE" if country == "Sverige" else country,
        "fund": "Interreg",
    }
