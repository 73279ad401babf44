"""Whose weights an answer is for: each party's, what all share, and what any of them may mean."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from salkku.appraise.polytope import vertices_of
from salkku.domain.agreement import Agreement, Preference
from salkku.domain.doubt import Views
from salkku.domain.problem import Problem, Weights

__all__ = ["views_of"]


def views_of(agreement: Agreement, *, problem: Problem) -> Views:
    """Give the polytopes of weights of an agreement, and the statements that clash.

    Parameters
    ----------
    problem
        Of the same agreement.

    Returns
    -------
    Views
        ``common`` keeps every party's statements at once. Where no weights do, ``clash`` names
        statements that clash, as few as they can be: without any one of them the rest agree.
    """
    hull = tuple(dict.fromkeys(w for group in problem.vertices.values() for w in group))
    if set(problem.vertices) == {""}:
        return Views({"hull": hull})
    parties = {f"party:{party}": group for party, group in problem.vertices.items() if group}
    common = _vertices(agreement, agreement.preferences)
    if common:
        return Views({"hull": hull, "common": common, **parties})
    return Views({"hull": hull, **parties}, clash=_clash(agreement))


def _vertices(agreement: Agreement, statements: Sequence[Preference]) -> tuple[Weights, ...]:
    """Vertices over all criteria: those of kind general never carry weight."""
    live = [c.id for c in agreement.criteria if c.kind != "general"]
    place = {name: index for index, name in enumerate(live)}
    return tuple(
        tuple(vertex[place[c.id]] if c.id in place else Fraction(0) for c in agreement.criteria)
        for vertex in vertices_of(statements, criteria=live)
    )


def _clash(agreement: Agreement) -> tuple[int, ...]:
    """Leave out statements one by one, the common ones first, as long as the others clash."""
    statements = agreement.preferences
    kept = list(range(len(statements)))
    for place in sorted(kept, key=lambda k: statements[k].party is not None):
        rest = [k for k in kept if k != place]
        if not _vertices(agreement, [statements[k] for k in rest]):
            kept = rest
    return tuple(kept)
