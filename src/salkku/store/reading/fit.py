"""(N) ``[fit]``: what fit with the landscape counts, where a steering group has turned it on."""

from __future__ import annotations

from fractions import Fraction

from salkku.domain.agreement import Fit
from salkku.store.reading.keys import Keys

__all__ = ["read_fit"]


def read_fit(root: Keys) -> Fit | None:
    """Read the criterion and the points; None where the table is absent: fit is off."""
    keys = root.table("fit")
    if keys is None:
        return None
    criterion = keys.need("criterion")
    if criterion:
        keys.check("criterion", "criteria", criterion)
    duplicate = keys.amount("duplicate", Fraction(0))
    continues = keys.amount("continues", Fraction(0))
    if "duplicate" not in keys and "continues" not in keys:
        keys.fault("key_missing", "duplicate", name="duplicate, continues")
    return Fit(criterion, duplicate, continues) if criterion else None
