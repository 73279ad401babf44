"""(S) Columns for what counts once: unions of items in the rows of a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from salkku.domain.problem import Constraint
from salkku.mip import Row

__all__ = ["Unions"]

Sides = tuple[tuple[int, ...], tuple[int, ...]]
Terms = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Unions:
    """Hands out columns of unions before it is known how many variables a program will have.

    Until :meth:`placed`, the k-th union is column ``-1 - k``.

    Examples
    --------
    >>> unions = Unions()
    >>> row = Row("rule:a", unions.terms([(0, 1)], [((1, 2), 3)]), low=3)
    >>> unions.placed([row], first=3)[0].coefficients, unions.pairs
    (((0, 1), (3, 3)), (((1, 2), (1, 2)),))
    """

    _place: dict[tuple[int, ...], int] = field(default_factory=dict)

    @property
    def pairs(self) -> tuple[Sides, ...]:
        """The unions as pairs with the same two sides, in the order of their columns."""
        return tuple((columns, columns) for columns in self._place)

    def row(self, constraint: Constraint) -> Row:
        """Give one constraint – (B), (C), (P), (X), (G), (O), (K) or (Y) – as a row."""
        terms = self.terms(
            constraint.coefficients, ((one.items, one.weight) for one in constraint.unions)
        )
        return Row(constraint.name, terms, constraint.low, constraint.high)

    def terms(
        self,
        plain: Iterable[tuple[int, int]],
        counted: Iterable[tuple[tuple[int, ...], int]],
    ) -> Terms:
        """Give a sum over columns, of which some are unions of others; one column is itself."""
        total: dict[int, int] = defaultdict(int)
        for column, value in plain:
            total[column] += value
        for columns, weight in counted:
            if len(columns) > 1:
                total[-1 - self._place.setdefault(columns, len(self._place))] += weight
            elif columns:
                total[columns[0]] += weight
        return tuple((column, value) for column, value in total.items() if value)

    @staticmethod
    def placed(rows: Iterable[Row], *, first: int) -> tuple[Row, ...]:
        """Put the unions' columns where they are: from ``first`` on."""
        return tuple(
            Row(
                row.name,
                tuple((c if c >= 0 else first - 1 - c, value) for c, value in row.coefficients),
                row.low,
                row.high,
            )
            if any(c < 0 for c, _ in row.coefficients)
            else row
            for row in rows
        )
