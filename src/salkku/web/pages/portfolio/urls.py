"""Addresses of the portfolio and its parts."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.portfolio.views import (
    coverage,
    ecosystem,
    front,
    near,
    portfolio,
    ranking,
)

urlpatterns = [
    path("portfolio/", portfolio, name="portfolio"),
    path("portfolio/near/", near, name="portfolio_near"),
    path("portfolio/front/", front, name="portfolio_front"),
    path("portfolio/coverage/", coverage, name="portfolio_coverage"),
    path("portfolio/ranking/", ranking, name="portfolio_ranking"),
    path("portfolio/ecosystem/", ecosystem, name="portfolio_ecosystem"),
]
