"""EURA 2014: the Finnish lists of structural-fund projects of 2007-13 and 2014-20, and page facts.

The lists were published as comma-separated exports, one row a project with its implementer;
the raw ones quote nothing, and the one of 2007-13 is windows-1252. ``project-page-facts.csv``
holds what single public project pages say, with partners and business ids: kept beside what the
lists say, never in its place. The authority of a row decides for several regions and says nothing
of where a project is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salkku.ingest import cells
from salkku.ingest.eura_lists import is_list, read_list
from salkku.ingest.sheets import Record, Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_PAGES = "pages"

_LEAD_COLUMNS = ("code", "lead", "lead_ytunnus", "lead_postplace", "partners")
_PAGE_COLUMNS = ("fund", "source_url", *_LEAD_COLUMNS)

_PROJECTS = Layout(
    "projects",
    fields(
        ("id", "Koodi", cells.text),
        ("programme", "Rahasto", cells.text),
        ("fund", "Rahasto", cells.text),
        ("title", "Projektin nimi|Hankkeen nimi", cells.text),
        ("part", "Ohjelma / osio", cells.text),
        ("priority", "Tl", cells.text),
        ("authority", "Viranomainen", cells.text),
        ("status", "Toiminnan tila|Tila", cells.text),
        ("starts", "Aloituspvm", cells.day),
        ("ends", "Päättymispvm", cells.day),
        ("granted_cents", "Myönnetty EU- ja valtion rahoitus", cells.cents),
        ("paid_cents", "Toteutunut EU- ja valtion rahoitus", cells.balance),
        ("public_cents", "Suunniteltu julkinen rahoitus yhteensä", cells.cents),
        ("public_paid_cents", "Toteutunut julkinen rahoitus yhteensä", cells.balance),
        required=("id",),
    ),
    also=(
        Layout(
            "participations",
            fields(
                ("project", "Koodi", cells.text),
                ("name", "Toteuttajan nimi", cells.text),
                ("role", "role", cells.text),
                ("country", "country", cells.text),
                required=("project", "name"),
            ),
        ),
    ),
)

_PAGE_PROJECTS = Layout(
    "projects",
    fields(
        ("id", "code", cells.text),
        ("programme", "fund", cells.text),
        ("fund", "fund", cells.text),
        ("title", "name", cells.text),
        ("part", "period", cells.text),
        ("priority", "priority", cells.text),
        ("specific_objective", "specific_objective", cells.text),
        ("authority", "authority", cells.text),
        ("status", "state", cells.text),
        ("starts", "start", cells.day),
        ("ends", "end", cells.day),
        ("address", "source_url", cells.text),
        required=("id",),
    ),
    series=_PAGES,
)

_PAGE_PARTNERS = Layout(
    "participations",
    fields(
        ("project", "code", cells.text),
        ("place", "place", cells.whole),
        ("name", "partner", cells.text),
        ("business_id", "partner_ytunnus", cells.business_id),
        ("city", "partner_postplace", cells.text),
        ("country", "country", cells.text),
        ("role", "role", cells.text),
        required=("project", "name"),
    ),
    series=_PAGES,
)


class Reads:
    """The Finnish lists behind the sources' promise."""

    name = "eura2014"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none, the lists are no longer published at an address."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".csv",)

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a list, or the facts of pages as projects and as their partners."""
        first = data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("cp1252", "replace")
        if is_list(first):
            return (Part("", _with_implementers(_list(data))),)
        sheet = read_sheet(data)
        if set(_PAGE_COLUMNS) <= set(sheet.header):
            return (Part("", sheet), Part("partners", _partners(sheet)))
        return ()

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        if {"Koodi", "Rahasto", "Tl"} <= set(header):
            return _PROJECTS
        if {"code", "fund", "source_url"} <= set(header):
            return _PAGE_PROJECTS
        return _PAGE_PARTNERS if "partner_ytunnus" in header else None


def _list(data: bytes) -> Sheet:
    """Read a list strictly where every row agrees with its header, else from its ends."""
    sheet = read_sheet(data)
    return sheet if not sheet.repaired and not sheet.refused else read_list(data)


def _with_implementers(sheet: Sheet) -> Sheet:
    """Say in words what the list means: the one named implements, in Finland."""
    records = tuple(Record(each.row, [*each.cells, "implementer", "FI"]) for each in sheet.records)
    return Sheet((*sheet.header, "role", "country"), records, sheet.repaired, sheet.refused)


def _partners(sheet: Sheet) -> Sheet:
    """Give each partner of a page a row of its own, the one who leads first."""
    header = ("code", "place", "partner", "partner_ytunnus", "partner_postplace", "role", "country")
    place = {name: number for number, name in enumerate(sheet.header)}
    records: list[Record] = []
    for each in sheet.records:
        code, lead, number, city, partners = (each.cells[place[name]] for name in _LEAD_COLUMNS)
        if lead.strip():
            records.append(Record(each.row, [code, "1", lead, number, city, "lead", "FI"]))
        for order, partner in enumerate(filter(str.strip, partners.split("|")), start=2):
            name, _, number = partner.partition("=")
            records.append(Record(each.row, [code, str(order), name, number, "", "partner", "FI"]))
    return Sheet(header, tuple(records), 0, ())
