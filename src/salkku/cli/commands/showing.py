"""The demonstration: the main job on the example agreement, then the workbench."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer, Block, Sheet
from salkku.cli.commands.checking import sound
from salkku.cli.commands.choosing import readings_sentence
from salkku.cli.commands.sharing import Port, start_workbench
from salkku.cli.exits import INFEASIBLE
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Lang
from salkku.cli.printing import emit
from salkku.cli.wording import Wording
from salkku.domain.errors import NotFound

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import NearSet, Robustness, Solution
    from salkku.domain.standing import Reason

__all__ = ["demo", "example_folder"]

EXAMPLE = "hevi"
PATIENCE = 30.0


def demo(
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the workbench afterwards.")
    ] = True,
    port: Port = 8000,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer | None:
    """Solve the example agreement, say why, and serve the workbench."""
    answer = _shown(sound(example_folder()), lang)
    if not serve or os.environ.get("SALKKU_NO_SERVE") == "1" or answer.exit_code:
        return answer
    emit(answer, as_json=json)
    start_workbench(port=port, lang=lang, example=example_folder())
    return None


def example_folder(name: str = EXAMPLE) -> Path:
    """Find an example agreement: in the installed package, else in the project's own tree.

    Raises
    ------
    NotFound
        If this installation has none.
    """
    package = Path(__file__).resolve().parents[2]
    for place in (package / "_examples", package.parents[1] / "examples"):
        if (place / name / "agreement.toml").is_file():
            return place / name
    raise NotFound("demo_no_example")


def _shown(agreement: Agreement, lang: str | None) -> Answer:
    from salkku import workbench
    from salkku.workbench.objects import choosing as objects

    solution = workbench.solve(agreement)
    if solution.status == "infeasible":
        return Answer(objects.solution_object(solution, ()), lambda: (), INFEASIBLE)
    near = workbench.near(agreement, seconds=PATIENCE)
    robust = workbench.robust(agreement, seconds=PATIENCE)
    reasons = workbench.reasons(agreement, solution=solution)
    language = language_of(lang)
    said = {
        one.row: workbench.reason_sentence(one, language=language, agreement=agreement)
        for one in reasons
    }
    payload = {
        "solve": objects.solution_object(solution, workbench.not_competing(agreement)),
        "near": {"count": len(near.portfolios), "complete": near.complete},
        "robust": objects.robustness_object(robust),
        "reasons": said,
    }
    return Answer(
        payload,
        lambda: _view(agreement, solution, (near, robust), reasons, said, language),
        timed=True,
    )


def _view(
    agreement: Agreement,
    solution: Solution,
    around: tuple[NearSet, Robustness],
    reasons: tuple[Reason, ...],
    said: dict[str, str],
    language: str,
) -> Iterator[Block]:
    from salkku.cli.views import solution_view

    words = Wording(language)
    yield words.say("demo_opening", name=words.name(agreement.name))
    yield from solution_view(agreement, solution, (), language=language)
    near, robust = around
    yield words.say(
        "demo_near" if near.complete else "demo_near_partial", count=len(near.portfolios)
    )
    yield readings_sentence(agreement, language=language)
    groups = ("core", "borderline", "exterior", "undecided")
    yield words.say("demo_classes", **{name: len(getattr(robust, name)) for name in groups})
    yield Sheet(
        words.say("demo_reasons"),
        (words.say("proposal"), words.say("decision"), words.say("because")),
        tuple(
            (
                words.row(agreement, one.row),
                words.say("decision_in" if one.inside else "decision_out"),
                said[one.row],
            )
            for one in reasons
        ),
    )
