"""How long an answer may still take: the one clock behind the faces, read by nobody else."""

from __future__ import annotations

from time import monotonic

__all__ = ["Deadline"]


class Deadline:
    """A moment after which work stops; several solves share one.

    Parameters
    ----------
    seconds
        From now on; None never ends.

    Examples
    --------
    >>> Deadline(None).left() is None
    True
    >>> Deadline(0).over
    True
    """

    __slots__ = ("_end",)

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else monotonic() + seconds

    def left(self) -> float | None:
        """Seconds left, never negative; None without an end."""
        return None if self._end is None else max(0.0, self._end - monotonic())

    @property
    def over(self) -> bool:
        """Whether the moment has passed."""
        return self._end is not None and monotonic() >= self._end

    def share(self, seconds: float) -> Deadline:
        """Give a deadline of at most so many seconds from now within this one."""
        left = self.left()
        return Deadline(seconds if left is None else min(seconds, left))
