"""Who is one body: the one reading of a name, its numbers, people's rulings and linkage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from salkku.domain.ecosystem import Organisation, Ruling, bodies_of, written_name
from salkku.text.bodies import body_key, named_bodies, plain_name

__all__ = ["Register", "Resolved", "Written"]

Written = tuple[str, str, str, str, str]
"""A mention as its source writes it: name, city, country, PIC, business id; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What linkage says of loaded names, after rulings.

    Only what a name alone does not tell is listed: bodies with several names, and names that
    several bodies share. A body is called by its commonest name in small letters, with its
    country behind a point in the middle where others are called so too.

    Parameters
    ----------
    mentions
        Mention to its body.
    names
        Plain name or body key to the body, of those that one body alone has.
    bodies
        How many there are in all, the unlisted ones too.

    Examples
    --------
    >>> told = Resolved(names={"hus": "helsinki university hospital"})
    >>> Register.of((), resolved=told).key("HUS")
    'helsinki university hospital'
    """

    mentions: Mapping[Written, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    bodies: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """Who is one body, as far as is known: rulings first, then linkage, numbers and names.

    Parameters
    ----------
    bodies
        Row of organisations.csv to its body, the first such row.
    names
        Body key to a body of organisations.csv.
    ruled
        Name as written to the body that a ruling gives it; None where it only keeps it apart.
    numbers
        Kind and number to a body of organisations.csv.
    owners
        Body of linkage to those of organisations.csv that it holds.
    calls
        Body of organisations.csv to what the landscape calls it.
    resolved
        What linkage says; None where it has not been run since the last load.

    Examples
    --------
    >>> rows = [Organisation("a", "Alpha Oy", ("Al",)), Organisation("b", "Beta")]
    >>> register = Register.of(rows, [Ruling("Gamma", "Beta", "same")])
    >>> register.ours("AL"), register.ours("gamma"), register.ours("Delta")
    ('a', 'b', None)
    """

    bodies: Mapping[str, str]
    names: Mapping[str, str]
    ruled: Mapping[str, str | None]
    numbers: Mapping[tuple[str, str], str]
    owners: Mapping[str, tuple[str, ...]]
    calls: Mapping[str, str]
    resolved: Resolved | None = None

    @classmethod
    def of(
        cls,
        organisations: Iterable[Organisation],
        rulings: Sequence[Ruling] = (),
        *,
        resolved: Resolved | None = None,
    ) -> Register:
        """Read organisations.csv and links.csv, with what linkage says of loaded names.

        Parameters
        ----------
        organisations, rulings
            Of the agreement.
        resolved
            What linkage says; None where it has not been run since the last load.

        Returns
        -------
        Register

        Examples
        --------
        >>> Register.of([Organisation("a", "Alpha Oy")]).bodies
        {'a': 'a'}
        """
        rows = list(organisations)
        bodies = bodies_of(rows, rulings)
        names = named_bodies(rows, bodies)
        numbers: dict[tuple[str, str], str] = {}
        owners: dict[str, dict[str, None]] = {}
        calls: dict[str, str] = {}
        for one in rows:
            for key in _numbers(one.business_id, one.pic, ""):
                numbers.setdefault(key, bodies[one.id])
            linked = None if resolved is None else resolved.mentions.get(_written(one))
            if linked is not None:
                owners.setdefault(linked, {})[bodies[one.id]] = None
            calls.setdefault(bodies[one.id], linked or plain_name(one.name))
        return cls(
            bodies,
            names,
            _ruled(rows, bodies, names, rulings),
            numbers,
            {linked: tuple(own) for linked, own in owners.items()},
            calls,
            resolved,
        )

    @property
    def way(self) -> str:
        """How bodies are told: ``linked``, or ``named`` – by rulings, numbers and names alone."""
        return "named" if self.resolved is None else "linked"

    def ours(self, name: str) -> str | None:
        """Give the body of organisations.csv that has a name; None when none or several have."""
        written = written_name(name)
        if written in self.ruled:
            return self.ruled[written]
        found = self.names.get(body_key(name))
        return found if found is not None else self._owner(self._linked(name), name)

    def key(self, name: str) -> str:
        """Give what all names of one body share: of ours its id; empty where there is no name."""
        return self.ours(name) or self._linked(name) or body_key(name)

    def called(self, name: str) -> str:
        """Give what the landscape calls the body that has a name: its commonest plain name."""
        own = self.ours(name)
        return (self.calls[own] if own else "") or self._linked(name) or plain_name(name)

    def ours_of(self, mention: Written, *, vat: str = "") -> str | None:
        """Give the body of organisations.csv that a loaded mention is; None when it is none.

        Parameters
        ----------
        mention
            As its source writes it.
        vat
            Its VAT number; a Finnish one is its business id after ``FI``.
        """
        name = mention[0]
        linked = None if self.resolved is None else self.resolved.mentions.get(mention)
        own = self._owner(linked, name)
        if own is not None:
            return own
        if written_name(name) in self.ruled:
            return self.ruled[written_name(name)]
        numbers = _numbers(mention[4], mention[3], vat)
        found = next((self.numbers[key] for key in numbers if key in self.numbers), None)
        if found is not None or linked is not None:
            return found
        return self.names.get(body_key(name))

    def key_of(self, mention: Written) -> str:
        """Give what all mentions of one body share, as :meth:`key` gives it of a name."""
        own = self.ours_of(mention)
        linked = None if self.resolved is None else self.resolved.mentions.get(mention)
        return own or linked or body_key(mention[0])

    def called_of(self, mention: Written) -> str:
        """Give what the landscape calls the body of a mention, as :meth:`called` does of a name."""
        own = self.ours_of(mention)
        linked = None if self.resolved is None else self.resolved.mentions.get(mention)
        return (self.calls[own] if own else "") or linked or plain_name(mention[0])

    def _linked(self, name: str) -> str | None:
        if self.resolved is None:
            return None
        plain = self.resolved.names.get(plain_name(name))
        return plain if plain is not None else self.resolved.names.get(body_key(name))

    def _owner(self, linked: str | None, name: str) -> str | None:
        """Choose among several of ours in one body of linkage by the name, else the first."""
        own = () if linked is None else self.owners.get(linked, ())
        named = self.names.get(body_key(name)) if len(own) > 1 else None
        return named if named in own else next(iter(own), None)


def _written(one: Organisation) -> Written:
    return (one.name, one.city, one.country, one.pic, one.business_id)


def _ruled(
    rows: Sequence[Organisation],
    bodies: Mapping[str, str],
    names: Mapping[str, str],
    rulings: Sequence[Ruling],
) -> dict[str, str | None]:
    """Give names beside organisations.csv that rulings give to a body of it, or keep from it."""
    own: dict[str, str] = {}
    for row in rows:
        for name in (row.name, *row.aliases):
            own.setdefault(written_name(name), bodies[row.id])
    given: dict[str, str] = {}
    same = list(_both_ways(ruling for ruling in rulings if ruling.verdict == "same"))
    for _ in same:  # a chain of rulings is no longer than their number
        for one, other in same:
            body = own.get(other) or given.get(other)
            if one not in own and body is not None:
                given.setdefault(one, body)
    found: dict[str, str | None] = dict(given)
    for one, other in _both_ways(ruling for ruling in rulings if ruling.verdict != "same"):
        body = own.get(other) or given.get(other)
        if one not in own and body is not None and names.get(body_key(one)) == body:
            found.setdefault(one, None)
    return found


def _both_ways(rulings: Iterable[Ruling]) -> Iterator[tuple[str, str]]:
    """Give the names of each ruling, in both orders."""
    for ruling in rulings:
        (name, _country), (other, _other) = ruling.bodies
        yield name, other
        yield other, name


def _numbers(business_id: str, pic: str, vat: str) -> Iterator[tuple[str, str]]:
    """Give the numbers of a body; a Finnish VAT number is its business id after FI."""
    said = business_id or (vat[2:] if vat.upper().startswith("FI") else "")
    for kind, text in (("business_id", said), ("pic", pic)):
        number = "".join(sign for sign in text.upper() if sign.isalnum())
        if number:
            yield kind, number
