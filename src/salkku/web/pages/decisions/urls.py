"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.decisions import views

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/new/", views.new, name="decisions_new"),
    path("decisions/<slug:name>/", views.one, name="decisions_one"),
    path("decisions/<slug:name>/files.zip", views.files, name="decisions_files"),
]
