"""What day it is: today in the agreement's time zone, or the day that ``SALKKU_TODAY`` says."""

from __future__ import annotations

import os
from datetime import date

from django.utils import timezone

__all__ = ["today"]


def today() -> date:
    """Give the day for which questions are answered."""
    told = os.environ.get("SALKKU_TODAY")
    return date.fromisoformat(told) if told else timezone.localdate()
