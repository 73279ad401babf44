"""Small files of Kohesio, keep.eu and the Funding & Tenders portal, of invented projects."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from tests.unit.ingest.personal import MAIL, PERSON, PHONE

OPERATIONS_2014 = (
    *("Operation_Unique_Identifier", "Operation_Local_Identifier", "Operation_Name_English"),
    *("Operation_Name_Programme_Language", "Country", "CountryCode", "Postal_Code"),
    *("Operation_Start_Date", "Operation_End_Date", "Cofinancing_Rate"),
    *("Total_Eligible_Expenditure_amount", "Total_Eligible_Expenditure_Currency"),
    *("Project_EU_Budget", "Beneficiary_Unique_Identifier", "Beneficiary_Name"),
    *("Location_Indicator_latitude_longitude", "Category_Of_Intervention", "Category_Label"),
    *("Thematic_Objective_ID", "Thematic_Objective_Label", "Policy_Objective_ID"),
    *("Policy_Objective_Label", "Fund_Code", "Fund_Name", "Programme_Code", "Programme_Name"),
    *("NUTS1_Code", "NUTS1_Label", "NUTS2_Code", "NUTS2_Label", "NUTS3_Code", "NUTS3_Label"),
    *("LAU_Labels", "Programming_Period", "Operation_Summary_English"),
    *("Operation_Summary_Programme_Language", "ManagingAuthority", "Image_URL"),
    *("InfoRegio_ID", "InfoRegio_URL"),
)
OPERATIONS_2021 = (
    *OPERATIONS_2014,
    *("Beneficiary_Local_Identifier", "Specific_Objective_ID", "Specific_Objective_Label"),
    "Date_Of_Last_Update",
)
ENTITY = "https://linkedopendata.eu/entity"

OPERATION = {
    "Operation_Unique_Identifier": f"{ENTITY}/Q1",
    "Operation_Local_Identifier": "A80001",
    "Operation_Name_English": "Parts in use again",
    "Operation_Name_Programme_Language": "Osat kiertoon, vaihe 2",
    "Country": "Finland",
    "CountryCode": "FI",
    "Operation_Start_Date": "04/09/2023",
    "Operation_End_Date": "31/12/2025",
    "Cofinancing_Rate": "40.0",
    "Total_Eligible_Expenditure_amount": "1000000.5",
    "Total_Eligible_Expenditure_Currency": "EUR",
    "Project_EU_Budget": "400000.2",
    "Beneficiary_Unique_Identifier": f"{ENTITY}/Q77",
    "Beneficiary_Name": "Esimerkkilän kaupunki",
    "Beneficiary_Local_Identifier": "0116480-8",
    "Category_Label": "Research|Circular economy",
    "Fund_Code": "ERDF",
    "Programme_Name": "Uudistuva ja osaava Suomi",
    "NUTS3_Code": "FI1B1",
    "NUTS3_Label": "Helsinki-Uusimaa",
    "Programming_Period": "2021-2027",
    "Operation_Summary_Programme_Language": f"Kokeillaan. Kysy: {MAIL}, puh. {PHONE}",
}


def delimited(columns: Sequence[str], rows: Sequence[dict[str, str]], mark: str = ",") -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=mark, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return written.getvalue().encode("utf-8-sig")


def operations() -> dict[str, bytes]:
    """Two rows of one operation, one in kronor, and a list of beneficiaries."""
    second = {**OPERATION, "NUTS3_Code": "FI195", "NUTS3_Label": "Ostrobothnia"}
    kronor = {
        **OPERATION,
        "Operation_Unique_Identifier": f"{ENTITY}/Q2",
        "Country": "Sweden",
        "CountryCode": "SE",
        "Total_Eligible_Expenditure_Currency": "SEK",
        "Beneficiary_Local_Identifier": "2120003005",
    }
    old = {**OPERATION, "Operation_Unique_Identifier": f"{ENTITY}/Q3", "Operation_End_Date": ""}
    people = (
        "Country\tRegion\tBeneficiary Name\tTotal Budget\tEU Contribution\tNumber of Projects\t"
        'Transliterated Name\t\nBulgaria\tLovech\t"ТЕСТ" ЕООД\t10.5\t8\t1\t"TEST" EOOD\t\n'
        "Croatia\tIstra\tTest d.o.o.\t7\t\t2\t\t\n"
    )
    return {
        "FI-pp21-27-latest.csv": delimited(OPERATIONS_2021, [OPERATION, second, kronor]),
        "FI-pp14-20-latest.csv": delimited(OPERATIONS_2014, [old]),
        "beneficiaries.tsv": people.encode(),
    }


PROJECT_COLUMNS = (
    *("Period", "Programme", "Project ID", "Project acronym", "Project name in English"),
    *("Project name in original language", "Project start", "Project end", "Project status"),
    *("Project's total budget / expenditure", "Project's EU funding", "Union co-financing rate"),
    *("Project summary in English", "Contact person", "Contact e-mail", "Contact phone"),
)
PARTNER_COLUMNS = (
    *("Programme", "Project ID", "Project acronym", "Organisation in English", "Lead partner"),
    *("Country code", "Participant Identification Code", "Type of Organisation", "Town"),
    *("NUTS 3", "Partner's total budget / expenditure", "ERDF contribution (2014-2020 only)"),
    *("Contact person", "E-mail", "Phone"),
)
SEA = "2021 - 2027 Invented Sea"
KEEP_PROJECTS: list[list[Any]] = [
    [
        *("2021-2027", SEA, "C007", "DOVES", "Doves over bays", "N.a."),
        *(date(2023, 1, 1), "N.a.", "Ongoing", 2000000.25, 1600000, "80%"),
        *(f"Doves deliver. {MAIL}", PERSON, MAIL, PHONE),
    ],
    [
        *("2021-2027", SEA, "N.a.", "GULLS", "Gulls", "Lokit"),
        *("2023-02-01", "2025-12-31", "Closed", 5, 4, "N.a.", "N.a.", PERSON, MAIL, PHONE),
    ],
]
KEEP_PARTNERS: list[list[Any]] = [
    [
        *(SEA, "C007", "DOVES", "Example City", "Yes", "FI", "999000001"),
        *("Local public authority", "Espoo", "FI1B1", 1000000, 800000, PERSON, MAIL, PHONE),
    ],
    [
        *(SEA, "N.a.", "DOVES", "Example University", "No", "EE", "N.a."),
        *("Higher education", "Tallinn", "N.a.", 500000.5, "N.a.", PERSON, MAIL, PHONE),
    ],
    [
        *(SEA, "N.a.", "GULLS", "Gull Society", "No", "SE", "N.a."),
        *("NGO", "Umeå", "N.a.", "N.a.", "N.a.", PERSON, MAIL, PHONE),
    ],
]


def export(sheets: dict[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]) -> bytes:
    """Write a workbook of worksheets with a header and rows."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, (header, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate([header, *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, days)
                else:
                    sheet.write(number, place, cell)
    book.close()
    return written.getvalue()


