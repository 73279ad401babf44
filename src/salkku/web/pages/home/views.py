"""Lead to the one agreement, or list them; say how accessible the pages are."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from salkku.web.accounts.models import Membership
from salkku.web.accounts.permissions import ANYONE, SIGNED_IN, requires
from salkku.web.desk.opening import desks

REVIEWED = date(2026, 11, 24)
"""When the accessibility was last looked at."""


@requires(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Open a person's only agreement; list several; say so when there is none."""
    mine = Membership.objects.filter(user_id=request.user.pk or 0)
    keys = mine.values_list("agreement", flat=True)
    found = desks(keys)
    if len(found) == 1:
        return redirect("week", agreement=found[0].key)
    return render(request, "home/agreements.html", {"desks": found})


@requires(ANYONE)
def statement(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "home/statement.html", {"reviewed": REVIEWED})
