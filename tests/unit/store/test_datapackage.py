"""The description of an agreement's tables says what is in the files."""

from __future__ import annotations

import json

from tests.unit.store.sound import FILES, dossier

from salkku.store.datapackage import describe
from salkku.store.layout import BY_FILE


def test_every_table_and_column_is_described() -> None:
    package = json.loads(describe(dossier(), name="Small agreement", title="Pieni"))
    assert (package["name"], package["title"]) == ("small-agreement", "Pieni")
    assert [resource["path"] for resource in package["resources"]] == list(BY_FILE)
    for resource in package["resources"]:
        header = FILES[resource["path"]].splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_numbers_say_their_decimal_mark_and_separators() -> None:
    def fields(content: str) -> tuple[str, dict[str, str]]:
        package = json.loads(describe(dossier(costs__csv=content), name="a"))
        costs = next(r for r in package["resources"] if r["name"] == "costs")
        return costs["dialect"]["delimiter"], costs["schema"]["fields"][-1]

    header = "proposal;line;amount_eur\n"
    assert fields(header + "a;eu;1,5\n")[0] == ";"
    assert fields(header + "a;eu;1,5\n")[1]["decimalChar"] == ","
    assert "decimalChar" not in fields(header + "a;eu;1.5\n")[1]
    assert fields(header + "a;eu;1.5\nb;eu;1,5\n")[1]["type"] == "string"


def test_words_and_needs_are_constraints() -> None:
    package = json.loads(describe(dossier(), name="a"))
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["status"]["constraints"]["required"]
    assert "running" in fields["status"]["constraints"]["enum"]
    assert fields["id"]["constraints"]["unique"]
    assert fields["start"]["type"] == "yearmonth"
