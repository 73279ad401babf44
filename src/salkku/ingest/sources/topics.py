"""Topics: what the European Union's Funding & Tenders portal calls for, open or forthcoming.

Three forms are read, © European Union, CC BY 4.0. The portal's own search answers with JSON in
which every value is a list of texts, the budget is JSON inside a text and descriptions are HTML.
A collected form has one flat document after another, its letters broken; a flat CSV is the same
repaired. A list of codes and titles alone is read too. Support pages and contacts are not taken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from salkku.ingest import cells
from salkku.ingest.documents import read_documents, sheet_of_records, word
from salkku.ingest.mending import mend
from salkku.ingest.sheets import Record, Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_STATES = {"31094501": "forthcoming", "31094502": "open", "31094503": "closed"}
_COLUMNS = (
    *("topicId", "title", "programme", "callIdentifier", "callTitle", "typesOfAction", "opens"),
    *("deadline", "deadlines", "deadlineModel", "callStatus", "budgetMin", "budgetMax", "budget"),
    *("expectedGrants", "keywords", "portalUrl", "description"),
)

_CALLS = Layout(
    "calls",
    fields(
        ("id", "topicId", cells.text),
        ("title", "title", cells.prose),
        ("programme", "programme", cells.text),
        ("call", "callIdentifier", cells.text),
        ("call_title", "callTitle", cells.prose),
        ("action", "typesOfAction|actionType", cells.text),
        ("opens", "opens", cells.day),
        ("deadline", "deadline", cells.day),
        ("deadlines", "deadlines", cells.text),
        ("deadline_model", "deadlineModel", cells.text),
        ("status", "callStatus", cells.text),
        ("least_cents", "budgetMin", cells.cents),
        ("most_cents", "budgetMax", cells.cents),
        ("budget_cents", "budget", cells.cents),
        ("grants", "expectedGrants", cells.whole),
        ("keywords", "keywords", cells.text),
        ("summary", "description", cells.prose),
        ("address", "portalUrl", cells.text),
        required=("id",),
    ),
)
_TITLES = Layout(
    "calls",
    fields(("id", "topic", cells.text), ("title", "title", cells.prose), required=("id",)),
)


class Reads:
    """The portal's topics behind the sources' promise."""

    name = "topics"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none, the portal answers searches only."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".json", ".jsonl", ".csv")

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a flat list, or documents in either form."""
        if file.lower().endswith(".csv"):
            sheet = _mended(read_sheet(data))
            return (Part("", sheet),) if self.layout(file, sheet.header) else ()
        found = read_documents(data)
        topics = [topic for each in found.held for topic in _topics(each)]
        if not any(topic for topic in topics):
            return ()
        return (Part("", _sheet(topics, broken=found.broken)),)

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        if {"topicId", "title", "callIdentifier"} <= set(header):
            return _CALLS
        return _TITLES if header == ("topic", "title") else None


def _sheet(topics: Sequence[Mapping[str, str] | None], *, broken: bool) -> Sheet:
    mended = [topic and {name: mend(value) for name, value in topic.items()} for topic in topics]
    changed = sum(1 for before, after in zip(topics, mended, strict=True) if before != after)
    return sheet_of_records(mended, columns=_COLUMNS, broken=broken, mended=changed)


def _mended(sheet: Sheet) -> Sheet:
    """Put right the letters of a list; a few stayed broken in the one that was repaired."""
    records = tuple(Record(each.row, [mend(cell) for cell in each.cells]) for each in sheet.records)
    pairs = zip(sheet.records, records, strict=True)
    changed = sum(1 for before, after in pairs if before != after)
    return replace(sheet, records=records, repaired=sheet.repaired + changed)


def _topics(document: Any) -> list[dict[str, str] | None]:
    """Give the topics of one document: a page of results, a result, or a flat topic."""
    if not isinstance(document, dict):
        return [None]
    if isinstance(document.get("results"), list):
        return [topic for each in document["results"] for topic in _topics(each)]
    if isinstance(document.get("metadata"), dict):
        return [_from_lists(document["metadata"], word(document.get("url")))]
    if "topicId" not in document:
        return [None]
    return [{name: word(document.get(name)) for name in (*_COLUMNS, "actionType")}]


def _from_lists(told: Mapping[str, Any], address: str) -> dict[str, str]:
    """Read a result whose every value is a list of texts."""
    code = word(told.get("identifier"))
    deadlines = word(told.get("deadlineDate"))
    state = word(told.get("status"))
    return {
        "topicId": code,
        "title": word(told.get("title")),
        "programme": word(told.get("frameworkProgramme")),
        "callIdentifier": word(told.get("callIdentifier")),
        "callTitle": word(told.get("callTitle")),
        "typesOfAction": word(told.get("typesOfAction")),
        "opens": word(told.get("startDate")),
        "deadline": max(deadlines.split("|")),
        "deadlines": "|".join(each[:10] for each in deadlines.split("|")),
        "deadlineModel": word(told.get("deadlineModel")),
        "callStatus": _STATES.get(state, state),
        "keywords": word(told.get("keywords")).replace("|", ", "),
        "portalUrl": word(told.get("url")) or address,
        "description": word(told.get("descriptionByte")),
        **_budget(word(told.get("budgetOverview")), code),
    }


def _budget(overview: str, code: str) -> dict[str, str]:
    """Read this topic's own actions out of the budget of its whole call."""
    try:
        actions = json.loads(overview)["budgetTopicActionMap"].values()
        every = [action for listed in actions for action in listed if isinstance(action, dict)]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}
    own = [each for each in every if str(each.get("action", "")).startswith(code)]
    if not own and len(every) == 1:
        own = every
    years = [each.get("budgetYearMap") for each in own]
    sums = [amount for each in years if isinstance(each, dict) for amount in each.values()]
    return {
        "budgetMin": _edge(min, own, "minContribution"),
        "budgetMax": _edge(max, own, "maxContribution"),
        "budget": _total(sums),
        "expectedGrants": _total([each.get("expectedGrants") for each in own]),
    }


def _edge(choose: Any, actions: Sequence[Mapping[str, Any]], name: str) -> str:
    values = [_number(each.get(name)) for each in actions]
    known = [value for value in values if value]
    return str(choose(known)) if known else ""


def _total(values: Sequence[Any]) -> str:
    known = [number for value in values if (number := _number(value))]
    return str(sum(known)) if known else ""


def _number(value: Any) -> int | None:
    text = word(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
