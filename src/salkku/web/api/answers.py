"""What the API answers: the objects of the command line as schemas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = int | float
Sentences = dict[str, str]
Ended = Literal["complete", "partial", "infeasible"]
Solved = Literal["optimal", "feasible", "infeasible", "unknown"]


class Answer(BaseModel):
    """An object of an answer; a later version may give more than is described here."""

    model_config = ConfigDict(extra="allow")


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
    bound: Number | None
    gap: Number | None
    tied: bool
    cost_eur: Number
    solver: str
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
    """One efficient point with one of its portfolios."""

    values: list[Number]
    chosen: list[str]
    count: int


class FrontOut(Answer):
    """The efficient portfolios of some objectives."""

    status: Ended
    objectives: list[str]
    complete: bool
    points: list[PointOut]
    epsilon: Number | None
    method: str


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


class StandingOut(Answer):
    """What one party pays and gains."""

    pays_eur: Number
    benefit: Number
    alone: Number
    ratio: Number | None


class FairPointOut(Answer):
    """An efficient pair of fairness and value, with its portfolio."""

    fairness: Number
    value: Number
    chosen: list[str]


class FairOut(Answer):
    """Between the payers."""

    parties: dict[str, StandingOut]
    points: list[FairPointOut]
    complete: bool
    assumed_equal_shares: bool


class BudgetPointOut(Answer):
    """The least limit of the line at which a value can be had."""

    limit_eur: Number
    value: Number
    chosen: list[str]


class BudgetOut(Answer):
    """The value-against-budget curve of one line."""

    line: str
    limit_eur: Number
    complete: bool
    points: list[BudgetPointOut]


class ReservePointOut(Answer):
    """What holding back some euros costs now; ``bar`` is value per euro."""

    reserve_eur: Number
    value: Number | None
    bar: Number | None


class ReserveOut(Answer):
    """What a later proposal must bring for each euro held back."""

    line: str
    bar: Number | None
    complete: bool
    points: list[ReservePointOut]


class DesignOut(Answer):
    """One way to write a call; ``holds_in`` is the share of resampled rounds it is better in."""

    earmarks: dict[str, Number]
    points: dict[str, Number]
    value: Number
    value_of_free_choice: Number
    holds_in: Number | None
    chosen: list[str]


class DesignsOut(Answer):
    """Ways to write a call, the undivided pot first; known only in hindsight."""

    call: str
    hindsight: bool
    designs: list[DesignOut]


class ChoiceOut(Answer):
    """The portfolio of one decision rule."""

    status: Solved
    chosen: list[str]
    value: Number | None
    bound: Number | None


class AcceptabilityOut(Answer):
    """Share of seeded draws in whose best portfolio each row is, with its 95 % interval."""

    prior: str
    seed: int
    draws: int
    share: dict[str, Number]
    low: dict[str, Number]
    high: dict[str, Number]


class StandpointOut(Answer):
    """The answers for one set of weights: ``hull``, ``common`` or ``party:ID``."""

    weights: str
    vertices: int
    maximin: ChoiceOut
    minimax_regret: ChoiceOut
    central: ChoiceOut
    acceptability: AcceptabilityOut


class StatementOut(Answer):
    """A statement on weights that clashes with others, and whose it is."""

    party: str | None
    sentences: Sentences


class DoubtOut(Answer):
    """Cautious choices, for the parties together and for each."""

    status: Literal["answered", "infeasible"]
    standpoints: list[StandpointOut]
    clash: list[StatementOut]


class QuestionOut(Answer):
    """A question worth asking before deciding."""

    kind: str
    subject: str
    decides_eur: Number
    expected_gain: Number
    chance: Number
    first: list[str]
    other: list[str]
    sentences: Sentences


class QuestionsOut(Answer):
    """The questions whose answers lower the expected regret of deciding today most."""

    status: Literal["answered", "infeasible"]
    complete: bool
    looked: int
    questions: list[QuestionOut]


class ShortfallOut(Answer):
    """Where a line is short, from one half-year to another."""

    line: str
    party: str
    begin: str | None = Field(alias="from")
    end: str | None = Field(alias="to")
    missing_eur: Number
    rows: list[str]


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
