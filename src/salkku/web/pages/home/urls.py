"""Addresses outside any agreement."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("new/", views.new, name="home_new"),
    path("statement/", views.statement, name="statement"),
]
