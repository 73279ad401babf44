"""The ecosystem around the proposals: organisations, needs, calls, funded projects, testbeds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from typing import Literal

from salkku.domain.periods import Month
from salkku.domain.proposals import Proposal, Shares

__all__ = [
    "FITTINGS",
    "REACHED_ROLES",
    "Actual",
    "Call",
    "Cast",
    "Event",
    "FitRelation",
    "Fitting",
    "FundedProject",
    "Indicator",
    "Need",
    "Organisation",
    "Participation",
    "Ruling",
    "Testbed",
    "Tie",
    "bodies_of",
    "casts_of",
    "country_code",
    "written_name",
]

Tie = tuple[str, str]
"""Two bodies that carry something out together, in the order of their ids."""

FitRelation = Literal["duplicate", "continues", "related"]
FITTINGS: tuple[FitRelation, ...] = ("duplicate", "continues", "related")
"""How a proposal may stand to a funded project."""

REACHED_ROLES = frozenset(
    {"advice", "beneficiary", "customer", "event", "reached", "trainee", "training", "visitor"}
)
"""Roles of participations.csv that say whom a project serves, not who carries it out."""

_COUNTRIES = {"uk": "gb", "el": "gr", "suomi": "fi", "finland": "fi", "sverige": "se"}


def written_name(name: str) -> str:
    """Give a name as rulings know it: as written, but for case and the space around words.

    Examples
    --------
    >>> written_name(" AALTO  Oy ")
    'aalto oy'
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def country_code(country: str) -> str:
    """Give the one form of a country that its codes and names share; empty when unknown.

    Examples
    --------
    >>> country_code("UK"), country_code("Suomi"), country_code("")
    ('gb', 'fi', '')
    """
    written = written_name(country)
    return _COUNTRIES.get(written, written)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that takes part; ``carry_cents_per_year`` is what it says it can carry (optional)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    city: str = ""
    country: str = ""
    business_id: str = ""
    pic: str = ""
    source: str = ""
    carry_cents_per_year: int | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """An organisation's part in a proposal, in cents (None: unknown)."""

    proposal: str
    organisation: str
    role: str = ""
    city: str = ""
    share_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on two names of organisations, which evidence does not overrule.

    Parameters
    ----------
    name, other
        Two names as sources write them; every mention with the name is meant.
    verdict
        ``same`` body, ``apart`` (two bodies), or ``became``: ``name`` is the predecessor of
        ``other``; they stay two bodies with one history.
    country, other_country
        Where the bodies are. One alone is both's; without any, each country by itself is meant.
    since
        The day, month or half-year from which the successor stands in the predecessor's place.
    decided, note
        When it was ruled, and why.

    Examples
    --------
    >>> Ruling("Wave Oy", "Wave Ltd", "same", "FI").bodies
    (('wave oy', 'fi'), ('wave ltd', 'fi'))
    """

    name: str
    other: str
    verdict: str
    country: str = ""
    other_country: str = ""
    since: str = ""
    decided: str = ""
    note: str = ""

    @property
    def bodies(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both names in the form that rulings compare, each with its country."""
        own, other = country_code(self.country), country_code(self.other_country)
        return (written_name(self.name), own or other), (written_name(self.other), other or own)


@dataclass(frozen=True, slots=True)
class Need:
    """A problem of a named city unit that would use or buy the answer."""

    id: str
    party: str
    unit: str
    need: Mapping[str, str]
    adopter: str = ""
    start: Month | None = None
    end: Month | None = None


