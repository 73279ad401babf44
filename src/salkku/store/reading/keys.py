"""The tables of agreement.toml, read key by key with every fault noted under its full name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from salkku.store.layout import SETTINGS
from salkku.store.reading import amounts
from salkku.store.reading.amounts import BadCellError
from salkku.store.reading.known import SOURCES, Known
from salkku.store.reading.notes import Notes

__all__ = ["Keys"]

_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=str)
_HUGE = 10**15
LANGUAGES = ("fi", "sv", "en")


class Keys:
    """One TOML table; ``path`` is what a fault calls it, as ``criteria.impact``."""

    __slots__ = ("_known", "_notes", "_table", "path")

    def __init__(
        self, table: Mapping[str, object], *, path: str, notes: Notes, known: Known
    ) -> None:
        self._table = table
        self._notes = notes
        self._known = known
        self.path = path

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def fault(self, code: str, key: str | None = None, **values: object) -> None:
        """Note a fault of a key of this table."""
        column = ".".join(part for part in (self.path, key) if part)
        self._notes.fault(SETTINGS, code, None, column or None, **values)

    def warn(self, code: str, key: str | None = None, **values: object) -> None:
        """Note something about a key that is worth saying but not wrong."""
        column = ".".join(part for part in (self.path, key) if part)
        self._notes.warn(SETTINGS, code, None, column or None, **values)

    def table(self, key: str) -> Keys | None:
        """Give a table, or None where it is absent or something else."""
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.fault("key_type", key, expected=f"[{key}]")
            return None
        return self._keys(value, key)

    def tables(self, key: str) -> tuple[Keys, ...]:
        """Give an array of tables, each called by its id or else its number."""
        value = self._table.get(key, ())
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.fault("key_type", key, expected=f"[[{key}]]")
            return ()
        found = []
        for place, entry in enumerate(value, start=1):
            if not isinstance(entry, Mapping):
                self.fault("key_type", key, expected=f"[[{key}]]")
                continue
            id = entry.get("id")
            found.append(self._keys(entry, f"{key}.{id if isinstance(id, str) and id else place}"))
        return tuple(found)

    def text(self, key: str, default: str = "") -> str:
        """Give a text."""
        value = self._table.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self.fault("key_type", key, expected='"…"')
            return default
        return value.strip()

    def need(self, key: str) -> str:
        """Give a text that must be there."""
        found = self.text(key)
        if not found and isinstance(self._table.get(key, ""), str):
            self.fault("key_missing", key, name=key)
        return found

    def word(self, key: str, allowed: Sequence[_Word], default: _T) -> _Word | _T:
        """Give one of the allowed words, in their own type; None as the default demands one."""
        found = self.need(key) if default is None else self.text(key)
        if found and found not in allowed:
            self.fault("unknown_word", key, cell=found, allowed=", ".join(allowed))
        return next((word for word in allowed if word == found), default)

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.fault("key_type", key, expected='["…", "…"]')
            return ()
        return tuple(entry.strip() for entry in value)

    def names(self, key: str) -> dict[str, str]:
        """Give a name in some languages; one plain text is the name in all."""
        value = self._table.get(key, {})
        if isinstance(value, str):
            return dict.fromkeys(LANGUAGES, value) if value else {}
        if not isinstance(value, Mapping) or not all(isinstance(n, str) for n in value.values()):
            self.fault("key_type", key, expected='{ fi = "…", sv = "…", en = "…" }')
            return {}
        return {code: str(value[code]) for code in LANGUAGES if value.get(code)}

    def flag(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            self.fault("key_type", key, expected="true")
            return default
        return value

    def number(self, key: str, default: Fraction | None = None) -> Fraction | None:
        """Give a finite number."""
        value = self._table.get(key)
        return default if value is None else self._number(key, value, default)

    def amount(self, key: str, default: Fraction, *, code: str = "negative_amount") -> Fraction:
        """Give a number that must not be negative."""
        value = self.number(key, default)
        if value is not None and value < 0:
            self.fault(code, key, cell=self._table.get(key))
            return default
        return default if value is None else value

    def share(self, key: str, default: Fraction) -> Fraction:
        """Give a share of 0 … 1."""
        value = self.number(key, default)
        if value is not None and not 0 <= value <= 1:
            self.fault("share_outside", key, cell=self._table.get(key))
            return default
        return default if value is None else value

    def pair(self, key: str) -> tuple[Fraction, Fraction] | None:
        """Give two numbers ``[low, high]``."""
        value = self._table.get(key)
        if value is None:
            self.fault("key_missing", key, name=key)
            return None
        if not isinstance(value, list) or len(value) != 2:
            self.fault("key_type", key, expected="[0, 5]")
            return None
        low, high = (self._number(key, entry, None) for entry in value)
        return None if low is None or high is None else (low, high)

    def month(self, key: str) -> int | None:
        """Give a month; a TOML date counts as its month."""
        value = self._table.get(key)
        return None if value is None else self._month(key, value)

    def months(self, key: str) -> tuple[int, int] | None:
        """Give two months ``[first, last]``."""
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2:
            self.fault("key_type", key, expected='["2021-01", "2029-12"]')
            return None
        first, last = (self._month(key, entry) for entry in value)
        if first is None or last is None:
            return None
        if first > last:
            self.fault("from_after_to", key, low=value[0], high=value[1])
            return None
        return first, last

    def reference(self, key: str, kind: str) -> str:
        """Give an id declared elsewhere; absent refers to nothing."""
        found = self.text(key)
        if found:
            self.check(key, kind, found)
        return found

    def check(self, key: str, kind: str, id: str) -> None:
        """Note a fault where an id is not known."""
        if not self._known.has(kind, id):
            self.fault("unknown_reference", key, cell=id, where=SOURCES[kind])

    def _keys(self, table: Mapping[str, object], key: str) -> Keys:
        path = f"{self.path}.{key}" if self.path else key
        return Keys(table, path=path, notes=self._notes, known=self._known)

    def _number(self, key: str, value: object, default: Fraction | None) -> Fraction | None:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault("key_type", key, expected="0.5")
        elif isinstance(value, Decimal) and not value.is_finite():
            self.fault("not_finite", key, cell=value)
        elif isinstance(value, int) and abs(value) >= _HUGE:
            self.fault("number_too_long", key, cell=value)
        else:
            try:
                return amounts.exact(Decimal(value))
            except BadCellError as error:
                self.fault(error.code, key, cell=value)
        return default

    def _month(self, key: str, value: object) -> int | None:
        try:
            return amounts.month(str(value), days=True)
        except BadCellError as error:
            self.fault(error.code, key, cell=value)
            return None
