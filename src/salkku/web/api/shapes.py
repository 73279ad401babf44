"""What the API takes and gives beside answers: agreements, rows, faults, the week, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema

Number = int | float


class Problem(Schema):
    """Why there is no answer: a code, and a sentence in the reader's language."""

    code: str
    message: str


class Waiting(Schema):
    """A question under way: ask the same again after a while."""

    state: Literal["waiting", "running"]
    seconds: int


class AgreementOut(Schema):
    """An agreement that the person may see."""

    key: str
    names: dict[str, str]
    role: str


class ProposalOut(Schema):
    """One row of proposals.csv with its whole cost."""

    id: str
    status: str
    names: dict[str, str]
    lead: str
    focus_area: dict[str, Number]
    methods: dict[str, Number]
    parties: list[str]
    cost_eur: Number


class FaultOut(Schema):
    """One fault or warning in its place; the header is row 1."""

    file: str
    row: int | None
    column: str | None
    code: str
    message: str


class CheckOut(Schema):
    """Every fault and warning of the folder."""

    ok: bool
    faults: list[FaultOut]
    warnings: list[FaultOut]


class WeekItemOut(Schema):
    """One thing of the week; ``list`` is what its number counts, by id and what is known."""

    kind: str
    number: Number
    unit: Literal["count", "eur"]
    sentences: dict[str, str]
    list: list[dict[str, Any]]


class WeekOut(Schema):
    """What needs somebody this week."""

    items: list[WeekItemOut]


class Wanted(Schema):
    """Rows that must be in."""

    force: list[str] = Field(default_factory=list, max_length=200)


class Wishes(Wanted):
    """Rows that must be in, and rows that must be out."""

    forbid: list[str] = Field(default_factory=list, max_length=200)


class Objectives(Schema):
    """Two to five of: a criterion, ``value``, ``cost``, ``party:ID``."""

    objectives: list[str] = Field(min_length=2, max_length=5)


class ConditionIn(Schema):
    """A proposal whose main results must all be promised at a level by a day."""

    proposal: str
    level: Literal["spoken", "letter", "signed", "budgeted"] = "signed"
    until: date


class DecisionIn(Wishes):
    """Who decides, why, and with which wishes; with a condition both branches are recorded."""

    by: str = Field(min_length=1, max_length=100)
    note: str = Field("", max_length=5000)
    condition: ConditionIn | None = None


class DecisionOut(Schema):
    """A recorded decision."""

    name: str
    digest: str
    by: str
    note: str
    chosen: list[str]
