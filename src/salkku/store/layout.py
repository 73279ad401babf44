"""Which tables an agreement folder may have, with their columns, in the order of the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from salkku.domain.terms import Measure

__all__ = [
    "ASIDE",
    "BY_FILE",
    "SETTINGS",
    "TABLES",
    "Column",
    "ColumnType",
    "TableLayout",
    "is_kept",
]

SETTINGS = "agreement.toml"
"""The file of the settings; with proposals.csv the only one that must be there."""

ASIDE = frozenset({".salkku", "decisions", ".git", ".hg", ".svn"})
"""Folders beside the agreement's own files: loaded tables, decisions, version control."""

ColumnType = Literal[
    "text", "id", "word", "number", "whole", "euros", "share", "month", "half_year", "date",
    "yes_no", "list", "shares", "slots",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column that the format knows; ``words`` are all that a ``word`` cell may say."""

    name: str
    type: ColumnType = "text"
    required: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One table of the format; ``one_of`` are columns of which a row needs at least one."""

    file: str
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Give a column by its name.

        Raises
        ------
        KeyError
            If the format has no such column.

        Examples
        --------
        >>> BY_FILE["costs.csv"].column("amount_eur").type
        'euros'
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that must be there."""
        return tuple(column.name for column in self.columns if column.required)


def _layout(file: str, columns: str, *, one_of: str = "", **words: str) -> TableLayout:
    """Read ``name:type`` words, ``!`` marking what is required."""
    made = []
    for entry in columns.split():
        name, _, kind = entry.rstrip("!").partition(":")
        said = tuple(words.get(name, "").split())
        made.append(
            Column(name, "word" if said else kind or "text", entry.endswith("!"), said)  # type: ignore[arg-type]
        )
    return TableLayout(file, tuple(made), tuple(one_of.split()))


_NAMES = "name_fi name_sv name_en"

TABLES: tuple[TableLayout, ...] = (
    _layout(
        "proposals.csv",
        f"id:id! status! {_NAMES} lead focus_area:shares methods:shares parties:list call level_of"
        " duration_months:whole start:month earliest_start:month latest_start:month tags:list"
        " needs:list goals:list reach:number effort_pm:number anyway_low:share anyway_high:share"
        " testbeds:slots develops:slots summary_fi summary_sv summary_en",
        status="idea proposal committed running ended rejected",
    ),
    _layout(
        "budgets.csv",
        f"line! limit_eur:euros! fund party from:half_year to:half_year carry:yes_no {_NAMES}",
    ),
    _layout("costs.csv", "proposal! line! amount_eur:euros! half_year:whole"),
    _layout(
        "scores.csv", "proposal! criterion! low:number! high:number! assessor confidence comment"
    ),
    _layout(
        "relations.csv",
        "kind! from! to! criterion value:number lag_months:whole",
        kind="requires excludes together synergy overlap",
    ),
    _layout(
        "rules.csv",
        "id:id! category! member! measure! min:number max:number from:half_year to:half_year"
        f" {_NAMES}",
        one_of="min max",
        category="focus_area method party call tag all",
        measure=" ".join(get_args(Measure)),
    ),
    _layout(
        "organisations.csv",
        "id:id name aliases:list kind city country business_id pic source carry_eur_per_year:euros",
    ),
    _layout("participations.csv", "proposal organisation role city share_eur:euros"),
    _layout(
        "links.csv",
        "name! country other! other_country verdict! from:date decided:date note",
        verdict="same apart became",
    ),
    _layout(
        "benefits.csv",
        "proposal party role share_low:share share_high:share",
        role="lead part host beneficiary",
    ),
    _layout(
        "needs.csv", "id:id party unit need_fi need_sv need_en adopter from:month to:month"
    ),
    _layout(
        "results.csv",
        f"id:id proposal {_NAMES} kind need main:yes_no",
        kind="testbed service method data network product",
    ),
    _layout(
        "commitments.csv",
        "proposal organisation result carries_on_as money_eur_per_year:euros from:month level"
        " evidence",
        level="none spoken letter signed budgeted",
    ),
    _layout(
        "projects.csv",
        f"id:id {_NAMES} scope source as_of fund lead partners:list focus_area:shares"
        " methods:shares parties:list start:month end:month total_eur:euros support_eur:euros"
        " continues:list tags:list summary_fi summary_sv summary_en",
        scope="steered aligned neighbour",
    ),
    _layout(
        "fit.csv",
        "proposal! project! relation! share:share reason evidence by as_of:date",
        relation="duplicate continues related",
    ),
    _layout(
        "calls.csv",
        f"id:id {_NAMES} fund opens:date closes:date earliest_decision:date available_eur:euros"
        " threshold_share:share earmarks:list focus_areas:list line source",
    ),
    _layout("events.csv", f"id:id name {_NAMES} kind month:month precedes:list follows:list"),
    _layout("testbeds.csv", f"id:id name {_NAMES} owner place capacity:whole party"),
    _layout(
        "indicators.csv",
        f"id:id proposal code name {_NAMES} baseline:number target:number unit",
    ),
    _layout("actuals.csv", "indicator date:date value:number source"),
)  # fmt: skip

BY_FILE: Mapping[str, TableLayout] = MappingProxyType({table.file: table for table in TABLES})
"""The tables by the names of their files."""


def is_kept(path: str) -> bool:
    """Say whether a path inside the folder belongs to the agreement.

    Examples
    --------
    >>> is_kept("costs.csv"), is_kept(".salkku/tables.duckdb"), is_kept("decisions/a/MANIFEST")
    (True, False, False)
    """
    return path.split("/", 1)[0] not in ASIDE
