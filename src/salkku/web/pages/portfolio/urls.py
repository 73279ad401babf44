"""Addresses of the portfolio and its parts."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.portfolio.fitting import (
    accept_fit,
    accept_relation,
    fit,
    take_out_fit,
    take_out_relation,
)
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
    path("portfolio/fit/", fit, name="portfolio_fit"),
    path("portfolio/fit/in/", accept_fit, name="portfolio_fit_in"),
    path("portfolio/fit/out/", take_out_fit, name="portfolio_fit_out"),
    path("portfolio/fit/relation-in/", accept_relation, name="portfolio_relation_in"),
    path("portfolio/fit/relation-out/", take_out_relation, name="portfolio_relation_out"),
]
