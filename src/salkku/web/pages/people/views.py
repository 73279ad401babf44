"""Who may do what in an agreement; invite somebody, change or end a role."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from salkku.web.accounts.entry import invite, link_for
from salkku.web.accounts.models import Membership
from salkku.web.accounts.permissions import requires
from salkku.web.accounts.roles import ROLES
from salkku.web.desk.frame import render
from salkku.web.desk.opening import open_desk
from salkku.web.ui.templatetags.say import say

USERNAME = re.compile(r"[\w.@+-]{1,150}")


@requires("administer")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the people; give a role, or end one, when asked to."""
    desk = open_desk(agreement)
    context: dict[str, Any] = {"roles": ROLES}
    if request.method == "POST":
        context |= _changed(request, agreement)
    found = Membership.objects.filter(agreement=agreement).select_related("user")
    context["members"] = sorted(
        ((one.user.get_username(), one.role) for one in found),
        key=lambda one: (-ROLES.index(one[1]), one[0]),
    )
    status = 422 if context.get("fault") else 200
    return render(request, "people/people.html", desk, context, status=status)


def _changed(request: HttpRequest, agreement: str) -> dict[str, Any]:
    """Give or end a role; a person without a password gets a link, shown once."""
    name, role = request.POST.get("username", "").strip(), request.POST.get("role", "")
    if not USERNAME.fullmatch(name) or role not in (*ROLES, "end"):
        return {"fault": say("web_people.wrong"), "username": name}
    if name == request.user.get_username():
        return {"fault": say("web_people.yourself"), "username": name}
    if role == "end":
        Membership.objects.filter(agreement=agreement, user__username=name).delete()
        return {"done": say("web_people.ended", name=name)}
    user = invite(username=name, agreement=agreement, role=role)
    done = {"done": say("web_people.given", name=name)}
    elsewhere = user.memberships.exclude(agreement=agreement).exists()
    if user.has_usable_password() or user.is_superuser or elsewhere:
        return done  # a link would let whoever sees it into what this administrator may not see
    link = request.build_absolute_uri(reverse("enter", kwargs={"token": link_for(user)}))
    return {**done, "link": link}
