"""(N) Fit with the landscape as objects: what counts, and what is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object
from salkku.workbench.placing import fit_sentences

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.standing import FitAnswer
    from salkku.landscape import Hit

__all__ = ["fit_object", "likely_object"]


def fit_object(
    found: FitAnswer,
    agreement: Agreement,
    proposed: Sequence[tuple[str, str, Hit]] | None = None,
    because: Sequence[Sequence[str]] = (),
) -> Object:
    """Give the object of ``fit``; ``proposed`` is null where nobody asked for proposals.

    Parameters
    ----------
    because
        The sentences of each proposed relation's reasons.
    """
    return {
        "on": found.on,
        "status": found.status,
        "chosen": found.chosen,
        "value": found.value,
        "value_without_fit": found.value_without,
        "chosen_without_fit": found.chosen_without,
        "best_without_fit": found.best_without,
        "relations": [
            {
                "proposal": row,
                "project": one.project,
                "relation": one.relation,
                "points": one.points,
                "because": one.because or None,
                "chosen": row in found.chosen,
            }
            for row, one in found.terms
        ],
        "proposed": None
        if proposed is None
        else [
            {
                "proposal": row,
                "project": hit.project.removeprefix("projects:"),
                "relation": relation,
                "likeness": hit.relation,
                "name": hit.name,
                "because": said,
            }
            for (row, relation, hit), said in zip(proposed, because, strict=True)
        ],
        "sentences": {
            one: fit_sentences(found, language=one, agreement=agreement) for one in LANGUAGES
        },
    }


def likely_object(likely: Sequence[tuple[str, str, Hit]]) -> list[Object]:
    """Give proposed relations to funded projects, each reason in every language.

    ``project`` is as fit.csv writes it, ``key`` with its source.
    """
    from salkku.workbench.objects.ideas import hit_object

    return [
        {
            **hit_object(hit),
            "proposal": row,
            "key": hit.project,
            "project": hit.project.removeprefix("projects:"),
            "relation": relation,
            "likeness": hit.relation,
        }
        for row, relation, hit in likely
    ]
