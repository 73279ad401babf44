"""CORDIS: the European Union's research projects, their participants, topics and reports.

Published monthly as zips of ``;``-separated files, © European Union, CORDIS, CC BY 4.0. The
current layout, subsets of it and the layouts of Horizon 2020 and FP7 are read; a column that a
layout lacks is unknown. FP7's participations name a project by its record number only, which no
list of projects maps to its grant: they stay without a project. Street addresses are not taken,
and of a contact form's address only the number of the organisation (PIC) in it: the rest may name
a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from salkku.ingest import cells
from salkku.ingest.cells import Reader
from salkku.ingest.sources import Field, Layout

__all__ = ["Reads"]


_CONTACT = re.compile(r"/(?:project|organisation)/(\d{9})(?:/|$)")


def _programme(cell: str) -> str:
    return cells.text(cell).split(".")[0]


def _pic(cell: str) -> str:
    """Read an organisation's number, also out of the address of its contact form."""
    value = cells.text(cell)
    if "/" not in value:
        return value
    found = _CONTACT.search(value)
    return found[1] if found else ""


def _fields(*wanted: tuple[str, str, Reader], required: tuple[str, ...] = ()) -> tuple[Field, ...]:
    return tuple(
        Field(target, tuple(columns.split()), read, target in required)
        for target, columns, read in wanted
    )


_PROJECTS = _fields(
    ("id", "id reference", cells.text),
    ("programme", "frameworkProgramme legalBasis programme", _programme),
    ("acronym", "acronym", cells.text),
    ("title", "title", cells.text),
    ("status", "status", cells.text),
    ("starts", "startDate", cells.day),
    ("ends", "endDate", cells.day),
    ("total_cost_cents", "totalCost", cells.cents),
    ("eu_contribution_cents", "ecMaxContribution", cells.cents),
    ("legal_basis", "legalBasis programme", cells.text),
    ("topic", "topics", cells.text),
    ("call", "masterCall call", cells.text),
    ("sub_call", "subCall", cells.text),
    ("scheme", "fundingScheme", cells.text),
    ("objective", "objective", cells.text),
    ("keywords", "keywords", cells.text),
    ("doi", "grantDoi", cells.text),
    ("signed", "ecSignatureDate", cells.day),
    ("rcn", "rcn", cells.text),
    required=("id",),
)

_PARTICIPATIONS = _fields(
    ("project", "projectID", cells.text),
    ("pic", "organisationID contactForm", _pic),
    ("place", "order", cells.whole),
    ("name", "name", cells.text),
    ("short_name", "shortName", cells.text),
    ("vat", "vatNumber", cells.text),
    ("sme", "SME", cells.flag),
    ("activity", "activityType", cells.text),
    ("city", "city", cells.text),
    ("postcode", "postCode", cells.text),
    ("country", "country", cells.text),
    ("nuts", "nutsCode", cells.text),
    ("role", "role", cells.text),
    ("eu_contribution_cents", "ecContribution", cells.cents),
    ("net_eu_contribution_cents", "netEcContribution", cells.cents),
    ("total_cost_cents", "totalCost", cells.cents),
    ("ended", "endOfParticipation", cells.flag),
    ("active", "active", cells.flag),
    ("website", "organizationURL", cells.text),
    required=("project", "name"),
)

_MEMBERS = _fields(
    ("project_rcn", "projectRcn", cells.text),
    ("organisation", "new_org_id", cells.text),
    required=("project_rcn", "organisation"),
)

_ORGANISATIONS = _fields(
    ("id", "new_org_id", cells.text),
    ("name", "organisationName", cells.text),
    ("short_name", "organisationShortName", cells.text),
    ("city", "city", cells.text),
    ("postcode", "postCode", cells.text),
    ("country", "country", cells.text),
    ("nuts", "REGION_Level_NUTS_3", cells.text),
    ("website", "organizationUrl", cells.text),
    required=("id", "name"),
)

_SUBJECTS = _fields(
    ("project", "projectID", cells.text),
    ("code", "euroSciVocCode", cells.text),
    ("path", "euroSciVocPath", cells.text),
    ("title", "euroSciVocTitle", cells.text),
    required=("project", "code"),
)

_TOPICS = _fields(
    ("project", "projectID", cells.text),
    ("topic", "topic", cells.text),
    ("title", "title", cells.text),
    required=("project", "topic"),
)

_LEGAL_BASES = _fields(
    ("project", "projectID", cells.text),
    ("legal_basis", "legalBasis", cells.text),
    ("title", "title", cells.text),
    ("main_part", "uniqueProgrammePart", cells.flag),
    required=("project", "legal_basis"),
)

_REPORTS = _fields(
    ("id", "id", cells.text),
    ("project", "projectID", cells.text),
    ("title", "title", cells.text),
    ("updated", "contentUpdateDate", cells.day),
    ("rcn", "rcn", cells.text),
    required=("id", "project"),
)

_WEB_ITEMS = _fields(
    ("project", "projectID", cells.text),
    ("address", "uri", cells.text),
    ("title", "title", cells.text),
    ("kind", "represents type", cells.text),
    ("origin", "source", cells.text),
    ("language", "language", cells.text),
    required=("address",),
)

_WEB_LINKS = _fields(
    ("project", "projectID", cells.text),
    ("address", "physUrl", cells.text),
    ("title", "title", cells.text),
    ("kind", "represents type", cells.text),
    ("origin", "source", cells.text),
    required=("address",),
)

# The first layout whose telling columns are all in the header is the file's.
_LAYOUTS: tuple[tuple[frozenset[str], Layout], ...] = tuple(
    (frozenset(telling.split()), Layout(table, fields))
    for telling, table, fields in (
        ("projectid organisationid name", "participations", _PARTICIPATIONS),
        ("projectid contactform name", "participations", _PARTICIPATIONS),
        ("projectrcn new_org_id", "participations", _MEMBERS),
        ("new_org_id organisationname", "organisations", _ORGANISATIONS),
        ("projectid euroscivoccode", "subjects", _SUBJECTS),
        ("projectid topic title", "topics", _TOPICS),
        ("projectid legalbasis title", "legal_bases", _LEGAL_BASES),
        ("id projectid title", "reports", _REPORTS),
        ("uri type represents", "links", _WEB_ITEMS),
        ("physurl type", "links", _WEB_LINKS),
        ("id acronym title startdate", "projects", _PROJECTS),
        ("reference acronym startdate", "projects", _PROJECTS),
    )
)


class Reads:
    """CORDIS behind the sources' promise."""

    name = "cordis"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: a short name to an address."""
        home = "https://cordis.europa.eu/data"
        return {
            "horizon": f"{home}/cordis-HORIZONprojects-csv.zip",
            "horizon-reports": f"{home}/cordis-HORIZONreports-csv.zip",
            "h2020": f"{home}/cordis-h2020projects-csv.zip",
        }

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        names = {name.strip().lower() for name in header}
        return next((layout for telling, layout in _LAYOUTS if telling <= names), None)
