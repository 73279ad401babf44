"""Error pages: what happened, and what can be done next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from salkku.web.accounts.permissions import ANYONE, requires


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "ui/error.html", {"code": f"web.error.{status}"}, status=status)


@requires(ANYONE)
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read."""
    return _page(request, 400)


@requires(ANYONE)
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the person's role does not allow this."""
    return _page(request, 403)


@requires(ANYONE)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return _page(request, 404)


@requires(ANYONE)
def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return _page(request, 500)


@requires(ANYONE)
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, and how to go on."""
    return render(request, "ui/error.html", {"code": "web.error.csrf"}, status=403)
