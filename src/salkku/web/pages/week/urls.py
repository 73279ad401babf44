"""Addresses of the first screen."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.week import views

urlpatterns = [
    path("", views.week, name="week"),
    path("find/", views.find, name="week_find"),
    path("lists/<slug:kind>/", views.counted, name="week_list"),
    path("strip.svg", views.strip_picture, name="week_strip_svg"),
    path("strip.csv", views.strip_table, name="week_strip_csv"),
]
