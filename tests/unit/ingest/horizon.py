"""A small CORDIS folder in the official layout, of invented projects."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.unit.ingest.personal import MAIL, PERSON, PHONE, STREET

PROJECT_COLUMNS = [
    "id",
    "acronym",
    "status",
    "title",
    "startDate",
    "endDate",
    "totalCost",
    "ecMaxContribution",
    "legalBasis",
    "topics",
    "ecSignatureDate",
    "frameworkProgramme",
    "masterCall",
    "subCall",
    "fundingScheme",
    "nature",
    "objective",
    "contentUpdateDate",
    "rcn",
    "grantDoi",
    "keywords",
]
PARTNER_COLUMNS = [
    "projectID",
    "projectAcronym",
    "organisationID",
    "vatNumber",
    "name",
    "shortName",
    "SME",
    "activityType",
    "street",
    "postCode",
    "city",
    "country",
    "nutsCode",
    "geolocation",
    "organizationURL",
    "contactForm",
    "contentUpdateDate",
    "rcn",
    "order",
    "role",
    "ecContribution",
    "netEcContribution",
    "totalCost",
    "endOfParticipation",
    "active",
]

PROJECTS: list[dict[str, str]] = [
    {
        "id": "101000001",
        "acronym": "KERA",
        "status": "SIGNED",
        "title": "Reuse of building parts",
        "startDate": "2025-01-01",
        "endDate": "2027-12-31",
        "totalCost": "2998012,75",
        "ecMaxContribution": "2500000",
        "frameworkProgramme": "HORIZON",
        "objective": "Deconstruction and reuse.",
        "contentUpdateDate": "2025-03-01 10:00:00",
    },
    {
        "id": "101000002",
        "acronym": "SAIRAALA",
        "status": "CLOSED",
        "title": "Drones between hospitals",
        "startDate": "2022-01-01",
        "endDate": "2024-06-30",
        "totalCost": "0",
        "objective": f"Drone delivery. Ask {MAIL} or {PHONE}.",
        "contentUpdateDate": "2025-02-01 10:00:00",
    },
]
PARTNERS: list[dict[str, str]] = [
    {
        "projectID": "101000001",
        "organisationID": "999000001",
        "name": "ESIMERKKI OY",
        "city": "Espoo",
        "country": "FI",
        "order": order,
        "role": role,
        "ecContribution": "299250.5",
        "SME": "true",
        "street": STREET,
        "contactForm": f"https://example.org/contact/{PERSON}",
        "contentUpdateDate": "2025-03-01 10:00:00",
    }
    for order, role in (("1", "coordinator"), ("2", "thirdParty"))
]


def sheet(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return written.getvalue().encode("utf-8")


def files() -> dict[str, bytes]:
    return {
        "project.csv": sheet(PROJECT_COLUMNS, PROJECTS),
        "organization.csv": sheet(PARTNER_COLUMNS, PARTNERS),
        "topics.csv": (
            b'"projectID";"topic";"title"\n"101000001";"HORIZON-X";""Fit for ""X"" now"\n'
            b'"555";"HORIZON-Y";"Of a project that is not in the file"\n'
        ),
    }


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return folder


def write_zip(path: Path, contents: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return path
