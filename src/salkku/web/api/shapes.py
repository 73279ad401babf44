"""What the API gives: the objects of the command line as schemas."""

from __future__ import annotations

from typing import Literal

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


class SolveOut(Schema):
    """The best portfolio."""

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    chosen: list[str]
    values: dict[str, Number]
    value: Number | None
    bound: Number | None
    gap: Number | None
    tied: bool
    cost_eur: Number


class PortfolioOut(Schema):
    """One portfolio of the near-best set."""

    chosen: list[str]
    value: Number


class NearOut(Schema):
    """Every portfolio nearly as good as the best."""

    status: Literal["complete", "partial", "infeasible"]
    count: int
    complete: bool
    portfolios: list[PortfolioOut]
    shared: list[str]
    telling: list[str]


class PointOut(Schema):
    """One efficient point with one of its portfolios."""

    values: list[Number]
    chosen: list[str]
    count: int


class FrontOut(Schema):
    """The efficient portfolios of some objectives."""

    status: Literal["complete", "partial", "infeasible"]
    objectives: list[str]
    complete: bool
    points: list[PointOut]
    epsilon: Number | None


class RobustOut(Schema):
    """What holds whatever the weights and scores; core indices only for those who see scores."""

    status: Literal["complete", "partial", "infeasible"]
    core: list[str]
    borderline: list[str]
    exterior: list[str]
    undecided: list[str]
    core_index: dict[str, Number | None]
    core_bounds: dict[str, list[Number]]
    portfolios: int | None
    exact: bool


class RankedOut(Schema):
    """One row of the ranking; points only for those who see scores."""

    proposal: str
    points: Number | None
    passes: bool
    funded: bool
    call: str
    because: str


class DiffersOut(Schema):
    """A difference of ranking and portfolio, with the code and values of its reason."""

    proposal: str
    because: str
    values: dict[str, str | Number | None]


class RankOut(Schema):
    """The lawful ranking beside the portfolio."""

    ranking: list[RankedOut]
    differs: list[DiffersOut]


class RepairOut(Schema):
    """Changes that give a portfolio, with their price."""

    changes: list[dict[str, str]]
    cost: Number


class RepairsOut(Schema):
    """Why there is no portfolio, and what would mend it."""

    feasible: bool
    clash: list[str]
    clashes: list[list[str]]
    repairs: list[RepairOut]


class ThresholdOut(Schema):
    """Where the answer turns."""

    subject: str
    now: Number
    at: Number | None
    beyond: Number | None


class ExplainOut(Schema):
    """Why a row is in or out; score thresholds only for those who see scores."""

    id: str
    inside: bool = Field(alias="in")
    price_of_flip: Number | None
    leaves: list[str]
    enters: list[str]
    sentences: dict[str, str]
    thresholds: list[ThresholdOut]


class StandingOut(Schema):
    """What one party pays and gains."""

    pays_eur: Number
    benefit: Number
    alone: Number
    ratio: Number | None


class FairPointOut(Schema):
    """An efficient pair of fairness and value."""

    fairness: Number
    value: Number


class FairOut(Schema):
    """Between the payers."""

    parties: dict[str, StandingOut]
    points: list[FairPointOut]


class ReadingOut(SolveOut):
    """The best portfolio under one reading."""

    name: str


class ReadingsOut(Schema):
    """The best portfolio under every defensible reading of the same scores."""

    readings: list[ReadingOut]
    always: list[str]
    sometimes: list[str]


class CellOut(Schema):
    """One touched cell."""

    focus_area: str
    method: str
    party: str
    count: int
    eur: Number


class CoverageOut(Schema):
    """Touched cells of focus area, method and party."""

    cells: list[CellOut]


class WeekItemOut(Schema):
    """One thing of the week; ``list`` are the ids that its number counts."""

    kind: str
    number: Number
    sentences: dict[str, str]
    list: list[str]


class WeekOut(Schema):
    """What needs somebody this week."""

    items: list[WeekItemOut]


class Wishes(Schema):
    """Rows that must be in, and rows that must be out."""

    force: list[str] = Field(default_factory=list, max_length=200)
    forbid: list[str] = Field(default_factory=list, max_length=200)


class DecisionIn(Wishes):
    """Who decides, why, and with which wishes."""

    by: str = Field(min_length=1, max_length=100)
    note: str = Field("", max_length=5000)


class DecisionOut(Schema):
    """A recorded decision."""

    name: str
    digest: str
    by: str
    note: str
    chosen: list[str]
