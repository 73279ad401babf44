"""What changed around an agreement since a day: asked of the worker, given back as nouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from salkku.domain.weeks import AreaChange
from salkku.web.desk.opening import Desk
from salkku.web.jobs.asking import ask

__all__ = ["Around", "ask_around"]


@dataclass(frozen=True, slots=True)
class Around:
    """What changed, once it is known."""

    done: bool
    changes: tuple[AreaChange, ...] = ()
    state: str = "done"
    seconds: int = 0


def ask_around(desk: Desk, *, since: date, until: date) -> Around:
    """Ask what changed between two days; where nothing was loaded, or nothing can be told, nothing.

    Parameters
    ----------
    since, until
        Issues of later days than the first, and not later than the second, tell news.
    """
    if not desk.loaded or since >= until:
        return Around(done=True)
    wanted = {"since": since.isoformat(), "until": until.isoformat(), "loaded": desk.loaded}
    ticket = ask(desk, "around", wanted, ahead=False)
    if ticket.failed:
        return Around(done=True)
    if not ticket.done:
        return Around(False, (), ticket.state, ticket.seconds)
    return Around(done=True, changes=tuple(_change(one) for one in ticket.result["changes"]))


def _change(told: dict[str, Any]) -> AreaChange:
    """Give a change as it was before it was kept."""
    until = date.fromisoformat(told["until"]) if told["until"] else None
    day, fields = date.fromisoformat(told["day"]), tuple(told["fields"])
    return AreaChange(**{**told, "day": day, "until": until, "fields": fields})
