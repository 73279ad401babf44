"""Questions asked of an agreement and their answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from salkku.web.desk.models.agreement import AgreementRecord


class AnswerRecord(models.Model):
    """One question with its arguments, asked of the documents with this digest."""

    agreement = models.ForeignKey(AgreementRecord, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    asked = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="waiting")
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    progress = models.JSONField(null=True)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        """The same question of the same documents is asked once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "digest", "asked"], name="asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.state}"
