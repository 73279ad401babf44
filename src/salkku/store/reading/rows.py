"""One row of a table, read cell by cell into exact values with every fault noted in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from salkku.domain.proposals import Shares, Slots
from salkku.store.layout import TableLayout
from salkku.store.reading import amounts
from salkku.store.reading.amounts import BadCellError
from salkku.store.reading.known import SOURCES, Known
from salkku.store.reading.notes import Notes

__all__ = ["Row", "Rows"]

_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=str)


class Row:
    """The cells of one line by column name; an absent column is an empty cell."""

    __slots__ = ("_cells", "_known", "_layout", "_missing", "_notes", "file", "line")

    def __init__(
        self,
        cells: Mapping[str, str],
        *,
        line: int,
        layout: TableLayout,
        missing: frozenset[str],
        notes: Notes,
        known: Known,
    ) -> None:
        self._cells = cells
        self._layout = layout
        self._missing = missing
        self._notes = notes
        self._known = known
        self.file = layout.file
        self.line = line

    def fault(self, code: str, column: str | None = None, **values: object) -> None:
        """Note a fault of this row."""
        self._notes.fault(self.file, code, row=self.line, column=column, **values)

    def warn(self, code: str, column: str | None = None, **values: object) -> None:
        """Note something about this row that is worth saying but not wrong."""
        self._notes.warn(self.file, code, row=self.line, column=column, **values)

    def text(self, column: str) -> str:
        """Give a cell without the space around it."""
        return self._cells.get(column, "").strip()

    def need(self, column: str) -> str:
        """Give a cell that must not be empty; of a column that is missing only once is told."""
        cell = self.text(column)
        if not cell and column not in self._missing:
            self.fault("empty_cell", column)
        return cell

    def word(self, column: str, default: str = "") -> str:
        """Give one of the column's words; an empty cell is the default."""
        declared = self._layout.column(column)
        cell = self.need(column) if declared.required else self.text(column)
        if cell and cell not in declared.words:
            self.fault("unknown_word", column, cell=cell, allowed=", ".join(declared.words))
            return default
        return cell or default

    def one_of(self, column: str, words: Sequence[_Word], default: _T) -> _Word | _T:
        """Give one of the column's words, in their own type; an empty or wrong cell is the default.

        Raises
        ------
        KeyError
            The column has a word that is not among ``words``: our own mistake.
        """
        cell = self.word(column)
        return {str(word): word for word in words}[cell] if cell else default

    def yes(self, column: str, *, default: bool) -> bool:
        """Give yes or no."""
        cell = self.text(column).lower()
        if cell not in ("", "yes", "no"):
            self.fault("unknown_word", column, cell=cell, allowed="yes, no")
        return cell == "yes" if cell else default

    def read(self, column: str, reader: Callable[[str], _T]) -> _T | None:
        """Give a cell's value, or None where the cell is empty or wrong."""
        cell = self.text(column)
        if not cell:
            return None
        try:
            return reader(cell)
        except BadCellError as error:
            self.fault(error.code, column, cell=cell)
            return None

    def number(self, column: str) -> Fraction | None:
        """Give a number of any sign."""
        return self.read(column, amounts.number)

    def amount(self, column: str) -> Fraction | None:
        """Give a number that must not be negative."""
        value = self.number(column)
        if value is not None and value < 0:
            self.fault("negative_amount", column, cell=self.text(column))
            return None
        return value

    def euros(self, column: str) -> int | None:
        """Give euros as cents."""
        return self.read(column, amounts.euros)

    def share(self, column: str) -> Fraction | None:
        """Give a share of 0 … 1."""
        return self.read(column, amounts.share)

    def whole(self, column: str, *, least: int = 0) -> int | None:
        """Give a whole number that is not under ``least``."""
        value = self.read(column, amounts.whole)
        if value is not None and value < least:
            self.fault("too_small", column, cell=self.text(column), least=least)
            return None
        return value

    def month(self, column: str, *, days: bool = False) -> int | None:
        """Give a month."""
        return self.read(column, lambda cell: amounts.month(cell, days=days))

    def half_year(self, column: str) -> int | None:
        """Give a half-year."""
        return self.read(column, amounts.half_year)

    def date(self, column: str) -> str:
        """Give a day, month or half-year as written."""
        return self.read(column, amounts.date_text) or ""

    def check(self, column: str, kind: str, id: str) -> None:
        """Note a fault where an id is not known."""
        if not self._known.has(kind, id):
            self.fault("unknown_reference", column, cell=id, where=SOURCES[kind])

    def check_any(self, column: str, kinds: Sequence[str], id: str) -> None:
        """Note a fault where an id is known in none of some tables."""
        if not any(self._known.has(kind, id) for kind in kinds):
            where = ", ".join(SOURCES[kind] for kind in kinds)
            self.fault("unknown_reference", column, cell=id, where=where)

    def reference(self, column: str, kind: str) -> str:
        """Give an id of another row; an empty cell refers to nothing."""
        cell = self.text(column)
        if cell:
            self.check(column, kind, cell)
        return cell

    def must_refer(self, column: str, kind: str) -> str:
        """Give an id of another row that must be given."""
        return self.reference(column, kind) or self.need(column)

    def members(self, column: str, kind: str | None = None) -> tuple[str, ...]:
        """Give a list of words or ids separated by semicolons, each once."""
        found = dict.fromkeys(part.strip() for part in self.text(column).split(";"))
        found.pop("", None)
        for id in found:
            if kind:
                self.check(column, kind, id)
        return tuple(found)

    def shares(self, column: str, kind: str) -> Shares:
        """Give members with their shares, equal parts where the cell gives none."""
        parts = [part.strip() for part in self.text(column).split(";") if part.strip()]
        if not any(":" in part for part in parts):
            ids = self.members(column, kind)
            return tuple((id, Fraction(1, len(ids))) for id in ids)
        found: dict[str, Fraction] = {}
        for part in parts:
            id, colon, said = (piece.strip() for piece in part.rpartition(":"))
            if not colon:
                self.fault("share_missing", column, cell=part)
                return ()
            try:
                found[id] = found.get(id, Fraction(0)) + amounts.share(said)
            except BadCellError as error:
                self.fault(error.code, column, cell=part)
                return ()
            self.check(column, kind, id)
        if sum(found.values()) != 1:
            self.fault("shares_sum", column, cell=self.text(column))
        return tuple(found.items())

    def slots(self, column: str, kind: str) -> Slots:
        """Give members with how many slots each; one where the cell gives no number."""
        found: dict[str, int] = {}
        for part in filter(None, map(str.strip, self.text(column).split(";"))):
            head, colon, tail = (piece.strip() for piece in part.rpartition(":"))
            id, said = (head, tail) if colon else (tail, "1")
            self.check(column, kind, id)
            try:
                count = amounts.whole(said)
            except BadCellError as error:
                self.fault(error.code, column, cell=part)
                continue
            if count < 1:
                self.fault("too_small", column, cell=part, least=1)
                continue
            found[id] = found.get(id, 0) + count
        return tuple(found.items())

    def names(self, stem: str) -> dict[str, str]:
        """Give the texts of ``stem_fi``, ``stem_sv`` and ``stem_en``; plain ``stem`` fills gaps."""
        plain = self.text(stem)
        found = {code: self.text(f"{stem}_{code}") or plain for code in ("fi", "sv", "en")}
        return {code: name for code, name in found.items() if name}

    def ordered(self, low: str, high: str, values: tuple[object, object], code: str) -> bool:
        """Note a fault where both ends are given and the first is after the second."""
        first, last = values
        if first is None or last is None or not first > last:  # type: ignore[operator]
            return True
        self.fault(code, low, low=self.text(low), high=self.text(high))
        return False

    def span(
        self, low: str, high: str, reader: Callable[[str], _T | None]
    ) -> tuple[_T | None, _T | None]:
        """Read two ends, noting ``from_after_to``."""
        ends = reader(low), reader(high)
        self.ordered(low, high, ends, "from_after_to")
        return ends

    def interval(
        self, low: str, high: str, reader: Callable[[str], Fraction | None]
    ) -> tuple[Fraction, Fraction] | None:
        """Read two ends of which one may be empty, meaning the other; None where both are."""
        first, last = reader(low), reader(high)
        if not self.ordered(low, high, (first, last), "low_above_high"):
            return None
        least = first if first is not None else last
        most = last if last is not None else first
        return None if least is None or most is None else (least, most)


Rows = Mapping[str, Sequence[Row]]
"""Rows by the name of their file; a file that is not there is not in it."""
