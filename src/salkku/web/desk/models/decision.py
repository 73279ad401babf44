"""Recorded decisions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from salkku.web.desk.models.agreement import AgreementRecord


class DecisionRecord(models.Model):
    """Who recorded which decision; its files lie in ``decisions/NAME/`` beside the agreement."""

    agreement = models.ForeignKey(
        AgreementRecord, on_delete=models.PROTECT, related_name="decisions"
    )
    name = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=100)
    note = models.TextField(blank=True)
    answer = models.JSONField()
    recorded = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    class Meta:
        """A name once an agreement, the newest first."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "name"], name="one_decision_a_name")
        ]
        ordering = ("-name",)

    def __str__(self) -> str:
        return self.name
