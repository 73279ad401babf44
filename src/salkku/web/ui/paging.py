"""Which page of a long list is asked for, and how to come to the others."""

from __future__ import annotations

from django.http import QueryDict

__all__ = ["asked_page", "other_page"]


def asked_page(query: QueryDict) -> int:
    """Give the number of the page that is asked for, from 1."""
    text = query.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def other_page(query: QueryDict, number: int, *, total: int, each: int) -> str:
    """Give the query of another page of ``each`` rows; "" when there is no such page."""
    if number < 1 or (number - 1) * each >= total:
        return ""
    other = query.copy()
    other["page"] = str(number)
    return f"?{other.urlencode()}"
