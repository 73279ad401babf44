"""Money as the API answers it: between the parties, the next euro, the next call."""

from __future__ import annotations

from salkku.web.api.answers.base import Answer, Number


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
    samples: int
    designs: list[DesignOut]
