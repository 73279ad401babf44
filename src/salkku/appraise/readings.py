"""Other defensible readings of the same scores, so that no answer rests on one of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from salkku.domain.agreement import Agreement, Criterion

__all__ = ["Reading", "readings"]

Size = Literal["declared", "project", "euro"]
Baseline = Literal["declared", "low", "middle"]
_SIZES: tuple[Size, ...] = ("declared", "project", "euro")
_BASELINES: tuple[Baseline, ...] = ("declared", "low", "middle")


@dataclass(frozen=True, slots=True)
class Reading:
    """How scores become amounts; every part ``"declared"`` is the agreement's own reading.

    Parameters
    ----------
    size
        What a score multiplies.
    baseline
        ``low`` is the scale's low end, ``middle`` its middle.
    lasting
        Whether ``[continuation]`` counts.
    fit
        Whether ``[fit]`` counts; without it all else is as declared.

    Examples
    --------
    >>> Reading().name
    'declared'
    >>> Reading(size="project", baseline="low", lasting=False).name
    'project-low-running'
    """

    size: Size = "declared"
    baseline: Baseline = "declared"
    lasting: bool = True
    fit: bool = True

    @property
    def name(self) -> str:
        """Name used in answers and in the catalogue."""
        if self == Reading():
            return "declared"
        if not self.fit:
            return "without_fit"
        return f"{self.size}-{self.baseline}-{'lasting' if self.lasting else 'running'}"

    def baseline_of(self, criterion: Criterion) -> Fraction:
        """Score at which a project adds nothing, under this reading."""
        if self.baseline == "low":
            return criterion.low
        if self.baseline == "middle":
            return (criterion.low + criterion.high) / 2
        return criterion.baseline

    def size_of(self, criterion: Criterion) -> str:
        """Say what the criterion's score multiplies, under this reading."""
        return criterion.size if self.size == "declared" else self.size


def readings(agreement: Agreement) -> tuple[Reading, ...]:
    """Give the agreement's own reading first, then every other that differs from it.

    Two sizes (each project alike, each euro alike), three baselines (the scale's low end, its
    middle, the declared one) and, where ``[continuation]`` is given, with and without it; where
    ``[fit]`` is given, the agreement's own reading without it too.
    """
    found = [Reading()]
    seen = {_effect(agreement, Reading())}
    lastings = (True, False) if agreement.continuation else (True,)
    for size, baseline, lasting in product(_SIZES, _BASELINES, lastings):
        reading = Reading(size=size, baseline=baseline, lasting=lasting)
        effect = _effect(agreement, reading)
        if effect not in seen:
            seen.add(effect)
            found.append(reading)
    if agreement.fit is not None and any(one.relation != "related" for one in agreement.fits):
        found.append(Reading(fit=False))
    return tuple(found)


def _effect(agreement: Agreement, reading: Reading) -> tuple[object, ...]:
    rows = tuple((reading.size_of(c), reading.baseline_of(c)) for c in agreement.criteria)
    return (*rows, reading.lasting and agreement.continuation is not None)
