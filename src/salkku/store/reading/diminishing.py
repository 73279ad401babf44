"""(D) ``[[diminishing]]``: how much less each further project of a coverage cell adds."""

from __future__ import annotations

from salkku.domain.agreement import Diminishing
from salkku.store.reading.keys import Keys

__all__ = ["read_diminishing"]


def read_diminishing(root: Keys) -> tuple[Diminishing, ...]:
    """Read every cell with its loss; a cell names a focus area, a method, a party or several."""
    found = []
    for keys in root.tables("diminishing"):
        criterion = keys.need("criterion")
        if criterion:
            keys.check("criterion", "criteria", criterion)
        cell = {
            "focus_area": keys.reference("focus_area", "focus_areas"),
            "method": keys.reference("method", "methods"),
            "party": keys.reference("party", "parties"),
        }
        loss = keys.number("loss")
        if loss is None and "loss" not in keys:
            keys.fault("key_missing", "loss", name="loss")
        elif loss is not None and loss < 0:
            keys.fault("negative_amount", "loss", cell=float(loss))
        elif loss is not None:
            found.append(Diminishing(criterion, loss, **cell))
    return tuple(found)
