"""Addresses of what if."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.whatif.views import again, compare, condition, repair, whatif

urlpatterns = [
    path("whatif/", whatif, name="whatif"),
    path("whatif/condition/", condition, name="whatif_condition"),
    path("whatif/again/", again, name="whatif_again"),
    path("whatif/repair/", repair, name="whatif_repair"),
    path("whatif/compare/", compare, name="whatif_compare"),
]
