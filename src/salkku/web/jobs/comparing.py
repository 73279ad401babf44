"""Names are compared by the worker where much was loaded; afterwards the comparison is at hand."""

from __future__ import annotations

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.web.desk.answers import Ticket
from salkku.web.desk.opening import Desk
from salkku.web.jobs.asking import ask

__all__ = ["comparing"]


def comparing(desk: Desk, data: Agreement) -> Ticket | None:
    """Give the ticket of a comparison that is not there yet; None when the page can go on."""
    if workbench.is_compared(data, tables=desk.tables):
        return None
    ticket = ask(desk, "linkage", {"loaded": desk.loaded})
    return None if ticket.done else ticket
