"""People and one-time entry links, made by the command line and used once in the browser."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from salkku.web.accounts.models import EntryLink, Membership

__all__ = ["Entry", "demo_entry", "invite", "redeem"]


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


@transaction.atomic
def demo_entry(*, agreement: str, hours: int = 12) -> Entry:
    """Make the demonstration's secretary with a fresh password and a one-time link."""
    user = invite(username="demo", agreement=agreement, role="secretary")
    password, token = secrets.token_urlsafe(9), secrets.token_urlsafe(24)
    user.set_password(password)
    user.save()
    EntryLink.objects.filter(user=user).delete()
    expires = timezone.now() + timedelta(hours=hours)
    EntryLink.objects.create(user=user, token_hash=_hash(token), expires=expires)
    return Entry(username="demo", password=password, token=token)


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
