"""Address of the time."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.time.views import time

urlpatterns = [path("time/", time, name="time")]
