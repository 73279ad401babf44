"""Rulings in words, the newest first, with who made each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salkku.domain.ecosystem import Ruling
from salkku.web.desk.opening import Desk
from salkku.web.desk.rulings import ruled
from salkku.web.ui.templatetags.say import say

__all__ = ["shown_rulings"]


def shown_rulings(
    desk: Desk, rulings: Sequence[Ruling], *, of: Sequence[Ruling] | None = None
) -> list[dict[str, Any]]:
    """Give each ruling in force as a sentence.

    Parameters
    ----------
    rulings
        All of the agreement, in the order of links.csv.
    of
        Only these; all when None.
    """
    return [
        {
            "ruling": one.ruling,
            "who": one.who,
            "sentence": say(
                f"linking.ruled_{one.ruling.verdict}", name=one.ruling.name, other=one.ruling.other
            ),
        }
        for one in ruled(desk, rulings)
        if of is None or one.ruling in of
    ]
