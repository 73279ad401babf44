"""Addresses of the proposals."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.proposals import views

urlpatterns = [
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/<str:proposal>/", views.project, name="proposals_one"),
]
