"""The API's addresses are guarded like pages; its refusals are objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI

from salkku.web.accounts.permissions import requires, role_in
from salkku.web.api.refusing import refusal

__all__ = ["guarded", "needs"]

Operation = TypeVar("Operation", bound=Callable[..., Any])


def needs(permission: str) -> Callable[[Operation], Operation]:
    """Declare what an operation needs; :func:`guarded` sees to it.

    Examples
    --------
    >>> @needs("view")
    ... def solve(request, agreement): ...
    >>> solve.permission
    'view'
    """

    def mark(operation: Operation) -> Operation:
        operation.permission = permission  # type: ignore[attr-defined]
        return operation

    return mark


def _refuse(request: HttpRequest, agreement: str | None) -> HttpResponse:
    if not request.user.is_authenticated:
        return refusal("sign_in_first", status=401)
    if agreement is not None and not role_in(request.user, agreement):
        return refusal("unknown_agreement", status=404, key=agreement)
    return refusal("role_too_small", status=403)


def guarded(api: NinjaAPI, *, description: str) -> list[URLPattern]:
    """Give the API's addresses, each guarded by the strictest need of its operations.

    Parameters
    ----------
    description
        What the addresses that describe the API itself need.
    """
    wanted: dict[str, str] = {}
    for _, router in api._routers:
        for path_view in router.path_operations.values():
            for operation in path_view.operations:
                wanted[operation.view_func.__name__] = operation.view_func.permission  # type: ignore[attr-defined]
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.callback is not None:
            needed = wanted.get(pattern.name or "", description)
            pattern.callback = requires(needed, refuse=_refuse)(pattern.callback)
            found.append(pattern)
    return found
