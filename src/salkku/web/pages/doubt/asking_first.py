"""The questions to ask before deciding, each with what its answers would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from salkku.web.ui.templatetags.say import language, say

__all__ = ["Asked", "Reply", "asked_of"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, and what it would change in today's best portfolio."""

    said: str
    enters: tuple[str, ...]
    leaves: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether today's choice stays."""
        return not self.enters and not self.leaves


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a person asks it, with its two answers.

    Parameters
    ----------
    gain
        By how much asking lowers the expected regret, as a share of today's value; None where
        there is no value to compare with.
    """

    sentence: str
    kind: str
    gain: float | None
    replies: tuple[Reply, Reply]


def asked_of(
    answer: Mapping[str, Any], *, chosen: Iterable[str], value: float | None
) -> list[Asked]:
    """Give the questions in their order."""
    now = tuple(chosen)
    return [
        Asked(
            sentence=one["sentences"][language()],
            kind=one["kind"],
            gain=one["expected_gain"] / value if value and value > 0 else None,
            replies=(
                _reply(f"{one['kind']}.first", one["first"], now),
                _reply(f"{one['kind']}.other", one["other"], now),
            ),
        )
        for one in answer["questions"]
    ]


def _reply(code: str, then: Iterable[str], now: tuple[str, ...]) -> Reply:
    after = tuple(then)
    return Reply(
        say(f"web_doubt.reply.{code}"),
        tuple(row for row in after if row not in now),
        tuple(row for row in now if row not in after),
    )
