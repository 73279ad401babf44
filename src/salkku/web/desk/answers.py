"""Questions and answers of an agreement: asked once for its documents, kept until they change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from salkku.web.desk.models import AnswerRecord
from salkku.web.desk.opening import Desk, open_desk

__all__ = ["Ticket", "abandon", "begin", "fail", "find", "finish", "register", "tell", "waiting"]

AGAIN: Final = timedelta(minutes=1)
"""How long a question that failed rests before it is tried again."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A question as it stands.

    Parameters
    ----------
    state
        ``waiting``, ``running``, ``done`` or ``failed``.
    seconds
        Since it was asked.
    progress
        While it is running: what is ``done`` of the ``whole``, where the core tells; else None.
    """

    pk: int
    question: str
    arguments: Mapping[str, Any]
    state: str
    result: Any
    error: Any
    seconds: int
    progress: Mapping[str, int] | None = None

    @property
    def done(self) -> bool:
        """Whether the answer is there."""
        return self.state == "done"

    @property
    def failed(self) -> bool:
        """Whether there will be no answer."""
        return self.state == "failed"


def _ticket(record: AnswerRecord) -> Ticket:
    until = record.finished or timezone.now()
    return Ticket(
        pk=record.pk,
        question=record.question,
        arguments=record.arguments,
        state=record.state,
        result=record.result,
        error=record.error,
        seconds=int((until - record.created).total_seconds()),
        progress=record.progress if record.state == "running" else None,
    )


def register(desk: Desk, question: str, arguments: Mapping[str, Any]) -> tuple[Ticket, bool]:
    """Give the ticket of a question and whether it is new; what failed is tried again later."""
    text = json.dumps([question, arguments], sort_keys=True)
    record, new = AnswerRecord.objects.get_or_create(
        agreement_id=desk.pk,
        digest=desk.digest,
        asked=hashlib.sha256(text.encode()).hexdigest(),
        defaults={"question": question, "arguments": dict(arguments)},
    )
    if record.finished and record.state == "failed" and timezone.now() - record.finished > AGAIN:
        record.state, record.error, record.finished = "waiting", None, None
        record.created = timezone.now()
        record.save()
        new = True
    return _ticket(record), new


def find(desk: Desk, pk: int) -> Ticket | None:
    """Give a ticket of this agreement by its number."""
    record = AnswerRecord.objects.filter(agreement_id=desk.pk, pk=pk).first()
    return _ticket(record) if record else None


def begin(pk: int) -> tuple[Desk, Ticket] | None:
    """Take a question to answer; None when it is answered or its documents have changed."""
    with transaction.atomic():
        found = AnswerRecord.objects.select_for_update().select_related("agreement")
        record = found.filter(pk=pk).first()
        if record is None or record.state == "done":
            return None
        desk = open_desk(record.agreement.key)
        if desk.digest != record.digest:
            record.delete()
            return None
        record.state, record.started, record.progress = "running", timezone.now(), None
        record.save()
        return desk, _ticket(record)


def tell(pk: int, *, done: int, whole: int) -> None:
    """Keep how far the answering of a question has come."""
    AnswerRecord.objects.filter(pk=pk).update(progress={"done": done, "whole": whole})


def finish(pk: int, result: Any) -> None:
    """Keep an answer."""
    AnswerRecord.objects.filter(pk=pk).update(
        state="done", result=result, error=None, finished=timezone.now()
    )


def fail(pk: int, *, code: str, values: Mapping[str, str]) -> None:
    """Keep why there is no answer; a question that is answered stays answered."""
    AnswerRecord.objects.filter(pk=pk, state__in=("waiting", "running")).update(
        state="failed",
        error={"code": code, "values": dict(values)},
        finished=timezone.now(),
    )


def abandon(pk: int) -> tuple[Desk, Ticket] | None:
    """Keep that the worker of a question has ended; None when it is answered, or gone."""
    fail(pk, code="worker_gone", values={})
    record = AnswerRecord.objects.select_related("agreement").filter(pk=pk, state="failed").first()
    return (open_desk(record.agreement.key), _ticket(record)) if record else None


def waiting(question: str) -> list[Mapping[str, Any]]:
    """Give the arguments of every question of a kind that no worker has begun."""
    records = AnswerRecord.objects.filter(question=question, state="waiting")
    return [record.arguments for record in records]
