"""Addresses of the doubt."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.doubt.views import cautious, doubt, readings, sure

urlpatterns = [
    path("doubt/", doubt, name="doubt"),
    path("doubt/sure/", sure, name="doubt_sure"),
    path("doubt/cautious/", cautious, name="doubt_cautious"),
    path("doubt/readings/", readings, name="doubt_readings"),
]
