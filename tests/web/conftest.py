"""The web tests lay the tiny example on a desk of their own, with one person a role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from salkku.web.accounts.entry import invite
from salkku.web.accounts.roles import ROLES
from salkku.web.desk.laying import lay
from salkku.web.desk.opening import Desk

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 24)
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
NEVER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def _quiet_settings(settings: Settings, tmp_path: Path) -> None:
    settings.TASKS = NEVER
    settings.SALKKU_DATA = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def answered(settings: Settings) -> None:
    """Answer every question at once, in the request that asks it."""
    settings.TASKS = AT_ONCE


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setenv("SALKKU_TODAY", TODAY.isoformat())
    return TODAY


@pytest.fixture
def desk(db: object) -> Desk:
    return lay(EXAMPLES / "tiny")


@pytest.fixture
def people(desk: Desk) -> dict[str, User]:
    """One person a role, and an outsider who has none."""
    found = {role: invite(username=role, agreement=desk.key, role=role) for role in ROLES}
    found["outsider"] = User.objects.create_user("outsider")
    for person in found.values():
        person.set_password("a long enough word")
        person.save()
    return found


@pytest.fixture
def signed_in(people: dict[str, User]) -> Callable[[str], Client]:
    def client(role: str) -> Client:
        made = Client()
        if role != "anonymous":
            made.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
        return made

    return client
