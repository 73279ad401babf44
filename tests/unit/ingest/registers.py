"""Small registers, vocabularies, lists and votes, of invented bodies and places."""

from __future__ import annotations

import json
from typing import Any

from tests.unit.ingest.personal import MAIL, PERSON, PHONE, STREET


def company(number: str, *names: tuple[str, str, str], form: str = "16") -> dict[str, Any]:
    """Give a company as the register does; names are (name, type, end)."""
    kind = "Yksityinen elinkeinonharjoittaja" if form == "26" else "Osakeyhtiö"
    return {
        "businessId": {"value": number, "registrationDate": "1978-03-15", "source": "3"},
        "names": [
            {"name": name, "type": type_, "registrationDate": "1997-09-01"}
            | ({"endDate": end} if end else {})
            for name, type_, end in names
        ],
        "mainBusinessLine": {
            "type": "72190",
            "descriptions": [{"languageCode": "3", "description": "Research on doves"}],
        },
        "website": {"url": "www.example.org"},
        "companyForms": [
            {"type": form, "descriptions": [{"languageCode": "1", "description": kind}]}
        ],
        "addresses": [
            {
                "type": 2,
                "street": STREET,
                "co": PERSON,
                "postCode": "02150",
                "postOffices": [
                    {"city": "ESBO", "languageCode": "2", "municipalityCode": "049"},
                    {"city": "ESPOO", "languageCode": "1", "municipalityCode": "049"},
                ],
            }
        ],
        "tradeRegisterStatus": "1",
        "lastModified": "2026-02-03T10:00:00",
    }


def companies() -> dict[str, bytes]:
    answer = {
        "totalResults": 2,
        "companies": [
            company("0116480-8", ("Esimerkki Oy", "1", ""), ("Vanha Oy", "1", "2001-01-01")),
            company("1234567-1", (f"Toiminimi {PERSON}", "1", ""), form="26"),
        ],
    }
    return {"companies.json": json.dumps(answer, ensure_ascii=False).encode()}


def ontology() -> dict[str, bytes]:
    home = "http://www.yso.fi/onto/yso"
    turtle = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"@prefix yso: <{home}/> .\n\n"
        "yso:p30 a skos:Concept ;\n"
        '    skos:prefLabel "doves, \\"white\\""@en, "kyyhkyt"@fi ;\n'
        '    skos:altLabel "pulut"@fi .\n\n'
        f'<{home}/p31> skos:prefLabel "duvor"@sv .\n'
    )
    return {
        "yso-fi.tsv": f"<{home}/p1>\tympäristö\n<{home}/p2>\tlinnut\n".encode(),
        "yso-sv.tsv": f"<{home}/p1>\tmiljö\n".encode(),
        "subjects.csv": f"uri,notation,label_fi,label_en\n{home}/p20,,linna,castle\n".encode(),
        "birds.ttl": turtle.encode(),
    }


def sciences() -> dict[str, bytes]:
    return {
        "euroscivoc.csv": b"euroSciVocCode,euroSciVocPath,euroSciVocTitle,depth\n"
        b"/27,/agricultural sciences,agricultural sciences,1\n"
        b"/27/79,/agricultural sciences/birds,birds,2\n"
    }


def geography() -> dict[str, bytes]:
    return {
        "municipalities.csv": b"natcode,name_fi,name_sv,land_km2\n"
        b"091,Helsinki,Helsingfors,214.3\n049,Espoo,Esbo,312.4\n",
        "postcodes.csv": b"postcode,municipality,lat,lon\n00100,Helsinki,60.17,24.93\n",
        "nuts.csv": b"level,code,name\n0,FI,SUOMI\n3,FI1B1,Helsinki-Uusimaa\n",
        "areas.geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature",'
        b' "properties": {"natcode": "049", "name": "Espoo", "name_sv": "Esbo"}, "geometry":'
        b' {"type": "Polygon", "coordinates": [[[24.5, 60.1], [24.8, 60.1], [24.8, 60.3],'
        b" [24.5, 60.1]]]}}]}",
    }


MAPPING = """
name = "neighbours"
as_of = 2026-11-01

[[tables]]
table = "projects"
columns = { id = ["code", "acronym"], title = "name", starts = "start", total_cost_cents = "total" }
constants = { scope = "neighbour" }

[[tables]]
table = "participations"
columns = { project = ["code", "acronym"], name = "partners" }
split = { name = ";" }
"""


def listed() -> dict[str, bytes]:
    rows = (
        "code,acronym,name,start,total,partners,contact\n"
        f'A1,,Silta ({MAIL}),2024-01-01,"1000,50",Kaupunki; Yliopisto,{PERSON} {PHONE}\n'
        f",DOVES,Doves,,,Dove Oy,{PERSON}\n"
    )
    return {"neighbours.csv": rows.encode(), "neighbours.toml": MAPPING.encode()}


VOTE = f"""META
key;value
description;Votes of Esimerkkilä
country;Finland
unit;Esimerkkilä
instance;2025
num_projects;2
num_votes;3
budget;1000
vote_type;approval
rule;greedy
date_begin;01.01.2025
date_end;2025-01-31
contact;{PERSON} {MAIL}
PROJECTS
project_id;cost;votes;name;category;target;selected
1;500;2;Swings {MAIL};play;children;1
2;300,50;2;Benches;rest;;0
VOTES
voter_id;vote;sex;age;neighborhood
{PERSON};1,2;F;41;{STREET}
v2;1;F;12;x
v3;1;M;80;x
"""


def votes() -> dict[str, bytes]:
    return {"finland_esimerkkila_2025.pb": VOTE.encode()}
