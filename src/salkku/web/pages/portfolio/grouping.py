"""Proposed relations as a person works through them: by proposal, what would count first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from salkku.web.ui.templatetags.say import language

__all__ = ["SHOWS", "Group", "Row", "counted", "grouped", "pairs_of", "relations_of"]

Row = Mapping[str, Any]
ORDER: Final = ("duplicate", "continues", "related")
COUNTING: Final = ("duplicate", "continues")
SHOWS: Final = ("counts", "related", "all")
REASONS: Final = 3
TIMES: Final = ("overlapping_time", "ended_before", "begins_after", "time_unknown")


@dataclass(frozen=True, slots=True)
class Group:
    """One proposal with its proposed relations, the strongest first."""

    proposal: str
    rows: tuple[Row, ...]
    open: bool

    @property
    def first(self) -> Row:
        """The relation that its line shows while it is folded."""
        return self.rows[0]


def relations_of(proposed: Sequence[Row]) -> list[Row]:
    """Say proposed relations to funded projects in the reader's language, with what they rest on.

    ``strength`` counts what the two share, time left out.
    """
    return [
        {
            **one,
            "because": [each["sentences"][language()] for each in one["because"][:REASONS]],
            "strength": sum(
                len(each["values"]) for each in one["because"] if each["code"] not in TIMES
            ),
        }
        for one in proposed
    ]


def pairs_of(proposed: Sequence[Row]) -> list[Row]:
    """Say proposed relations between proposals in the reader's language."""
    return [
        {
            **one,
            "proposal": one["from"],
            "relation": one["kind"],
            "because": one["because"][language()][:REASONS],
        }
        for one in proposed
    ]


def counted(rows: Sequence[Row]) -> dict[str, int]:
    """Count what each choice of ``SHOWS`` would show."""
    counting = sum(one["relation"] in COUNTING for one in rows)
    return {"counts": counting, "related": len(rows) - counting, "all": len(rows)}


def _place(row: Row) -> int:
    """Overlaps and synergies come by their strength alone, as they are proposed."""
    return ORDER.index(row["relation"]) if row["relation"] in ORDER else 0


def grouped(
    rows: Sequence[Row], *, show: str = "all", proposal: str = "", opened: str = ""
) -> list[Group]:
    """Group relations by proposal: first what would count most surely, last what counts nothing.

    Parameters
    ----------
    show
        One of ``SHOWS``.
    proposal
        Only this proposal's; empty takes all.
    opened
        The proposal whose group is open; a group that is alone is open too.

    Examples
    --------
    >>> row = {"proposal": "01", "relation": "related", "strength": 1}
    >>> [one.proposal for one in grouped([row], show="counts")]
    []
    """
    wanted = [
        one
        for one in rows
        if (not proposal or proposal in (one["proposal"], one.get("to")))
        and (show == "all" or (one["relation"] in COUNTING) == (show == "counts"))
    ]
    wanted.sort(key=lambda one: (_place(one), -one["strength"]))
    by_row: dict[str, list[Row]] = {}
    for one in wanted:
        by_row.setdefault(one["proposal"], []).append(one)
    return [
        Group(row, tuple(own), row == opened or len(by_row) == 1) for row, own in by_row.items()
    ]
