"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.decisions.views import decisions, files, new, one

urlpatterns = [
    path("decisions/", decisions, name="decisions"),
    path("decisions/new/", new, name="decisions_new"),
    path("decisions/<slug:name>/", one, name="decisions_one"),
    path("decisions/<slug:name>/files.zip", files, name="decisions_files"),
]
