"""By which name wrong passwords are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

__all__ = ["username_of"]


def username_of(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Give the user name that somebody tries, from the sign-in form or from another way in."""
    given = credentials or {}
    return str(given.get("username") or given.get("login") or request.POST.get("login", ""))
