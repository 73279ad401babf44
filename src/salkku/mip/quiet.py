"""HiGHS opened so that it prints nothing at all: its banner comes before any option can be set."""

from __future__ import annotations

from typing import Any

__all__ = ["silent_highs"]


def silent_highs() -> Any:
    """Open HiGHS without a word on standard output.

    Notes
    -----
    The constructor of 1.16 turns its callbacks on, and that prints the banner. The option to be
    silent is set in their place: nothing here uses them.
    """
    import highspy

    class Silent(highspy.Highs):
        """HiGHS without callbacks and without output."""

        def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name
            """Set silence instead."""
            self.setOptionValue("output_flag", False)

    return Silent()  # type: ignore[no-untyped-call]
