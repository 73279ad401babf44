"""Time as the API answers it: starts, changes of a plan, portfolios compared."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from salkku.web.api.answers.base import Answer, Number, Sentences, Solved


class ShortfallOut(Answer):
    """Where a limit is short, from one half-year to another; money where it has a line."""

    item: str
    line: str | None
    party: str
    begin: str | None = Field(alias="from")
    end: str | None = Field(alias="to")
    missing_eur: Number | None
    measure: str
    missing: Number
    rows: list[str]
    least: bool


class AlarmOut(Answer):
    """Something in the timeline that needs somebody."""

    code: str
    half_year: str | None
    rows: list[str]
    sentences: Sentences


class ScheduleOut(Answer):
    """What starts when; half-years are written as 2027-H1."""

    status: Solved
    starts: dict[str, str]
    value: Number | None
    bound: Number | None
    bound_by: str | None
    gap: Number | None
    shortfalls: list[ShortfallOut]
    remedies: list[ShortfallOut]
    assumptions: list[list[str]]
    alarms: list[AlarmOut]


class MoveOut(Answer):
    """One change of a plan: ``out``, ``in`` or a half-year, and why."""

    proposal: str
    before: str = Field(alias="from")
    after: str = Field(alias="to")
    reason: str
    weight: int
    sentences: Sentences


class ReplanOut(Answer):
    """The plan nearest to what was decided."""

    status: Solved
    changes: list[MoveOut]
    chosen: list[str]
    starts: dict[str, str] | None
    weight: int
    weight_bound: int
    value: Number | None
    free_value: Number | None
    free_bound: Number | None
    proved_fewest: bool
    shortfalls: list[ShortfallOut]
    remedies: list[ShortfallOut]


class MendOut(Answer):
    """A limit, floor, relation or commitment moved, and the half-years in which it is broken."""

    item: str
    before: str = Field(alias="from")
    after: str = Field(alias="to")
    half_years: tuple[str | None, str | None]


class TimedRepairOut(Answer):
    """Changes that give a timetable, with their price and the best such timetable found."""

    changes: list[MendOut]
    cost: Number
    chosen: list[str]
    starts: dict[str, str]
    value: Number | None
    proved: bool


class TimedRepairsOut(Answer):
    """Why there is no timetable, and what would mend it."""

    feasible: bool
    clash: list[str]
    clashes: list[list[str]]
    repairs: list[TimedRepairOut]


class SideOut(Answer):
    """One of two portfolios, by the agreement as it is now."""

    chosen: list[str]
    absent: list[str]
    value: Number
    values: dict[str, Number]
    value_in_time: Number | None
    cost_eur: Number
    breaks: list[str]
    starts: dict[str, str] | None


class DifferenceOut(Answer):
    """A row that only one side has, or that starts at another time, and why."""

    proposal: str
    only: Literal["a", "b", "both"]
    reason: str
    brings: Number
    cost_eur: Number
    sentences: Sentences


class UseOut(Answer):
    """What one side uses of a limit, and what is left."""

    used: Number | None
    room: Number | None


class LimitOut(Answer):
    """A limit as both sides use it."""

    item: str
    measure: str
    least: Number | None = Field(alias="min")
    most: Number | None = Field(alias="max")
    a: UseOut
    b: UseOut


class HeldOut(Answer):
    """Rows and euros of one side in a cell."""

    count: int
    eur: Number


class CellPairOut(Answer):
    """A cell as both sides fill it."""

    focus_area: str
    method: str
    party: str
    a: HeldOut
    b: HeldOut


class CompareOut(Answer):
    """Two portfolios side by side; limits and cells that differ come first."""

    a: SideOut
    b: SideOut
    shared: list[str]
    only_a: list[str]
    only_b: list[str]
    moved: list[str]
    differences: list[DifferenceOut]
    limits: list[LimitOut]
    cells: list[CellPairOut]
