"""What a reading found wrong or worth saying, collected in the order of the format's files."""

from __future__ import annotations

from salkku.domain.errors import Fault
from salkku.store.layout import SETTINGS, TABLES

__all__ = ["Notes", "shortened"]

_ORDER = {file: place for place, file in enumerate((SETTINGS, *(table.file for table in TABLES)))}


def shortened(cell: object, *, length: int = 60) -> str:
    r"""Give a cell as a sentence can quote it: one line, cut where it is long.

    Examples
    --------
    >>> shortened("one\ntwo"), len(shortened("x" * 200))
    ('one two', 60)
    """
    text = " ".join("".join(mark if mark.isprintable() else " " for mark in str(cell)).split())
    return text if len(text) <= length else text[: length - 1] + "…"


class Notes:
    """Faults and warnings of one reading."""

    __slots__ = ("_faults", "_seen", "_warnings", "unread")

    def __init__(self, faults: tuple[Fault, ...] = ()) -> None:
        self._faults = list(faults)
        self._warnings: list[Fault] = []
        self._seen: set[tuple[object, ...]] = set()
        self.unread = {fault.file for fault in faults}
        """Files that are there but could not be read: nothing is said about what they lack."""

    def fault(
        self,
        file: str,
        code: str,
        row: int | None = None,
        column: str | None = None,
        **values: object,
    ) -> None:
        """Add a fault, once; values are shortened to fit a sentence."""
        said = {name: shortened(value) for name, value in values.items()}
        fault = Fault(file, code, row, column, said)
        key = (file, code, row, column, *said.items())
        if key not in self._seen:
            self._seen.add(key)
            self._faults.append(fault)

    def warn(
        self,
        file: str,
        code: str,
        row: int | None = None,
        column: str | None = None,
        **values: object,
    ) -> None:
        """Add a warning, which never makes an agreement wrong."""
        said = {name: shortened(value) for name, value in values.items()}
        self._warnings.append(Fault(file, code, row, column, said))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults, by file, row and column."""
        return tuple(sorted(self._faults, key=_place))

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """All warnings, by file, row and column."""
        return tuple(sorted(self._warnings, key=_place))


def _place(fault: Fault) -> tuple[int, str, int, str, str]:
    return (
        _ORDER.get(fault.file, len(_ORDER)),
        fault.file,
        fault.row or 0,
        fault.column or "",
        fault.code,
    )
