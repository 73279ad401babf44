"""Django's entry for the desk."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Agreements, their documents, answers and decisions."""

    name = "salkku.web.desk"
    label = "desk"
