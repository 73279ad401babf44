"""Addresses outside any agreement."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.home.views import home, me, new, statement

urlpatterns = [
    path("", home, name="home"),
    path("me/", me, name="me"),
    path("new/", new, name="home_new"),
    path("statement/", statement, name="statement"),
]
