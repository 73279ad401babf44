"""Addresses of the proposals."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.proposals.views import project, proposals

urlpatterns = [
    path("proposals/", proposals, name="proposals"),
    path("proposals/<str:proposal>/", project, name="proposals_one"),
]
