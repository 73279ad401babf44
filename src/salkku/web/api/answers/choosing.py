"""The choice as the API answers it: the best, the near-best, the robust, and reasons."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from salkku.web.api.answers.base import Answer, Ended, Number, Sentences, Solved


class NotCompetingOut(Answer):
    """A row that a threshold keeps out before any choice."""

    proposal: str
    because: str
    criterion: str
    score: Number
    threshold: Number


class SolveOut(Answer):
    """The best portfolio; criterion values and thresholds only for those who see scores."""

    status: Solved
    chosen: list[str]
    values: dict[str, Number]
    value: Number | None
    value_without_fit: Number | None
    bound: Number | None
    gap: Number | None
    tied: bool
    cost_eur: Number
    solver: str
    proof: str | None
    not_competing: list[NotCompetingOut]


class PortfolioOut(Answer):
    """One portfolio of the near-best set."""

    chosen: list[str]
    value: Number


class NearOut(Answer):
    """Every portfolio nearly as good as the best."""

    status: Ended
    count: int
    complete: bool
    portfolios: list[PortfolioOut]
    shared: list[str]
    telling: list[str]


class PointOut(Answer):
    """One efficient point with one of its portfolios; not proved is only found."""

    values: list[Number]
    chosen: list[str]
    count: int
    proved: bool


class CertificateOut(Answer):
    """Where the certificate of a front was written."""

    file: str
    sha256: str


class FrontOut(Answer):
    """The efficient portfolios of some objectives."""

    status: Ended
    objectives: list[str]
    complete: bool
    points: list[PointOut]
    epsilon: Number | None
    method: str
    proved_by: str | None
    certificate: CertificateOut | None
    certificate_because: str | None


class RobustOut(Answer):
    """What holds whatever the weights and scores; core indices only for those who see scores."""

    status: Ended
    core: list[str]
    borderline: list[str]
    exterior: list[str]
    undecided: list[str]
    core_index: dict[str, Number | None]
    core_bounds: dict[str, list[Number]]
    portfolios: int | None
    exact: bool


class ReadingOut(SolveOut):
    """The best portfolio under one reading."""

    name: str


class ReadingsOut(Answer):
    """The best portfolio under every defensible reading of the same scores."""

    readings: list[ReadingOut]
    always: list[str]
    sometimes: list[str]


class ConditionOut(Answer):
    """A row whose main results must all be promised at a level by a day."""

    proposal: str
    level: str
    until: str


class BranchOut(Answer):
    """The best portfolio of one branch."""

    status: Solved
    chosen: list[str]
    value: Number | None
    bound: Number | None
    cost_eur: Number


class ConditionalOut(Answer):
    """Both branches of a condition, and the rows that only one of them has."""

    condition: ConditionOut = Field(alias="if")
    then: BranchOut
    otherwise: BranchOut
    only_then: list[str]
    only_otherwise: list[str]


class RankedOut(Answer):
    """One row of the ranking; points only for those who see scores."""

    proposal: str
    points: Number | None
    passes: bool
    funded: bool
    call: str
    because: str


class DiffersOut(Answer):
    """A difference of ranking and portfolio; ``because`` is in the reader's language."""

    proposal: str
    code: str
    values: dict[str, Any]
    because: str
    sentences: Sentences


class RankOut(Answer):
    """The lawful ranking beside the portfolio."""

    ranking: list[RankedOut]
    differs: list[DiffersOut]


class ChangeOut(Answer):
    """A limit, floor, relation or commitment moved."""

    item: str
    before: str = Field(alias="from")
    after: str = Field(alias="to")


class RepairOut(Answer):
    """Changes that give a portfolio, with their price and one such portfolio."""

    changes: list[ChangeOut]
    cost: Number
    chosen: list[str]
    proved: bool


class RepairsOut(Answer):
    """Why there is no portfolio, and what would mend it."""

    feasible: bool
    clash: list[str]
    clashes: list[list[str]]
    repairs: list[RepairOut]


class ThresholdOut(Answer):
    """Where the answer turns: ``in`` holds up to ``at``, and no more at ``beyond``."""

    subject: str
    now: Number
    at: Number | None
    beyond: Number | None
    inside: bool = Field(alias="in")


class ReasonOut(Answer):
    """A reason as the code of its sentence and what the sentence names."""

    code: str
    values: dict[str, Any]


class ExplainOut(Answer):
    """Why a row is in or out; score thresholds only for those who see scores."""

    id: str
    inside: bool = Field(alias="in")
    price_of_flip: Number | None
    leaves: list[str]
    enters: list[str]
    thresholds: list[ThresholdOut]
    reasons: list[ReasonOut]
    sentences: Sentences


class CellOut(Answer):
    """One touched cell."""

    focus_area: str
    method: str
    party: str
    count: int
    eur: Number


class CoverageOut(Answer):
    """Touched cells of focus area, method and party."""

    cells: list[CellOut]
