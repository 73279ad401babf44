"""Every view declares what it needs; nothing is allowed that was not declared and granted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from rules.permissions import has_perm, set_perm
from rules.predicates import predicate

from salkku.web.accounts.models import Membership
from salkku.web.accounts.roles import ACTIONS, actions_of

__all__ = ["ANYONE", "OWNER", "SIGNED_IN", "allowed", "may", "requires", "role_in"]

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed_in"
OWNER: Final = "owner"
"""Whoever runs this installation: lays new agreements on the desk."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def role_in(user: Any, agreement: str) -> str:
    """Give a person's role in an agreement, "" where they have none."""
    if not getattr(user, "is_authenticated", False):
        return ""
    cache: dict[str, str] = user.__dict__.setdefault("_salkku_roles", {})
    if agreement not in cache:
        found = Membership.objects.filter(user_id=user.pk, agreement=agreement).first()
        cache[agreement] = found.role if found else ""
    return cache[agreement]


def _grant(action: str) -> Any:
    """Make the predicate ``the person's role in this agreement grants the action``."""

    def granted(user: Any, agreement: str) -> bool:
        return action in actions_of(role_in(user, agreement))

    return predicate(granted, name=action)  # type: ignore[no-untyped-call]


for _action in ACTIONS:
    set_perm(f"salkku.{_action}", _grant(_action))  # type: ignore[no-untyped-call]


def may(user: Any, action: str, agreement: str) -> bool:
    """Say whether a person may take an action in an agreement."""
    return bool(has_perm(f"salkku.{action}", user, agreement))  # type: ignore[no-untyped-call]


def allowed(user: Any, permission: str, agreement: str | None) -> bool:
    """Say whether a person passes a declared permission; an undeclared one lets nobody in."""
    if permission == ANYONE:
        return True
    if not getattr(user, "is_authenticated", False):
        return False
    if permission == SIGNED_IN:
        return True
    if permission == OWNER:
        return bool(getattr(user, "is_superuser", False))
    return permission in ACTIONS and agreement is not None and may(user, permission, agreement)


def requires(
    permission: str, *, refuse: Callable[[HttpRequest, str | None], HttpResponse] | None = None
) -> Callable[[View[P]], View[P]]:
    """Guard a view: ``anyone``, ``signed_in``, ``owner`` or an action in its agreement.

    A visitor without sign-in is led to it (a page fragment by the ``HX-Redirect`` header); a
    person outside the agreement finds nothing there; a member whose role does not grant the
    action is refused.

    Parameters
    ----------
    permission
        What the view needs.
    refuse
        Makes another refusal than the pages', of the request and the agreement's key.

    Raises
    ------
    ValueError
        If the permission is none of the known ones.

    Examples
    --------
    >>> @requires("view")
    ... def page(request, agreement): ...
    >>> page.permission
    'view'
    """
    if permission not in (ANYONE, SIGNED_IN, OWNER, *ACTIONS):
        raise ValueError(permission)

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            agreement = kwargs.get("agreement")
            key = agreement if isinstance(agreement, str) else None
            if allowed(request.user, permission, key):
                return view(request, *args, **kwargs)
            return (refuse or _refuse)(request, key)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def _refuse(request: HttpRequest, agreement: str | None) -> HttpResponse:
    """Lead to the sign-in, hide what is not theirs, or refuse."""
    if not request.user.is_authenticated:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": reverse("account_login")})
        return redirect_to_login(request.get_full_path())
    if agreement is not None and not role_in(request.user, agreement):
        raise Http404
    raise PermissionDenied
