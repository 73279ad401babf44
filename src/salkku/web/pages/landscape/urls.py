"""Address of the landscape."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.landscape.views import keep, landscape

urlpatterns = [
    path("landscape/", landscape, name="landscape"),
    path("landscape/keep/", keep, name="landscape_keep"),
]
