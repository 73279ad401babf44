"""A choice in, a sealed record out that anyone can compute again."""

from salkku.decide.keep import keep
from salkku.decide.record import Decision, record
from salkku.decide.verify import Difference, Verdict, verify

__all__ = ["Decision", "Difference", "Verdict", "keep", "record", "verify"]
