"""Address of the people."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.people.views import people

urlpatterns = [path("people/", people, name="people")]
