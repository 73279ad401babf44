"""What is like a text, as the search among all projects takes it."""

from __future__ import annotations

from typing import Final

from salkku.web.desk.answers import Ticket
from salkku.web.desk.opening import Desk
from salkku.web.jobs.asking import ask
from salkku.web.ui import clock

__all__ = ["Liked", "liked_by"]

LIKE: Final = 200
"""How many projects like a text are searched."""
Liked = list[tuple[str, int, str]]


def liked_by(desk: Desk, text: str) -> tuple[Ticket, Liked | None, tuple[str, ...]]:
    """Give the ticket of what is like a text, its projects when it is done, and their relations.

    Returns
    -------
    tuple
        The ticket; key, rank and relation of each project; and every relation that there is.
    """
    wanted = {"text": text, "limit": LIKE, "today": clock.today().isoformat()}
    ticket = ask(desk, "similar", {**wanted, "loaded": desk.linked})
    if not ticket.done:
        return ticket, None, ()
    hits = ticket.result["hits"]
    liked = [(_base(one["project"]), one["rank"], one["relation"]) for one in hits]
    return ticket, liked, tuple(dict.fromkeys(one["relation"] for one in hits)) or ("none",)


def _base(key: str) -> str:
    """Give a key without the series of its source: one project, whichever file tells it."""
    source, _, id_ = key.partition(":")
    return f"{source.partition('.')[0]}:{id_}"
