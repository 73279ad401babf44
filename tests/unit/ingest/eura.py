"""Small Finnish project lists in the layouts as published, of invented projects."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter
from tests.unit.ingest.personal import MAIL, PHONE

COLUMNS_2007 = (
    "Koodi,Rahasto,Projektin nimi,Ohjelma / osio,Tl,Viranomainen,Toiminnan tila,Aloituspvm,"
    "Päättymispvm,Toteuttajan nimi,Myönnetty EU- ja valtion rahoitus,"
    "Toteutunut EU- ja valtion rahoitus,Suunniteltu julkinen rahoitus yhteensä,"
    "Toteutunut julkinen rahoitus yhteensä"
)
COLUMNS_2014 = (
    "Koodi,Rahasto,Hankkeen nimi,Tl,Viranomainen,Tila,Aloituspvm,Päättymispvm,Toteuttajan nimi,"
    "Myönnetty EU- ja valtion rahoitus,Toteutunut EU- ja valtion rahoitus,"
    "Suunniteltu julkinen rahoitus yhteensä,Toteutunut julkinen rahoitus yhteensä"
)
CENTRE = "Hämeen elinkeino-, liikenne- ja ympäristökeskus"

ROWS_2007 = (
    f'S1,ESR,Silta, "Kampus" ja tie,Valtakunnallinen osio,3,{CENTRE},Toiminta päättynyt,1.4.2008,'
    "31.12.2010,Kuntayhtymä, Opisto A,308999,308999,368999,-6",
    "A2,EAKR,Pilotti 2,3, ja 4,Itä-Suomi,1,Finnvera,Keskeytynyt,1.1.2008,29.2.2008,Oy,1,2,3,4",
)
ROWS_2014 = (
    f"A5,EAKR,Kone, 2. vaihe,1,{CENTRE},Toiminnassa,1.3.2015,28.2.2017,Oy, Ab,443909,71641.5,7,8"
    ",,;",
    '"A6,EAKR,""Musko"" ja hoito,1,Uudenmaan liitto,Toiminnassa,2.2.2015,31.12.2016,Oy,1,2,3,4";',
    "A7,EAKR,Vaihe | kaksi,1,Lapin liitto,Toiminnassa,425,31.12.2015,Oy, ,425,426,427, ,;",
    "A8,EAKR,Vienti,1,Lapin liitto,Toiminnassa,31.12.2015,31.12.2015,Oy,100,15.10.2014, 101,93,, ;",
    "A9,EAKR,Ilman loppua,2,Lapin liitto,Toiminnassa,1.1.2016,,Oy,56,0,110,0,,;",
    "A10,EAKR,Kolme lukua,2,Lapin liitto,Toiminnassa,4.9.2014,31.5.2015,Oy, Avoin,15,16,17,,;",
    "A11,EAKR,Nimi puuttuu,2,Lapin liitto,Toiminnassa,1.1.2015,30.6.2016,9,10,11,12,13,,;",
)
FACTS = (
    "code,period,fund,name,priority,specific_objective,start,end,state,authority,lead,"
    "lead_ytunnus,lead_postplace,partners,source_url\n"
    "A5,2014-2020,EAKR,Kone,2,4.1,2015-03-01,2018-07-31,Toiminta päättynyt,Uudenmaan liitto,"
    f'Kaupunki,1234567-1,Espoo,"Oy, Ab=7654321-2|Yhdistys {MAIL}",https://example.org/A5\n'
)


def lists() -> dict[str, bytes]:
    return {
        "list-2007-2013.csv": "\r\n".join([COLUMNS_2007, *ROWS_2007, ""]).encode("cp1252"),
        "list-2014-2020.csv": "\n".join([f"{COLUMNS_2014};", *ROWS_2014, ""]).encode(),
    }


def files() -> dict[str, bytes]:
    whole = [row for row in ROWS_2014 if not row.startswith("A11")]
    return {
        "list-2007-2013.csv": lists()["list-2007-2013.csv"],
        "list-2014-2020.csv": "\n".join([f"{COLUMNS_2014};", *whole, ""]).encode(),
        "project-page-facts.csv": FACTS.encode(),
    }


REPORT_COLUMNS = (
    "Hankekoodi ",
    "Ryhmähanketunnus",
    "Rahasto",
    "EAKR-/JTF-alatyyppi",
    "Tl",
    "Et",
    "Hankkeen nimi",
    "Toteuttajan nimi",
    "Toteuttajan Y-tunnus",
    "Rahoittava viranomainen",
    "Toiminnan tila",
    "Aloituspvm",
    "Päättymispvm",
    "Suunniteltu EU- ja valtion rahoitus",
    "Suunniteltu julkinen rahoitus",
    "Suunniteltu rahoitus yhteensä",
    "Toteutunut EU- ja valtion rahoitus",
    "Toteutunut julkinen rahoitus",
    "Toteutunut rahoitus yhteensä",
    "Toteutunut EU-rahoituksen määrä",
    "Tukitoimen ala",
    "Sijainti",
    "Toteutuspaikan postinumero",
    "Toteutuspaikan postitoimipaikka",
    "Tuensaajan postinumero",
    "Tuensaajan postitoimipaikka",
    "Tukimuoto",
    "Alueellinen täytäntöönpanomekanismi ja alueellinen painopiste",
    "Taloudellinen toiminta",
    "Toissijainen teema, vain ESR+",
    "Sukupuolten tasa-arvo",
    "Itämeren alueen strategia",
    "Suunnitelman mukainen tiivistelmä hankkeen toteutuksesta",
    "Hankekuvauksen osoite",
    "Hankkeen kotisivun osoite",
)
TERRITORY = "Kaupunkien kestävä kehittäminen"


def report_row(code: str, implementer: str, business_id: str, euros: float) -> list[object]:
    """Give one implementer's part of the joint project R00001."""
    return [
        *(code, "R00001", "EAKR", "EAKR", "1", "1.1", "Purkuosat kiertoon", implementer),
        *(business_id, "Uudenmaan liitto", "Toiminnassa", date(2024, 1, 1), "31.12.2026"),
        *(euros, euros + 1, euros + 2, 10, 11, 12, -3.5),
        *("Kiertotalous", "Uusimaa", "02150", "ESPOO", "00099", "HELSINGIN KAUPUNKI", "Avustus"),
        *(TERRITORY, "Rakentaminen", "", "Neutraali", "Kyllä", f"Kokeillaan. {MAIL}, puh. {PHONE}"),
        *("https://example.org/A80001", "https://example.org/"),
    ]


def report(rows: list[list[object]], footer: int = 2) -> bytes:
    """Write a report as the service does: a title, the columns, the rows, a footer."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("Hankkeet")
    days = book.add_format({"num_format": "d.m.yyyy"})
    sheet.write_row(0, 0, ["EURA 2021"])
    sheet.write_row(2, 0, REPORT_COLUMNS)
    for number, row in enumerate(rows, start=3):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, days)
            else:
                sheet.write(number, place, cell)
    for number, line in enumerate(("Yhteensä", "Raportti on ajettu 1.11.2026")[:footer]):
        sheet.write(3 + len(rows) + number, 0, line)
    book.close()
    return written.getvalue()


def report_files() -> dict[str, bytes]:
    rows = [
        report_row("A80001", "Kaupunki", "0116480-8", 1000.25),
        report_row("A80002", "Yliopisto", "1234567-1", 500),
    ]
    return {"report.xlsx": report(rows)}
