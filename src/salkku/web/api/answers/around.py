"""What is known around as the API answers it: projects, calls, neighbours, the map, coverage."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from salkku.web.api.answers.base import Answer, Number, Sentences

Told = Literal["linked", "named"]
"""How one organisation is told from another: by linkage after rulings, or by names and numbers."""


class FoundProjectOut(Answer):
    """One project of a page; money is None where nobody says."""

    project: str
    name: str
    source: str
    scope: str
    programme: str
    starts: str | None
    ends: str | None
    total_eur: Number | None
    relation: str
    focus_areas: list[str]


class CountOut(Answer):
    """A value of a facet, and how many projects have it."""

    value: str
    count: int


class ProjectsOut(Answer):
    """A page of projects, with the counts of every facet and the names of its organisations."""

    total: int
    projects: list[FoundProjectOut]
    facets: dict[str, list[CountOut]]
    names: dict[str, str]


class PartnerOut(Answer):
    """One participation as its source tells it."""

    name: str
    role: str
    city: str
    country: str
    support_eur: Number | None
    source: str
    as_of: str | None


class SubjectOut(Answer):
    """A topic or subject of a project."""

    code: str
    title: str


class ProjectOut(Answer):
    """What is known of a project: every value with its source and day, contradictions named."""

    project: str
    name: str
    fields: dict[str, list[dict[str, Any]]]
    contradictions: list[str]
    partners: list[PartnerOut]
    organisations: int
    organisations_told: Told
    subjects: list[SubjectOut]


class OurCallOut(Answer):
    """A call of the agreement that can still be used."""

    call: str
    name: dict[str, str]
    fund: str
    opens: str
    last_useful_day: str
    focus_areas: list[str]
    available_eur: Number | None
    source: str


class OtherCallOut(Answer):
    """A call of the open data that can still be used."""

    call: str
    name: str
    programme: str
    opens: str | None
    last_useful_day: str | None
    budget_eur: Number | None
    address: str


class CallsOut(Answer):
    """Calls that can still be used, the first to close first; ``total`` counts all the others."""

    ours: list[OurCallOut]
    total: int
    others: list[OtherCallOut]


class NeighbourOut(Answer):
    """An organisation beside the one in the middle, or one of its projects."""

    key: str
    name: str
    shared: int
    last_year: int | None


class NetworkOut(Answer):
    """One node's neighbours; a tie names two of them and how many projects they share."""

    node: str
    name: str
    organisations: list[NeighbourOut]
    others: int
    ties: list[list[str | int]]
    projects: list[NeighbourOut]
    all_projects: int
    organisations_told: Told


class PostcodeOut(Answer):
    """How many projects somebody carries out at a postcode."""

    postcode: str
    municipality: str
    longitude: float
    latitude: float
    count: int


class TestbedOut(Answer):
    """A test environment of the register."""

    testbed: str
    name: dict[str, str]
    owner: str
    place: str
    party: str
    focus_area: str
    capacity: int | None


class SlotOut(Answer):
    """Slots of a test environment that are taken and that there are in one half-year."""

    testbed: str
    half_year: str
    used: int
    capacity: int | None
    short: int
    proposals: list[str]


class MapOut(Answer):
    """Outlines as GeoJSON, projects by postcode, and the register of test environments."""

    areas: dict[str, Any]
    projects: list[PostcodeOut]
    testbeds: list[TestbedOut]
    slots: list[SlotOut]


class TimedCellOut(Answer):
    """One cell in one state."""

    focus_area: str
    method: str
    party: str
    state: Literal["past", "running", "planned", "undated"]
    projects: list[str]
    count: int
    eur: Number
    organisations: int


class GapOut(Answer):
    """A cell that the next call text could name."""

    focus_area: str
    method: str
    party: str
    kind: Literal["never", "ended", "ending"]
    until: str | None


class SaidOfTimeOut(Answer):
    """One sentence and its code."""

    code: str
    text: str


class GapsOut(Answer):
    """The cells in which nothing is planned, and the sentences that name them."""

    as_of: str
    gaps: list[GapOut]
    sentences: dict[str, list[SaidOfTimeOut]]


class OverTimeOut(GapsOut):
    """What is past, running and planned in each cell."""

    cells: list[TimedCellOut]
    years: list[dict[str, Any]]
    eur: dict[str, Number]
    unpriced: list[str]
    unplaced: list[str]
    organisations_told: Told


class CellOut(Answer):
    """A touched cell of the rows."""

    focus_area: str
    method: str
    party: str
    count: int
    eur: Number


class CoverageOverTimeOut(Answer):
    """The cells of the rows, and coverage over time."""

    cells: list[CellOut]
    over_time: OverTimeOut


class EvidenceOut(Answer):
    """What speaks for one body, over 0, or for two, under it."""

    code: str
    speaks: int
    sentences: Sentences


class MentionOut(Answer):
    """A name as a source writes it."""

    name: str
    city: str
    country: str
    pic: str
    business_id: str


class DoubtOut(Answer):
    """A pair of names, what would move, and why it is doubtful; weight in bits."""

    left: MentionOut
    right: MentionOut
    joined: bool
    weight: Number
    moves: int
    moves_eur: Number
    because: list[EvidenceOut]


class QueueOut(Answer):
    """The pairs most worth a ruling, of how many, and how much is ruled already."""

    queue: list[DoubtOut]
    total: int
    ruled: int
    unmet: int


class RulingOut(Answer):
    """A ruling that was written or taken back, and how many there are now."""

    verdict: Literal["same", "apart", "became", "undo"]
    name: str
    country: str
    other: str
    other_country: str
    from_: str | None = Field(alias="from")
    rulings: int


class ListedOut(Answer):
    """An organisation in a list."""

    name: str
    country: str
    names: int
    participations: int
    support_eur: Number
    ours: bool


class OrganisationsOut(Answer):
    """Organisations that have a word in a name; without one those of the agreement."""

    total: int
    organisations: list[ListedOut]


class NameOut(Answer):
    """One name of an organisation, how it came to be its, and what speaks for it."""

    name: str
    participations: int
    support_eur: Number
    how: str
    to: str | None
    weight: Number | None
    because: list[EvidenceOut]
    places: list[str]


class PartOut(Answer):
    """An organisation's part in one loaded project."""

    project: str
    title: str
    name: str
    role: str
    support_eur: Number | None
    starts: str | None
    ends: str | None


class OrganisationOut(Answer):
    """One organisation: its names and why, its identifiers by source, projects, lineage, ties."""

    name: str
    country: str
    names: list[NameOut]
    identifiers: dict[str, list[dict[str, Any]]]
    contradictions: list[str]
    projects: list[PartOut]
    proposals: list[dict[str, Any]]
    lineage: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    rulings: list[dict[str, Any]]
