"""Sentences call things by their names, the id in brackets, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.workbench.naming import Naming
from salkku.workbench.objects.reasoning import reason_sentences

HEVI = Path(__file__).parents[3] / "examples" / "hevi"


@pytest.fixture(scope="module")
def hevi() -> Agreement:
    return workbench.read(workbench.open_folder(HEVI))


@pytest.mark.parametrize(
    ("code", "values", "told"),
    [
        ("beats", {"row": "04", "others": "11, 12"},
         {"row": "Disassembly pilots at Kera (04)",
          "others": "Home rehabilitation trials (11), Remote care on the ward (12)"}),
        ("in_at_scores", {"row": "04", "others": "impact, fit"},
         {"row": "Disassembly pilots at Kera (04)",
          "others": "Impact (impact), Fit with the agreement (fit)"}),
        ("blocked.line", {"row": "no-such", "name": "own_espoo"},
         {"row": "no-such", "name": "Espoo: own money (own_espoo)"}),
        ("more_value.earmark", {"name": "health", "left": 1}, {"left": 1}),
        ("held_by.relation", {"name": "7"}, {"name": "7"}),
        ("fit.continues", {"row": "01", "project": "projects:cityam"},
         {"row": "Urgent-delivery drone corridor (01)", "project": "CITYAM (cityam)"}),
    ],
)  # fmt: skip
def test_ids_become_names(
    hevi: Agreement, code: str, values: dict[str, object], told: dict[str, object]
) -> None:
    named = Naming(hevi, "en").told(code, values)
    assert named.keys() == values.keys()
    assert {key: named[key] for key in told} == told
    if code == "more_value.earmark":
        assert str(named["name"]).endswith("(health)")
        assert named["name"] != "(health)"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_sentence_is_told_by_names_and_without_an_agreement_by_ids(
    hevi: Agreement, language: str
) -> None:
    reasons = [("others_do_more", {"row": "04", "others": "11"})]
    bare = reason_sentences(reasons, None, language=language)
    named = reason_sentences(reasons, hevi, language=language)
    rows = {row.id: row.name[language] for row in hevi.proposals if row.id in ("04", "11")}
    assert "(" not in bare
    assert all(f"{name} ({id})" in named for id, name in rows.items())
