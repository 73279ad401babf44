"""A choice in, a sealed record out that anyone can compute again."""

from salkku.decide.grounds import grounds
from salkku.decide.keep import keep
from salkku.decide.record import Decision, record
from salkku.decide.slack import slack
from salkku.decide.verify import Asked, Difference, Verdict, verify

__all__ = [
    "Asked",
    "Decision",
    "Difference",
    "Verdict",
    "grounds",
    "keep",
    "record",
    "slack",
    "verify",
]
