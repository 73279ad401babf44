"""The subjects: what is measured, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One command, started afresh for each measurement; ``limit`` in seconds is our promise."""

    name: str
    arguments: tuple[str, ...]
    limit: float | None = None


HEVI = "examples/hevi"

SUBJECTS = (
    Subject("help", ("--help",), limit=0.4),
    Subject("check-hevi", ("check", HEVI, "--json")),
    Subject("solve-hevi", ("solve", HEVI, "--json")),
    Subject("near-hevi", ("near", HEVI, "--json")),
    Subject("robust-hevi", ("robust", HEVI, "--json")),
    Subject("rank-hevi", ("rank", HEVI, "--json")),
    Subject("fair-hevi", ("fair", HEVI, "--json")),
    Subject("front-hevi", ("front", HEVI, "--objectives", "impact,fit", "--json")),
    Subject("front-cost-hevi", ("front", HEVI, "--objectives", "impact,cost", "--json")),
)
