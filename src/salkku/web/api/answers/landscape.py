"""The landscape as the API answers it: the card of an idea."""

from __future__ import annotations

from typing import Literal

from salkku.web.api.answers.base import Answer, Number, Sentences


class ReasonOut(Answer):
    """A reason as a code and what its sentence needs."""

    code: str
    values: list[str]
    sentences: Sentences


class ComparedOut(Answer):
    """With how many projects it was compared, and with how many of them by meaning too."""

    projects: int
    by_meaning: int


class WithoutOut(Answer):
    """Something that the comparison went without."""

    code: str
    sentences: Sentences


class LikeOut(Answer):
    """A project like the idea."""

    project: str
    source: str
    name: str
    relation: Literal["duplicate", "overlaps", "complements", "continues", "related"]
    relation_said: Sentences
    because: list[ReasonOut]


class AreaOut(Answer):
    """A focus area that the idea seems to belong to, and the rows that say so."""

    id: str
    name: dict[str, str]
    like: list[str]


class HolderOut(Answer):
    """Who holds a result, and how surely it carries it on."""

    name: str
    level: str
    money_eur_per_year: Number


class FoundOut(Answer):
    """A need, a result, a project to build on or a test environment that fits."""

    kind: Literal["need", "result", "project", "testbed"]
    id: str
    name: dict[str, str]
    party: str
    because: list[ReasonOut]
    holders: list[HolderOut]


class PartnerOut(Answer):
    """An organisation to ask."""

    name: str
    ours: bool
    projects: list[str]


class FittingOut(Answer):
    """A call that could fund it."""

    call: str
    name: dict[str, str]
    ours: bool
    state: Literal["open", "opens"]
    opens: str
    last_useful_day: str
    source: str
    because: list[ReasonOut]


class CardPartOut(Answer):
    """A part of the card in words."""

    part: str
    title: str
    lines: list[str]


class IdeaOut(Answer):
    """All that is known beside an idea, by codes and ids, and in words."""

    text: str
    cell: list[str] | None
    in_cell: int
    verdict: Literal["new", "neighbours", "complements", "next_step", "partly_done", "done"]
    time: Literal["overlapping_time", "begins_after", "time_unknown"] | None
    sentences: Sentences
    compared: ComparedOut
    without: list[WithoutOut]
    focus_areas: list[AreaOut]
    hits: list[LikeOut]
    needs: list[FoundOut]
    results: list[FoundOut]
    partners: list[PartnerOut]
    testbeds: list[FoundOut]
    calls: list[FittingOut]
    remembered_until: str
    card: dict[str, list[CardPartOut]]
