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

__all__ = ["asked", "explained", "without_scores"]


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
    return Status(200, ticket.result if sees else without_scores(question, ticket.result))


def without_scores(question: str, answer: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only those may see who see scores.

    Examples
    --------
    >>> without_scores("solve", {"chosen": ["01"], "values": {"impact": 4.5}})
    {'chosen': ['01'], 'values': {}}
    """
    if question == "solve":
        return {**answer, "values": {}}
    if question == "readings":
        return {**answer, "readings": [{**one, "values": {}} for one in answer["readings"]]}
    if question == "robust":
        return {**answer, "core_index": {}, "core_bounds": {}}
    if question == "rank":
        return {**answer, "ranking": [{**one, "points": None} for one in answer["ranking"]]}
    return answer


def explained(answer: dict[str, Any], *, sees: bool) -> dict[str, Any]:
    """Give an explanation with its sentences; score thresholds only to those who see scores."""
    reasons = [one for one in answer["reasons"] if sees or "score" not in one["code"]]
    return {
        "id": answer["id"],
        "in": answer["in"],
        "price_of_flip": answer["price_of_flip"],
        "leaves": answer["leaves"],
        "enters": answer["enters"],
        "sentences": {
            code: " ".join(
                locale.say(f"explain.{one['code']}", one["values"], language=code)
                for one in reasons
            )
            for code in locale.LANGUAGES
        },
        "thresholds": [
            one for one in answer["thresholds"] if sees or not one["subject"].startswith("score")
        ],
    }
