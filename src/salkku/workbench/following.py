"""What needs somebody this week, and the strip of the years."""

from __future__ import annotations

from salkku.followup import sentence as week_sentence
from salkku.followup import strip, week

__all__ = ["strip", "week", "week_sentence"]
