"""Addresses of the landscape."""

from __future__ import annotations

from django.urls import path

from salkku.web.pages.landscape.calls import calls
from salkku.web.pages.landscape.data import data, fetch, load
from salkku.web.pages.landscape.gaps import gaps
from salkku.web.pages.landscape.network import network
from salkku.web.pages.landscape.places import places
from salkku.web.pages.landscape.project import project
from salkku.web.pages.landscape.searching import projects
from salkku.web.pages.landscape.views import keep, landscape

urlpatterns = [
    path("landscape/", landscape, name="landscape"),
    path("landscape/keep/", keep, name="landscape_keep"),
    path("landscape/projects/", projects, name="landscape_projects"),
    path("landscape/projects/<path:project>/", project, name="landscape_project"),
    path("landscape/gaps/", gaps, name="landscape_gaps"),
    path("landscape/calls/", calls, name="landscape_calls"),
    path("landscape/network/", network, name="landscape_network"),
    path("landscape/map/", places, name="landscape_places"),
    path("landscape/data/", data, name="landscape_data"),
    path("landscape/data/load/", load, name="landscape_load"),
    path("landscape/data/fetch/", fetch, name="landscape_fetch"),
]
