"""Put a question and give the answer, the ticket or the refusal, without scores where due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.http import HttpRequest
from ninja import Status

from salkku import locale
from salkku.domain.agreement import Agreement
from salkku.web.accounts.permissions import may
from salkku.web.api.refusing import told
from salkku.web.desk.answers import Ticket
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.ui.templatetags.say import language
from salkku.workbench.objects.reasoning import reason_sentences

__all__ = ["asked", "not_ready", "waiting", "without_scores"]

Answer = dict[str, Any]


class _Asked(Protocol):
    """What is asked and not yet answered."""

    @property
    def state(self) -> str:
        """``waiting`` or ``running``."""

    @property
    def seconds(self) -> int:
        """Since it was asked."""


def asked(
    request: HttpRequest, agreement: str, question: str, arguments: Mapping[str, Any]
) -> Status[Any]:
    """Give 200 with the answer, 202 while it is worked out, or 422 with why there is none."""
    desk = open_desk(agreement)
    ticket = ask(desk, question, arguments)
    if (unready := not_ready(ticket)) is not None:
        return unready
    found = _in_language(question, ticket.result)
    if may(request.user, "see_scores", agreement):
        return Status(200, found)
    return Status(200, without_scores(question, found, desk.read()))


def not_ready(ticket: Ticket) -> Status[Any] | None:
    """Give 422 with why there is no answer, or 202 while it is worked out; None when it is there.

    Every endpoint that waits for an answer waits by this.
    """
    if ticket.failed:
        return Status(422, told(ticket.error["code"], ticket.error["values"]))
    return None if ticket.done else waiting(ticket)


def waiting(ticket: _Asked) -> Status[Any]:
    """Give 202: how the question stands, and for how many seconds it has."""
    return Status(202, {"state": ticket.state, "seconds": ticket.seconds})


def _in_language(question: str, answer: Answer) -> Answer:
    """Say what is said in one language in the reader's."""
    if question != "rank":
        return answer
    chosen = language()
    differs = [{**one, "because": one["sentences"][chosen]} for one in answer["differs"]]
    return {**answer, "differs": differs}


def without_scores(question: str, answer: Answer, agreement: Agreement | None = None) -> Answer:
    """Leave out what only those may see who see scores.

    What is said anew is said by the agreement's names.

    Examples
    --------
    >>> without_scores("near", {"shared": ["01"]})
    {'shared': ['01']}
    """
    if question == "solve":
        return {**answer, "values": {}, "not_competing": []}
    if question == "readings":
        return {**answer, "readings": [{**one, "values": {}} for one in answer["readings"]]}
    if question == "robust":
        return {**answer, "core_index": {}, "core_bounds": {}}
    if question == "rank":
        return {**answer, "ranking": [{**one, "points": None} for one in answer["ranking"]]}
    if question == "compare":
        return {**answer, **{side: {**answer[side], "values": {}} for side in ("a", "b")}}
    if question == "explain":
        return _explained(answer, agreement)
    return answer


def _explained(answer: Answer, agreement: Agreement | None) -> Answer:
    """Leave the reasons and thresholds about scores out, and say what is left."""
    reasons = [one for one in answer["reasons"] if "score" not in one["code"]]
    said = [(one["code"], one["values"]) for one in reasons]
    return {
        **answer,
        "reasons": reasons,
        "sentences": {
            one: reason_sentences(said, agreement, language=one) for one in locale.LANGUAGES
        },
        "thresholds": [
            one for one in answer["thresholds"] if not one["subject"].startswith("score")
        ],
    }
