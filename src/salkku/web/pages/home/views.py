"""Lead to the one agreement, or list them; say how accessible the pages are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from salkku.domain.errors import WrongInput
from salkku.web.accounts.entry import invite
from salkku.web.accounts.models import Membership
from salkku.web.accounts.permissions import ANYONE, OWNER, SIGNED_IN, requires
from salkku.web.desk.laying import lay_packed
from salkku.web.desk.opening import desks
from salkku.web.ui.faults import told_faults
from salkku.web.ui.templatetags.say import say

REVIEWED = date(2026, 11, 24)
"""When the accessibility was last looked at."""


@requires(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Open a person's only agreement; list several; say so when there is none."""
    mine = Membership.objects.filter(user_id=request.user.pk or 0)
    keys = mine.values_list("agreement", flat=True)
    found = desks(keys)
    if len(found) == 1 and not request.user.is_superuser:
        return redirect("week", agreement=found[0].key)
    return render(request, "home/agreements.html", {"desks": found})


@requires(SIGNED_IN)
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show a person's roles, and where the password and the second factor are kept."""
    mine = Membership.objects.filter(user_id=request.user.pk or 0)
    roles = dict(mine.values_list("agreement", "role"))
    found = [(desk, roles[desk.key]) for desk in desks(roles)]
    return render(request, "home/me.html", {"roles": found})


@requires(OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Lay an agreement on the desk from its packed folder; who does it administers it."""
    if request.method != "POST":
        return render(request, "home/new.html", {})
    sent = request.FILES.get("folder")
    if sent is None:
        context: dict[str, Any] = {"missing": say("web_folder.missing")}
        return render(request, "home/new.html", context, status=422)
    try:
        desk = lay_packed(sent.read())
    except WrongInput as error:
        context = {"faults": told_faults(error.faults)}
        return render(request, "home/new.html", context, status=422)
    invite(username=request.user.get_username(), agreement=desk.key, role="admin")
    return redirect("week", agreement=desk.key)


@requires(ANYONE)
def statement(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "home/statement.html", {"reviewed": REVIEWED})
