"""Small Finnish project lists in the layouts as published, of invented projects."""

from __future__ import annotations

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
    'Kaupunki,1234567-1,Espoo,"Oy, Ab=7654321-9|Yhdistys",https://example.org/A5\n'
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
