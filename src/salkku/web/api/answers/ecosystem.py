"""The ecosystem numbers of a portfolio as the API answers them."""

from __future__ import annotations

from pydantic import Field

from salkku.web.api.answers.base import Answer

__all__ = ["EcosystemOut"]


class KindOut(Answer):
    """Ties between two sectors: city, company, university, other."""

    left: str
    right: str
    ties: int


class BrokerOut(Answer):
    """The organisation in most ties, and the groups that ties hold together with and without it."""

    organisation: str | None
    ties: int
    groups: int
    groups_without: int


class CountsOut(Answer):
    """The numbers of one set of rows, each tie and organisation once."""

    organisations: int
    ties: int
    new: int
    renewed: int
    kept: int
    dropped: int
    cross_city: int
    city_unknown: int
    kinds: list[KindOut]
    first_timers: int
    unique_companies: int
    company_mentions: int
    broker: BrokerOut


class TieOut(Answer):
    """One tie: who makes it, who made it before, and until when where it is dropped."""

    left: str
    right: str
    state: str
    rows: list[str]
    before: list[str]
    until: str | None


class ShareOut(Answer):
    """What would be gone without a chosen row, or come with another one."""

    proposal: str
    decided: bool
    ties: int
    new: int
    cross_city: int
    first_timers: int
    unique_companies: int
    own_ties: int
    own_companies: int


class SaidOut(Answer):
    """One sentence and its code."""

    code: str
    text: str


class EcosystemOut(Answer):
    """What a portfolio does to the ecosystem, beside the decided rows alone."""

    status: str
    as_of: str | None
    chosen: list[str]
    absent: list[str]
    counts: CountsOut
    otherwise: CountsOut
    ties: list[TieOut]
    first_timers: list[str]
    without: list[ShareOut]
    with_: list[ShareOut] = Field(alias="with")
    unmatched: list[str]
    silent: list[str]
    loaded_projects: int | None
    organisations_told: str
    sentences: dict[str, list[SaidOut]]
