"""The open-data tables as data: which columns each has, what names a row, what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["BASE", "TABLES", "VERSION", "Column", "Kind", "Table", "table"]

VERSION = 6
"""Version of the tables' layout; tables of another version are loaded anew."""

BASE = "split_part(source, '.', 1)"
"""A row's source without the part of it that the row's file is of, for every engine."""

Kind = Literal["text", "cents", "whole", "date", "flag"]
"""Kinds of a column: text, money in whole cents, a whole number, a day, true or false."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an open-data table.

    Parameters
    ----------
    name
        Name in the table; money ends in ``_cents``.
    kind
        What its values are.

    Examples
    --------
    >>> Column("total_cost_cents", "cents").kind
    'cents'
    """

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """One open-data table.

    Every row also carries ``source`` (who said it), ``as_of`` (the day it was issued for),
    ``snapshot`` (the checksum of the file it came in), ``digest`` (of its values) and
    ``current`` (false once a later issue said otherwise: nothing is overwritten).

    Parameters
    ----------
    name
        Name of the table.
    columns
        Its own columns, in order.
    key
        Columns that name a row within a source.
    group
        Columns whose rows a later issue replaces together: a later list of a project's
        participants is the whole list.

    Examples
    --------
    >>> table("topics").group
    ('project',)
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    group: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the table's own columns, in order."""
        return tuple(column.name for column in self.columns)


def _columns(**kinds: Kind) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name, kind in kinds.items())


TABLES: tuple[Table, ...] = (
    Table(
        "projects",
        _columns(
            id="text",
            programme="text",
            acronym="text",
            title="text",
            status="text",
            starts="date",
            ends="date",
            total_cost_cents="cents",
            eu_contribution_cents="cents",
            legal_basis="text",
            topic="text",
            call="text",
            sub_call="text",
            scheme="text",
            objective="text",
            keywords="text",
            doi="text",
            signed="date",
            rcn="text",
            scope="text",
            joint="text",
            fund="text",
            part="text",
            priority="text",
            specific_objective="text",
            theme="text",
            territory="text",
            authority="text",
            region="text",
            city="text",
            postcode="text",
            address="text",
            website="text",
            second_theme="text",
            economic_activity="text",
            equality="text",
            sea_strategy="text",
            granted_cents="cents",
            paid_cents="cents",
            public_cents="cents",
            public_paid_cents="cents",
            total_paid_cents="cents",
            eu_paid_cents="cents",
            title_en="text",
            objective_en="text",
            country="text",
            nuts="text",
            period="text",
            eu_share="text",
        ),
        key=("id",),
        group=("id",),
    ),
    Table(
        "participations",
        _columns(
            project="text",
            pic="text",
            place="whole",
            name="text",
            short_name="text",
            vat="text",
            sme="flag",
            activity="text",
            city="text",
            postcode="text",
            country="text",
            nuts="text",
            role="text",
            eu_contribution_cents="cents",
            net_eu_contribution_cents="cents",
            total_cost_cents="cents",
            ended="flag",
            active="flag",
            website="text",
            project_rcn="text",
            organisation="text",
            business_id="text",
            department="text",
            granted_cents="cents",
        ),
        key=("project", "project_rcn", "pic", "organisation", "place"),
        group=("project", "project_rcn"),
    ),
    Table(
        "subjects",
        _columns(project="text", code="text", path="text", title="text"),
        key=("project", "code"),
        group=("project",),
    ),
    Table(
        "topics",
        _columns(project="text", topic="text", title="text"),
        key=("project", "topic"),
        group=("project",),
    ),
    Table(
        "legal_bases",
        _columns(project="text", legal_basis="text", title="text", main_part="flag"),
        key=("project", "legal_basis"),
        group=("project",),
    ),
    Table(
        "reports",
        _columns(id="text", project="text", title="text", updated="date", rcn="text"),
        key=("id",),
        group=("id",),
    ),
    Table(
        "links",
        _columns(
            project="text",
            address="text",
            title="text",
            kind="text",
            origin="text",
            language="text",
        ),
        key=("project", "address", "kind", "language"),
        group=("address",),
    ),
    Table(
        "organisations",
        _columns(
            id="text",
            name="text",
            name_kind="text",
            short_name="text",
            business_id="text",
            vat="text",
            form="text",
            industry="text",
            city="text",
            postcode="text",
            country="text",
            nuts="text",
            website="text",
            status="text",
            registered="date",
            ended="date",
            updated="date",
        ),
        key=("id", "name"),
        group=("id",),
    ),
    Table(
        "beneficiaries",
        _columns(
            country="text",
            region="text",
            name="text",
            other_name="text",
            total_cost_cents="cents",
            eu_contribution_cents="cents",
            projects="whole",
        ),
        key=("country", "region", "name"),
        group=("country",),
    ),
    Table(
        "calls",
        _columns(
            id="text",
            title="text",
            programme="text",
            call="text",
            call_title="text",
            action="text",
            opens="date",
            deadline="date",
            deadlines="text",
            deadline_model="text",
            status="text",
            least_cents="cents",
            most_cents="cents",
            budget_cents="cents",
            grants="whole",
            keywords="text",
            summary="text",
            address="text",
        ),
        key=("id",),
        group=("id",),
    ),
    Table(
        "labels",
        _columns(concept="text", language="text", label="text", path="text"),
        key=("concept", "language"),
        group=("concept", "language"),
    ),
    Table(
        "places",
        _columns(
            code="text",
            kind="text",
            name="text",
            name_sv="text",
            municipality="text",
            level="whole",
            latitude="text",
            longitude="text",
            area_km2="text",
            outline="text",
        ),
        key=("code", "kind"),
        group=("code", "kind"),
    ),
    Table(
        "pb_votes",
        _columns(
            id="text",
            title="text",
            country="text",
            unit="text",
            rule="text",
            vote_type="text",
            budget_cents="cents",
            projects="whole",
            ballots="whole",
            starts="date",
            ends="date",
        ),
        key=("id",),
        group=("id",),
    ),
    Table(
        "pb_projects",
        _columns(
            vote="text",
            project="text",
            title="text",
            cost_cents="cents",
            votes="whole",
            score="text",
            category="text",
            target="text",
            selected="flag",
        ),
        key=("vote", "project"),
        group=("vote",),
    ),
    Table(
        "pb_ballots",
        _columns(vote="text", voter="text", projects="text", points="text"),
        key=("vote", "voter"),
        group=("vote",),
    ),
)
"""Every open-data table."""


def table(name: str) -> Table:
    """Give the table of a name.

    Parameters
    ----------
    name
        Name of a table of `TABLES`.

    Returns
    -------
    Table

    Raises
    ------
    KeyError
        There is no such table: our own mistake, never a person's.

    Examples
    --------
    >>> table("reports").key
    ('id',)
    """
    return _BY_NAME[name]


_BY_NAME = {each.name: each for each in TABLES}
