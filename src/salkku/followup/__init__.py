"""Promised against happened: what needs somebody this week, and the strip of the years."""

from salkku.followup.saying import sentence
from salkku.followup.strip import strip
from salkku.followup.week import week

__all__ = ["sentence", "strip", "week"]
