"""Put a question and give the answer, the ticket or the refusal, without scores where due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Status

from salkku import locale
from salkku.web.accounts.permissions import may
from salkku.web.api.refusing import told
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.ui.templatetags.say import language

__all__ = ["asked", "without_scores"]

Answer = dict[str, Any]


def asked(
    request: HttpRequest, agreement: str, question: str, arguments: Mapping[str, Any]
) -> Status[Any]:
    """Give 200 with the answer, 202 while it is worked out, or 422 with why there is none."""
    ticket = ask(open_desk(agreement), question, arguments)
    if ticket.failed:
        code, values = ticket.error["code"], ticket.error["values"]
        return Status(422, told(code, values))
    if not ticket.done:
        return Status(202, {"state": ticket.state, "seconds": ticket.seconds})
    sees = may(request.user, "see_scores", agreement)
    found = _in_language(question, ticket.result)
    return Status(200, found if sees else without_scores(question, found))


def _in_language(question: str, answer: Answer) -> Answer:
    """Say what is said in one language in the reader's."""
    if question != "rank":
        return answer
    chosen = language()
    differs = [{**one, "because": one["sentences"][chosen]} for one in answer["differs"]]
    return {**answer, "differs": differs}


def without_scores(question: str, answer: Answer) -> Answer:
    """Leave out what only those may see who see scores.

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
        return _explained(answer)
    return answer


def _explained(answer: Answer) -> Answer:
    """Leave the reasons and thresholds about scores out, and say what is left."""
    reasons = [one for one in answer["reasons"] if "score" not in one["code"]]
    return {
        **answer,
        "reasons": reasons,
        "sentences": {
            code: " ".join(
                locale.say(f"explain.{one['code']}", one["values"], language=code)
                for one in reasons
            )
            for code in locale.LANGUAGES
        },
        "thresholds": [
            one for one in answer["thresholds"] if not one["subject"].startswith("score")
        ],
    }
