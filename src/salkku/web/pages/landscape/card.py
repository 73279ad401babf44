"""The card of an idea as a page shows it, said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salkku.web.desk.answers import Ticket
from salkku.web.ui.templatetags.say import language

__all__ = ["shown"]

REASONS = 3


def shown(ticket: Ticket) -> Mapping[str, Any] | None:
    """Give a card part by part in the reader's language; None until it is there."""
    if not ticket.done:
        return None
    card = ticket.result
    parts = [dict(one) for one in card["card"][language()]]
    hits = [
        {**hit, "because": [one["sentences"][language()] for one in hit["because"][:REASONS]]}
        for hit in card["hits"]
    ]
    if hits:  # the verdict's last lines say the hits: the page lists them with their links
        parts[0]["lines"] = parts[0]["lines"][: -len(hits)]
    return {**card, "parts": parts, "hits": hits}
