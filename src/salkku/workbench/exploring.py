"""Questions about what exists already: coverage, likeness, loading and linking open data."""

from __future__ import annotations

from salkku.landscape import coverage

__all__ = ["coverage"]
