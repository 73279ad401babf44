"""People and one-time entry links, made by the command line and used once in the browser."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from salkku.web.accounts.models import EntryLink, Membership
from salkku.web.accounts.roles import ROLES

__all__ = ["Entry", "demo_entry", "demo_name", "first_entry", "invite", "link_for", "redeem"]

DEMO_ROLE: Final = "secretary"
"""The role in which the demonstration is opened first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a person gets in: name, one-time password, and the token of a one-time link."""

    username: str
    password: str
    token: str


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invite(*, username: str, agreement: str, role: str, party: str = "") -> User:
    """Give a person a role in an agreement, making the account where it is missing."""
    user, made = get_user_model().objects.get_or_create(username=username)
    if made:
        user.set_unusable_password()
        user.save()
    Membership.objects.update_or_create(
        user=user, agreement=agreement, defaults={"role": role, "party": party}
    )
    return user


def link_for(user: User, *, hours: int = 72) -> str:
    """Make a one-time link for a person, in place of any former one; give its token."""
    token = secrets.token_urlsafe(24)
    EntryLink.objects.filter(user=user).delete()
    expires = timezone.now() + timedelta(hours=hours)
    EntryLink.objects.create(user=user, token_hash=_hash(token), expires=expires)
    return token


def _entry(user: User) -> Entry:
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save()
    return Entry(username=user.username, password=password, token=link_for(user, hours=12))


@transaction.atomic
def demo_entry(*, agreement: str) -> Entry:
    """Make the demonstration's people, one a role; give the secretary's way in."""
    for role in ROLES:
        user = invite(username=demo_name(role), agreement=agreement, role=role)
        if role == DEMO_ROLE:
            secretary = user
    return _entry(secretary)


def demo_name(role: str) -> str:
    """Name the demonstration's person of a role.

    Examples
    --------
    >>> demo_name("secretary"), demo_name("viewer")
    ('demo', 'demo-viewer')
    """
    return "demo" if role == DEMO_ROLE else f"demo-{role}"


@transaction.atomic
def first_entry() -> Entry | None:
    """Make the owner of a new installation; None where there is anybody already."""
    people = get_user_model().objects
    if people.exists():
        return None
    return _entry(people.create_superuser("owner", password=None))


@transaction.atomic
def redeem(token: str) -> User | None:
    """Use up a link; None when it is unknown, used or too old."""
    now = timezone.now()
    link = (
        EntryLink.objects.select_for_update()
        .filter(token_hash=_hash(token), used__isnull=True, expires__gt=now)
        .select_related("user")
        .first()
    )
    if link is None:
        return None
    link.used = now
    link.save(update_fields=["used"])
    return link.user
