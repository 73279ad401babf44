"""Addresses of organisations and of the correction queue: parts of the landscape."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.organisations.queue import queue, rule, undo
from salkku.web.pages.organisations.views import listed, one

urlpatterns = [
    path("landscape/organisations/", listed, name="landscape_organisations"),
    path("landscape/organisations/one/", one, name="landscape_organisation"),
    path("landscape/organisations/queue/", queue, name="landscape_queue"),
    path("landscape/organisations/queue/rule/", rule, name="landscape_rule"),
    path("landscape/organisations/queue/undo/", undo, name="landscape_unrule"),
]
