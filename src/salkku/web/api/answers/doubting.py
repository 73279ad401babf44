"""Doubt as the API answers it: cautious choices, and what to ask first."""

from __future__ import annotations

from typing import Literal

from salkku.web.api.answers.base import Answer, Number, Sentences, Solved


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
