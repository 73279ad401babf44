"""What every template knows: languages, the agreement's menu and who is reading."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import get_language, override

from salkku.web.accounts.entry import DEMO_ROLE
from salkku.web.accounts.permissions import allowed, role_in
from salkku.web.accounts.roles import ROLES, actions_of

MENU = (
    ("week", "view"),
    ("proposals", "view"),
    ("portfolio", "view"),
    ("whatif", "view"),
    ("money", "view"),
    ("doubt", "view"),
    ("time", "view"),
    ("decisions", "view"),
    ("landscape", "view"),
    ("folder", "view"),
    ("people", "administer"),
)
"""Pages of the menu with what each needs."""


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Give the layout its languages, menu and role."""
    match = getattr(request, "resolver_match", None)
    agreement = match.kwargs.get("agreement") if match else None
    user = getattr(request, "user", None)
    role = role_in(user, agreement) if agreement else ""
    return {
        "languages": _languages(request),
        "agreement_key": agreement if role else None,
        "menu": _menu(user, agreement, match.url_name) if role and match and agreement else [],
        "role": role,
        "can": actions_of(role),
        "feedback": settings.SALKKU_FEEDBACK,
        "demo": settings.SALKKU_DEMO,
        "demo_roles": [one for one in ROLES if one != DEMO_ROLE],
    }


def _menu(user: Any, agreement: str, current: str | None) -> list[dict[str, Any]]:
    return [
        {
            "code": f"web.menu.{name}",
            "href": reverse(name, kwargs={"agreement": agreement}),
            "current": (current or "").split("_")[0] == name,
        }
        for name, permission in MENU
        if allowed(user, permission, agreement)
    ]


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """Give this page's address in each language."""
    current = (get_language() or "fi")[:2]
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    found = []
    for code, name in settings.LANGUAGES:
        with override(code):
            found.append(
                {
                    "code": code,
                    "name": name,
                    "href": _here(request) + query,
                    "current": code == current,
                }
            )
    return found


def _here(request: HttpRequest) -> str:
    """Give the address of this view in the active language, or the front page."""
    try:
        match = getattr(request, "resolver_match", None) or resolve(request.path_info)
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    except (NoReverseMatch, Resolver404):
        return reverse("home")
