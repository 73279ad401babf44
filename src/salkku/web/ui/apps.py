"""Django's entry for the layout."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates and tags of every page."""

    name = "salkku.web.ui"
    label = "ui"
