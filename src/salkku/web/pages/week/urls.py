"""Addresses of the first screen."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.week.views import counted, find, strip_picture, strip_table, week

urlpatterns = [
    path("", week, name="week"),
    path("find/", find, name="week_find"),
    path("lists/<slug:kind>/", counted, name="week_list"),
    path("strip.svg", strip_picture, name="week_strip_svg"),
    path("strip.csv", strip_table, name="week_strip_csv"),
]
