"""Overlaps and synergies inside the portfolio: proposed, and accepted into relations.csv."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block, Sheet
from salkku.cli.commands.checking import opened
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, wrong_option
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape.pairing import LikelyPair

__all__ = ["relations"]

COLUMNS = ("kind", "from", "to", "criterion", "value")


def relations(
    folder: Folder,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most relations proposed.")] = 20,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept",
            metavar="KIND,FROM,TO,CRITERION,VALUE",
            help="Write one relation into relations.csv; requires, excludes and together need no"
            " criterion and value.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in relations.csv.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="Who accepts it.")] = "",
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Propose overlaps and synergies between proposals, each with its evidence.

    From texts, needs, results, companies reached and test environments; nothing counts before a
    person accepts it, with its criterion and value.
    """
    from salkku import workbench
    from salkku.workbench.objects.pairing import relations_object

    workspace, agreement = opened(folder)
    if accept is not None:
        row = {**_accepted(accept), **{k: v for k, v in (("reason", reason), ("by", by)) if v}}
        workbench.accept(workspace, file="relations.csv", row=row)
        agreement = workbench.read(workspace)
    proposed = workbench.likely_relations(agreement)[:limit]
    return Answer(
        relations_object(agreement, proposed),
        lambda: _view(agreement, proposed, language=language_of(lang)),
    )


def _accepted(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) not in (3, 5) or not all(parts):
        raise wrong_option("--accept", "relation_wrong", text=text)
    return dict(zip(COLUMNS, parts, strict=False))


def _view(
    agreement: Agreement, proposed: Sequence[LikelyPair], *, language: str
) -> Iterator[Block]:
    from salkku import workbench

    words = Wording(language, area="pairs")
    yield words.say("held", count=len(agreement.relations))
    if not proposed:
        yield words.say("nothing_proposed")
        return
    yield Sheet(
        words.say("title_proposed", count=len(proposed)),
        tuple(words.say(name) for name in ("kind", "one", "other", "why")),
        tuple(
            (
                words.say(f"kind_{one.kind}"),
                words.row(agreement, one.source),
                words.row(agreement, one.target),
                " ".join(workbench.pair_because(one, agreement, language=language)[:3]),
            )
            for one in proposed
        ),
        frozenset(),
    )
    yield words.say("how_to_accept")
