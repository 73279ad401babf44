"""Address of the landscape."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.landscape import views

urlpatterns = [
    path("landscape/", views.landscape, name="landscape"),
    path("landscape/keep/", views.keep, name="landscape_keep"),
]
