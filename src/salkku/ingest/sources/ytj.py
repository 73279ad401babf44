"""YTJ: Finland's register of companies as its open interface answers (PRH, version 3), JSON.

© Finnish Patent and Registration Office, CC BY 4.0. A company has a row for each of its names.
A private trader's name is a person's: such a company is left out, and said so. Of addresses only
the town and the postcode are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from salkku.ingest import cells
from salkku.ingest.documents import read_documents, sheet_of_records, word
from salkku.ingest.sheets import Record, Refused, Sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_COLUMNS = (
    *("businessId", "name", "nameKind", "form", "industry", "city", "postCode", "country"),
    *("website", "status", "registrationDate", "endDate", "lastModified", "person"),
)
_NAME_KINDS = {"1": "name", "2": "parallel", "3": "auxiliary", "4": "auxiliary"}
_TRADER = "26"
_TRADER_WORDS = ("elinkeinonharjoittaja", "näringsidkare", "private trader")
_FINNISH, _ENGLISH = "1", "3"

_ORGANISATIONS = Layout(
    "organisations",
    fields(
        ("id", "businessId", cells.business_id),
        ("name", "name", cells.text),
        ("name_kind", "nameKind", cells.text),
        ("business_id", "businessId", cells.business_id),
        ("form", "form", cells.text),
        ("industry", "industry", cells.text),
        ("city", "city", cells.text),
        ("postcode", "postCode", cells.text),
        ("country", "country", cells.text),
        ("website", "website", cells.text),
        ("status", "status", cells.text),
        ("registered", "registrationDate", cells.day),
        ("ended", "endDate", cells.day),
        ("updated", "lastModified", cells.day),
        required=("id", "name"),
    ),
    updated=("lastModified",),
)


class Reads:
    """The register behind the sources' promise."""

    name = "ytj"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none as a whole, the register answers one id at a time."""
        return {}

    def address(self, asked: str) -> str:
        """Give the address that answers for one business id."""
        home = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies"
        return f"{home}?businessId={cells.business_id(asked)}"

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".json",)

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read the companies of an answer, or of a list of companies."""
        found = read_documents(data)
        companies = [company for each in found.held for company in _companies(each)]
        if not any(companies) and not any(map(_is_answer, found.held)):
            return ()
        return (Part("", _sheet(companies, broken=found.broken)),)

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        return _ORGANISATIONS if {"businessId", "nameKind"} <= set(header) else None


def _is_answer(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("companies"), list)


def _companies(document: Any) -> list[Mapping[str, Any] | None]:
    if _is_answer(document):
        return [company for each in document["companies"] for company in _companies(each)]
    if isinstance(document, dict) and _value(document.get("businessId")):
        return [document]
    return [None]


def _sheet(companies: Sequence[Mapping[str, Any] | None], *, broken: bool) -> Sheet:
    """Lay the companies out, a name a row; private traders are refused by reason."""
    rows = [row for each in companies for row in (_rows(each) if each else (None,))]
    sheet = sheet_of_records(rows, columns=_COLUMNS, broken=broken)
    place = _COLUMNS.index("person")
    persons = [each for each in sheet.records if each.cells[place]]
    kept: tuple[Record, ...] = tuple(each for each in sheet.records if not each.cells[place])
    named = [Refused(each.row, "natural_person") for each in persons]
    refused = tuple(sorted([*sheet.refused, *named], key=lambda one: one.row))
    return replace(sheet, records=kept, refused=refused)


def _rows(company: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    forms = _living(company.get("companyForms"))
    addresses = sorted(_living(company.get("addresses")), key=lambda one: word(one.get("type")))
    offices = [office for one in addresses for office in _living(one.get("postOffices"))]
    cities = [one for one in offices if word(one.get("languageCode")) == _FINNISH] or offices
    common = {
        "businessId": _value(company.get("businessId")),
        "form": next((_described(one, _FINNISH) for one in forms), ""),
        "industry": _described(company.get("mainBusinessLine"), _ENGLISH),
        "city": word(cities[0].get("city")) if cities else "",
        "postCode": next((word(one["postCode"]) for one in addresses if one.get("postCode")), ""),
        "country": "FI",
        "website": word(_object(company.get("website")).get("url")),
        "status": word(company.get("tradeRegisterStatus")),
        "registrationDate": word(_object(company.get("businessId")).get("registrationDate")),
        "endDate": word(company.get("endDate")),
        "lastModified": word(company.get("lastModified")),
        "person": "true" if any(map(_is_trader, forms)) else "",
    }
    names = _objects(company.get("names"))
    for name in names or [{}]:
        kind = word(name.get("type"))
        former = "former" if name.get("endDate") else _NAME_KINDS.get(kind, kind)
        yield {**common, "name": word(name.get("name")), "nameKind": former}


def _is_trader(form: Mapping[str, Any]) -> bool:
    said = " ".join(word(one.get("description")) for one in _objects(form.get("descriptions")))
    code = word(form.get("type"))
    return code == _TRADER or any(words in said.lower() for words in _TRADER_WORDS)


def _described(told: Any, language: str) -> str:
    """Give a code's description in a language, else in any, else the code."""
    said = {
        word(one.get("languageCode")): word(one.get("description"))
        for one in _objects(_object(told).get("descriptions"))
    }
    return said.get(language) or next(filter(None, said.values()), word(_object(told).get("type")))


def _living(told: Any) -> list[Mapping[str, Any]]:
    """Give the entries that have not ended."""
    return [one for one in _objects(told) if not one.get("endDate")]


def _objects(told: Any) -> list[Mapping[str, Any]]:
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _object(told: Any) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}


def _value(told: Any) -> str:
    return word(told.get("value")) if isinstance(told, dict) else word(told)
