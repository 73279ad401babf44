"""Ask a question: answered at once where the answer is kept, by the worker otherwise."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django_tasks import task

from salkku.domain.errors import SalkkuError
from salkku.web.desk import answers
from salkku.web.desk.answers import Ticket
from salkku.web.desk.opening import Desk
from salkku.web.jobs.questions import QUESTIONS, Tell, answer

__all__ = ["ask", "work"]

PAUSE: Final = 1.0
"""Least seconds between two tellings of progress: each is a write to the database."""


def ask(
    desk: Desk,
    question: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    ahead: bool = True,
) -> Ticket:
    """Give the ticket of a question, put to the worker when it is asked for the first time.

    Parameters
    ----------
    ahead
        Whether somebody is waiting: then it goes before what is asked only to be ready.

    Raises
    ------
    ValueError
        If there is no such question.
    """
    if question not in QUESTIONS:
        raise ValueError(question)
    with transaction.atomic():
        ticket, new = answers.register(desk, question, arguments or {})
        if new:
            work.using(priority=10 if ahead else 0).enqueue(ticket.pk)
    return answers.find(desk, ticket.pk) or ticket


@task()
def work(pk: int) -> None:
    """Answer one question and keep the answer, or the reason why there is none."""
    taken = answers.begin(pk)
    if taken is None:
        return
    desk, ticket = taken
    try:
        result = answer(
            desk.read(),
            ticket.question,
            ticket.arguments,
            tell=_now_and_then(ticket.pk),
            folder=desk.tables,
        )
    except SalkkuError as error:
        answers.fail(pk, code=error.code, values=error.values)
        return
    except Exception:
        answers.fail(pk, code="our_fault", values={"reason": ticket.question})
        raise
    answers.finish(pk, result)


def _now_and_then(pk: int) -> Tell:
    """Give what keeps the progress of a question, no oftener than is looked at."""
    told = [0.0]

    def tell(done: int, whole: int) -> None:
        now = time.monotonic()
        if now - told[0] >= PAUSE:
            told[0] = now
            answers.tell(pk, done=done, whole=whole)

    return tell
