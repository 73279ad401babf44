"""Addresses of the portfolio and its parts."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.portfolio import views

urlpatterns = [
    path("portfolio/", views.portfolio, name="portfolio"),
    path("portfolio/near/", views.near, name="portfolio_near"),
    path("portfolio/readings/", views.readings, name="portfolio_readings"),
    path("portfolio/robust/", views.robust, name="portfolio_robust"),
    path("portfolio/coverage/", views.coverage, name="portfolio_coverage"),
    path("portfolio/ranking/", views.ranking, name="portfolio_ranking"),
    path("portfolio/cities/", views.cities, name="portfolio_cities"),
    path("portfolio/try/", views.attempt, name="portfolio_try"),
]
