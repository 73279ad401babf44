"""Memberships of people in agreements, and one-time entry links."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from salkku.web.accounts.roles import ROLES


class Membership(models.Model):
    """A person's role in one agreement, named by the agreement's key."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    agreement = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    party = models.CharField(max_length=60, blank=True)

    class Meta:
        """One role a person and agreement."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "agreement"], name="one_role_an_agreement")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.agreement}"


class EntryLink(models.Model):
    """A link that signs one person in once; only the hash of its token is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} until {self.expires:%Y-%m-%d %H:%M}"


class Visit(models.Model):
    """When a person last looked at an agreement's week: what changed since is told from it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    agreement = models.CharField(max_length=60)
    day = models.DateField()

    class Meta:
        """One row a person, agreement and day."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "agreement", "day"], name="one_visit_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.agreement} {self.day}"
