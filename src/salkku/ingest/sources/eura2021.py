"""EURA 2021: the Finnish service's Excel report on structural-fund projects of 2021-27.

The service has no interface for programs; a person saves its report. One row is one implementer's
part; the parts of a joint project share ``Ryhmähanketunnus``. Two rows at the end are the report's
own. Money stands both with the part as a project and with its implementer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from salkku.ingest import cells
from salkku.ingest.sheets import Record, Refused, Sheet
from salkku.ingest.sources import Layout, Part, fields
from salkku.ingest.workbooks import read_workbook, sheet_of

__all__ = ["Reads"]

_TELLING = ("Hankekoodi", "Ryhmähanketunnus", "Toteuttajan nimi")
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{3,}")

_PROJECTS = Layout(
    "projects",
    fields(
        ("id", "Hankekoodi", cells.text),
        ("joint", "Ryhmähanketunnus", cells.text),
        ("programme", "Rahasto", cells.text),
        ("fund", "Rahasto", cells.text),
        ("part", "EAKR-/JTF-alatyyppi", cells.text),
        ("priority", "Tl", cells.text),
        ("specific_objective", "Et", cells.text),
        ("title", "Hankkeen nimi", cells.text),
        ("authority", "Rahoittava viranomainen", cells.text),
        ("status", "Toiminnan tila", cells.text),
        ("starts", "Aloituspvm", cells.day),
        ("ends", "Päättymispvm", cells.day),
        ("granted_cents", "Suunniteltu EU- ja valtion rahoitus", cells.cents),
        ("public_cents", "Suunniteltu julkinen rahoitus", cells.cents),
        ("total_cost_cents", "Suunniteltu rahoitus yhteensä", cells.cents),
        ("paid_cents", "Toteutunut EU- ja valtion rahoitus", cells.balance),
        ("public_paid_cents", "Toteutunut julkinen rahoitus", cells.balance),
        ("total_paid_cents", "Toteutunut rahoitus yhteensä", cells.balance),
        ("eu_paid_cents", "Toteutunut EU-rahoituksen määrä", cells.balance),
        ("theme", "Tukitoimen ala", cells.text),
        ("region", "Sijainti", cells.text),
        ("postcode", "Toteutuspaikan postinumero", cells.text),
        ("city", "Toteutuspaikan postitoimipaikka", cells.text),
        ("scheme", "Tukimuoto", cells.text),
        (
            "territory",
            "Alueellinen täytäntöönpanomekanismi ja alueellinen painopiste",
            cells.text,
        ),
        ("economic_activity", "Taloudellinen toiminta", cells.text),
        ("second_theme", "Toissijainen teema, vain ESR+", cells.text),
        ("equality", "Sukupuolten tasa-arvo", cells.text),
        ("sea_strategy", "Itämeren alueen strategia", cells.text),
        ("objective", "Suunnitelman mukainen tiivistelmä hankkeen toteutuksesta", cells.text),
        ("address", "Hankekuvauksen osoite", cells.text),
        ("website", "Hankkeen kotisivun osoite", cells.text),
        required=("id",),
    ),
)

_IMPLEMENTERS = Layout(
    "participations",
    fields(
        ("project", "Hankekoodi", cells.text),
        ("name", "Toteuttajan nimi", cells.text),
        ("business_id", "Toteuttajan Y-tunnus", cells.business_id),
        ("postcode", "Tuensaajan postinumero", cells.text),
        ("city", "Tuensaajan postitoimipaikka", cells.text),
        ("country", "country", cells.text),
        ("role", "role", cells.text),
        ("granted_cents", "Suunniteltu EU- ja valtion rahoitus", cells.cents),
        ("total_cost_cents", "Suunniteltu rahoitus yhteensä", cells.cents),
        required=("project", "name"),
    ),
    also=(_PROJECTS,),
)


class Reads:
    """The Finnish report behind the sources' promise."""

    name = "eura2021"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none, a person saves the report from the service."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".xlsx",)

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read the first worksheet that has the report's columns."""
        for grid in read_workbook(data).values():
            sheet = sheet_of(grid, telling=_TELLING)
            if sheet is not None:
                return (Part("", _without_footer(sheet)),)
        return ()

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        return _IMPLEMENTERS if set(_TELLING) <= set(header) else None


def _without_footer(sheet: Sheet) -> Sheet:
    """Name the rows at the end that are no project's, and say that the others implement."""
    place = sheet.header.index("Hankekoodi")
    rows = list(sheet.records)
    footer: list[Refused] = []
    while rows and not _CODE.fullmatch(rows[-1].cells[place].strip()):
        footer.append(Refused(rows.pop().row, "footer"))
    records = tuple(Record(each.row, [*each.cells, "implementer", "FI"]) for each in rows)
    return replace(
        sheet,
        header=(*sheet.header, "role", "country"),
        records=records,
        refused=tuple(reversed(footer)),
    )
