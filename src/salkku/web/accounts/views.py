"""Entering by a one-time link."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from salkku.web.accounts.entry import DEMO_ROLE, demo_name, redeem
from salkku.web.accounts.permissions import ANYONE, requires

BACKEND = "django.contrib.auth.backends.ModelBackend"


@requires(ANYONE)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once (so that a preview of the link does not use it up), then sign in."""
    if request.method == "GET":
        return render(request, "accounts/enter.html", {"token": token})
    user = redeem(token)
    if user is None:
        return render(request, "accounts/enter.html", {"used": True}, status=410)
    login(request, user, backend=BACKEND)
    return redirect("home" if user.has_usable_password() else "account_set_password")


@requires(ANYONE)
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Step into the demonstration: only on this computer, only where the demo is served."""
    if not settings.SALKKU_DEMO or request.META.get("REMOTE_ADDR") not in ("127.0.0.1", "::1"):
        raise Http404
    name = demo_name(request.POST.get("role", DEMO_ROLE))
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return redirect("home")
