"""(N) How proposals stand to what is funded already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block, Sheet
from salkku.cli.commands.checking import opened
from salkku.cli.exits import INFEASIBLE, OUT_OF_TIME
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, Seconds, Today, today_of, wrong_option
from salkku.cli.wording import Wording
from salkku.cli.work import telling

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.standing import FitAnswer
    from salkku.landscape import Hit

__all__ = ["fit"]

Proposed = Sequence[tuple[str, str, "Hit"]]


def fit(
    folder: Folder,
    propose: Annotated[
        bool, typer.Option("--propose", help="List likely relations to funded projects too.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="Most projects proposed for one row.")
    ] = 3,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept",
            metavar="PROPOSAL,PROJECT,RELATION",
            help="Write one relation into fit.csv: duplicate, continues or related.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in fit.csv.")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="Where it is seen.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="Who accepts it.")] = "",
    today: Today = None,
    seconds: Seconds = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Say how proposals stand to funded projects, and the value with and without that.

    A duplicate costs, carrying on an ended project whose results nobody carries on pays; only
    what is in fit.csv counts, and only where agreement.toml has [fit].
    """
    from salkku import workbench
    from salkku.cli import lists
    from salkku.workbench.objects import placing as objects

    language = language_of(lang)
    day = today_of(today)
    workspace, agreement = opened(folder)
    if accept is not None:
        row = {**_accepted(accept), "reason": reason, "evidence": evidence, "by": by}
        workbench.accept(workspace, file="fit.csv", row={**row, "as_of": day.isoformat()})
        agreement = workbench.read(workspace)
    found = workbench.fit(agreement, seconds=seconds)
    proposed: Proposed | None = None
    if propose:
        proposed = workbench.likely_fits(
            agreement, limit=limit, tables=folder, today=day, told=telling(folder, language)
        )
    because = [lists.reasons_of(hit, language) for *_, hit in proposed or ()]
    return Answer(
        objects.fit_object(found, agreement, proposed, because),
        lambda: _view(agreement, found, proposed, because, language=language),
        exit_code={"infeasible": INFEASIBLE, "unknown": OUT_OF_TIME}.get(found.status, 0),
    )


def _accepted(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(parts):
        raise wrong_option("--accept", "fit_wrong", text=text)
    return dict(zip(("proposal", "project", "relation"), parts, strict=True))


def _view(
    agreement: Agreement,
    found: FitAnswer,
    proposed: Proposed | None,
    because: Sequence[Sequence[str]],
    *,
    language: str,
) -> Iterator[Block]:
    from salkku import workbench

    words = Wording(language, area="fit")
    yield from workbench.fit_sentences(found, language=language, agreement=agreement)
    if proposed is None:
        return
    if not proposed:
        yield words.say("nothing_proposed")
        return
    yield Sheet(
        words.say("title_proposed", count=len(proposed)),
        tuple(words.say(name) for name in ("row", "project", "name", "relation", "why")),
        tuple(
            (
                words.row(agreement, row),
                hit.project.removeprefix("projects:"),
                hit.name,
                words.say(f"relation_{relation}"),
                " ".join(said[:2]),
            )
            for (row, relation, hit), said in zip(proposed, because, strict=True)
        ),
        frozenset(),
    )
    yield words.say("how_to_accept")
