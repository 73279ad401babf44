"""Address of the people."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.people import views

urlpatterns = [path("people/", views.people, name="people")]