def interreg() -> dict[str, bytes]:
    sheets = {
        "Projects": (PROJECT_COLUMNS, KEEP_PROJECTS),
        "Partners": (PARTNER_COLUMNS, KEEP_PARTNERS),
    }
    swedish = [
        {
            "id": 23,
            "program": "NORTH",
            "projekttyp": "Regular",
            "startdatum": "2023-01-01",
            "slutdatum": "2025-12-31",
            "projektnamn": "Biogas",
            "organisationsnamn": "Region AB",
            "organisationstyp": "Regional public authority",
            "organisationsroll": "PP",
            "nuts3": "Västerbottens län",
            "partnerbudget": 149355,
            "politisktmal": "PO1",
            "specifiktmal": "RSO1.1",
            "land": "Sverige",
            "kontakt": MAIL,
        }
    ]
    return {
        "keep.xlsx": export(sheets),
        "sweden.json": json.dumps(swedish, ensure_ascii=False).encode(),
    }


RESULT = {
    "reference": "1TOPICSen",
    "url": "https://ec.europa.eu/topic/1",
    "metadata": {
        "identifier": ["HORIZON-X-2027-01"],
        "title": ["Cities &amp; doves"],
        "status": ["31094501"],
        "callIdentifier": ["HORIZON-X-2027"],
        "callTitle": ["Birds"],
        "typesOfAction": ["HORIZON Innovation Actions"],
        "startDate": ["2026-12-01T00:00:00.000+0000"],
        "deadlineDate": ["2027-04-29T00:00:00.000+0000", "2027-09-17T00:00:00.000+0000"],
        "deadlineModel": ["two-stage"],
        "keywords": ["Doves", "Cities"],
        "descriptionByte": [f"<p>Expected &lt;outcome&gt;:</p><ul><li>Ask {MAIL}</li></ul>"],
        "budgetOverview": [
            json.dumps(
                {
                    "budgetTopicActionMap": {
                        "1": [
                            {
                                "action": "HORIZON-X-2027-01 - HORIZON-IA",
                                "expectedGrants": 2,
                                "minContribution": 1000000,
                                "maxContribution": 2000000,
                                "budgetYearMap": {"2027": "3000000", "2028": 1000000},
                            }
                        ],
                        "2": [{"action": "ANOTHER-TOPIC", "budgetYearMap": {"2027": "9"}}],
                    }
                }
            )
        ],
        "supportInfo": [f"Contact {PERSON} {PHONE}"],
    },
}
FLAT = {
    "topicId": "CEF-2027",
    "title": "Caf\u00c3\u00a9 by the \u00e2\u20ac\u0153sea\u00e2\u20ac\u009d",
    "callIdentifier": "CEF",
    "deadline": "2026-10-08",
    "callStatus": "open",
    "budgetMin": 5,
    "budgetMax": None,
    "expectedGrants": 1,
    "submissionProcedure": {"abbreviation": "x"},
    "description": "Ty\u00c3\u00b6",
    "supportInfo": PERSON,
}


def topics() -> dict[str, bytes]:
    more = {**FLAT, "topicId": "CEF-2028", "title": "Sound"}
    lines = "".join(json.dumps(each, ensure_ascii=False) for each in (FLAT, more))
    flat = "topicId,title,callIdentifier,deadline,callStatus\nLIFE-1,Life,LIFE,2026-09-01,open\n"
    return {
        "search.json": json.dumps({"totalResults": 1, "results": [RESULT]}).encode(),
        "topics.jsonl": lines.encode("utf-8-sig"),
        "calls.csv": flat.encode(),
        "titles.csv": b"topic,title\nERC-2021-ADG,ERC ADVANCED GRANTS\n",
    }
