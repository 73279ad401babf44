"""Django's entry for the accounts."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, memberships and one-time entry links."""

    name = "salkku.web.accounts"
    label = "accounts"
