"""Addresses of the money."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.money.views import call, cities, hold, money

urlpatterns = [
    path("money/", money, name="money"),
    path("money/hold/", hold, name="money_hold"),
    path("money/cities/", cities, name="money_cities"),
    path("money/call/", call, name="money_call"),
]