@dataclass(frozen=True, slots=True)
class FundedProject:
    """A fact sheet of a project funded already; ``scope`` is steered, aligned or neighbour."""

    id: str
    name: Mapping[str, str]
    scope: str = "neighbour"
    source: str = ""
    as_of: str = ""
    fund: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    focus_areas: Shares = ()
    methods: Shares = ()
    parties: tuple[str, ...] = ()
    start: Month | None = None
    end: Month | None = None
    total_cents: int | None = None
    support_cents: int | None = None
    continues: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """A window of a fund; earmarks are cents per focus area."""

    id: str
    name: Mapping[str, str] = field(default_factory=dict)
    fund: str = ""
    opens: str = ""
    closes: str = ""
    earliest_decision: str = ""
    available_cents: int | None = None
    threshold_share: Fraction | None = None
    earmarks: Mapping[str, int] = field(default_factory=dict)
    focus_areas: tuple[str, ...] = ()
    line: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something in time that a start may have to precede or follow.

    ``precedes`` are rows that may not start before it, ``follows`` rows that may not start after.
    """

    id: str
    name: Mapping[str, str]
    kind: str = ""
    month: Month | None = None
    precedes: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Testbed:
    """A test environment: owner, place, and the slots it has in each half-year (None: unknown)."""

    id: str
    name: Mapping[str, str]
    owner: str = ""
    place: str = ""
    capacity: int | None = None
    party: str = ""
    focus_area: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An output or result that is promised, with its definition."""

    id: str
    proposal: str
    code: str = ""
    name: Mapping[str, str] = field(default_factory=dict)
    baseline: Fraction | None = None
    target: Fraction | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Actual:
    """What an indicator reached by a date."""

    indicator: str
    date: str
    value: Fraction
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a proposal stands to a funded project, as a person has accepted it.

    Parameters
    ----------
    project
        An id of projects.csv, an ended row of proposals.csv, or a loaded project's key, as
        ``cordis:101191725``.
    relation
        ``duplicate``, ``continues`` or ``related``.
    share
        How much of the proposal it is about, 0 … 1.
    row
        Its line in fit.csv.
    """

    proposal: str
    project: str
    relation: FitRelation
    share: Fraction = Fraction(1)
    reason: str = ""
    evidence: str = ""
    by: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    """The bodies of one project.

    Parameters
    ----------
    makers
        Those who carry it out together: every two of them are a tie.
    reached
        Those whom it serves, as the companies that it trains.

    Examples
    --------
    >>> sorted(Cast(frozenset("abc"), frozenset("z")).ties)
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """

    makers: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()

    @property
    def ties(self) -> frozenset[Tie]:
        """Every two makers."""
        return frozenset(combinations(sorted(self.makers), 2))

    @property
    def everyone(self) -> frozenset[str]:
        """Makers and those reached."""
        return self.makers | self.reached


def bodies_of(
    organisations: Iterable[Organisation], rulings: Iterable[Ruling] = ()
) -> dict[str, str]:
    """Give the body of each row of organisations.csv: the first row that is one body with it.

    Two rows are one body by what people ruled, else by a business id or PIC that both have; two
    that are ruled apart stay apart whatever their numbers.

    Examples
    --------
    >>> twice = [Organisation(id, "A Oy", business_id="0201256-6") for id in ("a", "a2")]
    >>> bodies_of(twice)
    {'a': 'a', 'a2': 'a'}
    >>> bodies_of([Organisation("a", "A"), Organisation("b", "B")], [Ruling("A", "B", "same")])
    {'a': 'a', 'b': 'a'}
    """
    rows = list(organisations)
    groups = {one.id: [one.id] for one in rows}
    same, apart = _ruled(rows, rulings)

    def join(left: str, right: str) -> None:
        one, other = groups[left], groups[right]
        if one is not other and not any((a, b) in apart for a in one for b in other):
            one += other
            groups.update(dict.fromkeys(other, one))

    for pair in same:
        join(*pair)
    first: dict[tuple[str, str], str] = {}
    for one in rows:
        said = (("business_id", one.business_id), ("pic", one.pic))
        plain = [(kind, "".join(filter(str.isalnum, text.upper()))) for kind, text in said]
        keys = [(kind, number) for kind, number in plain if number]
        known = next((first[key] for key in keys if key in first), one.id)
        join(known, one.id)
        for key in keys:
            first.setdefault(key, known)
    order = {one.id: place for place, one in enumerate(rows)}
    return {one.id: min(groups[one.id], key=order.__getitem__) for one in rows}


def _ruled(rows: list[Organisation], rulings: Iterable[Ruling]) -> tuple[list[Tie], set[Tie]]:
    """Give the pairs of rows that rulings make one, and those that they keep apart, both ways."""
    names = {one.id: set(map(written_name, (one.name, *one.aliases))) for one in rows}
    of = {one.id: country_code(one.country) for one in rows}
    same: list[Tie] = []
    apart: set[Tie] = set()
    for ruling in rulings:
        left, right = (
            [
                id
                for id, said in names.items()
                if name in said and (not code or of[id] in ("", code))
            ]
            for name, code in ruling.bodies
        )
        for one, other in product(left, right):
            if ruling.verdict == "same":
                same.append((one, other))
            else:
                apart |= {(one, other), (other, one)}
    return same, apart


def casts_of(
    proposals: Iterable[Proposal],
    participations: Iterable[Participation],
    bodies: Mapping[str, str],
) -> dict[str, Cast]:
    """Give the cast of every row of proposals.csv; a level without its own has its base row's.

    Parameters
    ----------
    bodies
        Of :func:`bodies_of`.

    Examples
    --------
    >>> rows = [Proposal("01", "proposal"), Proposal("01s", "proposal", level_of="01")]
    >>> told = [Participation("01", "a"), Participation("01", "z", role="training")]
    >>> casts_of(rows, told, {"a": "a", "z": "z"})["01s"]
    Cast(makers=frozenset({'a'}), reached=frozenset({'z'}))
    """
    makers: dict[str, set[str]] = {}
    reached: dict[str, set[str]] = {}
    for one in participations:
        side = reached if one.role.strip().lower() in REACHED_ROLES else makers
        side.setdefault(one.proposal, set()).add(bodies.get(one.organisation, one.organisation))
    own = {*makers, *reached}
    casts = {}
    for row in proposals:
        source = row.id if row.id in own else row.level_of or row.id
        casts[row.id] = Cast(frozenset(makers.get(source, ())), frozenset(reached.get(source, ())))
    return casts
