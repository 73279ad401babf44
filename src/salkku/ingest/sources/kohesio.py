"""Kohesio: the European Union's cohesion projects by country, and the beneficiaries of some.

© European Union, CC BY 4.0. The country files of 2014-20 (40 columns) and 2021-27 (44 columns)
name only the lead beneficiary and may give one operation several rows: what the rows share is
one project, its money counted once; a row that says another sum is kept beside it. Several values
stand in one cell parted by ``|``. Money in another currency than the euro is unknown here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from salkku.ingest import cells
from salkku.ingest.sheets import Record, Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_ID = "Operation_Unique_Identifier"
_MONEY = ("Total_Eligible_Expenditure_amount", "Project_EU_Budget")
_CURRENCY = "Total_Eligible_Expenditure_Currency"
_NUMBER = "Beneficiary_Local_Identifier"
_ENTITY = re.compile(r".*/entity/")


def _entity(cell: str) -> str:
    return _ENTITY.sub("", cells.text(cell))


_PROJECTS = Layout(
    "projects",
    fields(
        ("id", _ID, _entity),
        ("programme", "Programme_Name|Programme_Code", cells.text),
        ("title", "Operation_Name_Programme_Language|Operation_Name_English", cells.prose),
        ("title_en", "Operation_Name_English", cells.prose),
        ("starts", "Operation_Start_Date", cells.day),
        ("ends", "Operation_End_Date|Operation_Expected_End_Date", cells.day),
        ("total_cost_cents", _MONEY[0], cells.cents),
        ("eu_contribution_cents", _MONEY[1], cells.cents),
        ("eu_share", "Cofinancing_Rate", cells.text),
        (
            "objective",
            "Operation_Summary_Programme_Language|Operation_Summary_English",
            cells.prose,
        ),
        ("objective_en", "Operation_Summary_English", cells.prose),
        ("fund", "Fund_Code|Fund_Name", cells.text),
        ("priority", "Policy_Objective_Label|Policy_Objective_ID", cells.text),
        ("specific_objective", "Specific_Objective_Label|Specific_Objective_ID", cells.text),
        ("theme", "Category_Label|Category_Of_Intervention", cells.text),
        ("second_theme", "Thematic_Objective_Label|Thematic_Objective_ID", cells.text),
        ("authority", "ManagingAuthority|Managing_Authority", cells.text),
        ("region", "NUTS3_Label|NUTS2_Label|NUTS1_Label|Region", cells.text),
        ("nuts", "NUTS3_Code|NUTS2_Code|NUTS1_Code", cells.text),
        ("city", "LAU_Labels|LAU_Label", cells.text),
        ("postcode", "Postal_Code|Location_Indicator_Postcode", cells.text),
        ("country", "CountryCode|Country", cells.text),
        ("period", "Programming_Period", cells.text),
        ("doi", "Operation_Local_Identifier", cells.text),
        required=("id",),
    ),
    updated=("Date_Of_Last_Update",),
    also=(
        Layout(
            "participations",
            fields(
                ("project", _ID, _entity),
                ("organisation", "Beneficiary_Unique_Identifier", _entity),
                ("name", "Beneficiary_Name", cells.text),
                ("business_id", _NUMBER, cells.business_id),
                ("country", "CountryCode|Country", cells.text),
                ("role", "role", cells.text),
                required=("project", "name"),
            ),
        ),
    ),
)

_BENEFICIARIES = Layout(
    "beneficiaries",
    fields(
        ("country", "Country", cells.text),
        ("region", "Region", cells.text),
        ("name", "Beneficiary Name", cells.text),
        ("other_name", "Transliterated Name", cells.text),
        ("total_cost_cents", "Total Budget", cells.cents),
        ("eu_contribution_cents", "EU Contribution", cells.cents),
        ("projects", "Number of Projects", cells.whole),
        required=("country", "name"),
    ),
)


class Reads:
    """The cohesion projects behind the sources' promise."""

    name = "kohesio"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: a short name to an address."""
        home = "https://kohesio.ec.europa.eu/api/data/object?id=data"
        return {
            "2021-2027": f"{home}/projects-2021-2027/latest/FI-pp21-27-latest.csv",
            "2014-2020": f"{home}/projects-2014-2020/latest/FI-pp14-20-latest.csv",
        }

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".csv", ".tsv", ".txt")

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a file, the rows of one operation joined."""
        sheet = read_sheet(data)
        if self.layout(file, sheet.header) is None:
            return ()
        return (Part("", _operations(sheet) if _ID in sheet.header else sheet),)

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        if {_ID, "Project_EU_Budget"} <= set(header):
            return _PROJECTS
        own = {"Country", "Beneficiary Name", "Number of Projects"} <= set(header)
        return _BENEFICIARIES if own else None


def _operations(sheet: Sheet) -> Sheet:
    """Join the rows of one operation that agree on its money and its beneficiary."""
    place = {name: number for number, name in enumerate(sheet.header)}
    telling = [place[name] for name in (_ID, *_MONEY, "Beneficiary_Name") if name in place]
    joined: dict[tuple[str, ...], Record] = {}
    for number, each in enumerate(sheet.records):
        own = tuple(each.cells[at].strip() for at in telling)
        key = own if own[0] else (str(number),)
        held = joined.setdefault(key, Record(each.row, [""] * len(each.cells)))
        for at, cell in enumerate(each.cells):
            held.cells[at] = _both(held.cells[at], cell.strip())
    records = tuple(Record(each.row, _told(each.cells, place)) for each in joined.values())
    header = (*sheet.header, "role")
    lost = len(sheet.records) - len(records)
    return Sheet(header, records, sheet.repaired, sheet.refused, joined=lost)


def _both(held: str, more: str) -> str:
    """Give the values of two cells, each once; descriptions are never cut at a bar."""
    if not held or not more or more == held:
        return held or more
    known = held.split("|")
    return "|".join([*known, *(value for value in more.split("|") if value not in known)])


def _told(record: list[str], place: Mapping[str, int]) -> list[str]:
    """Say the currency of money that is not in euros, and only Finnish business ids as such."""
    told = [*record, "lead"]
    currency = record[place[_CURRENCY]] if _CURRENCY in place else ""
    for name in _MONEY:
        if currency not in ("", "EUR") and name in place and record[place[name]]:
            told[place[name]] = f"{record[place[name]]} {currency}"
    countries = {record[place[name]] for name in ("CountryCode", "Country") if name in place}
    if _NUMBER in place and not {"FI", "Finland"} & countries:
        told[place[_NUMBER]] = ""
    return told
