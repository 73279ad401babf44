"""Deciding under doubt: cautious choices, how often a row is chosen, and what to ask first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from salkku import appraise
from salkku.appraise.matters import matters_of
from salkku.appraise.views import views_of
from salkku.domain.agreement import Agreement, Names
from salkku.domain.doubt import Doubt, Question, Questions
from salkku.locale import say
from salkku.optimise.parties import doubt as doubt_of
from salkku.optimise.questions import questions as questions_of
from salkku.optimise.questions import weight_matters
from salkku.scenarios import ScenarioRunner

__all__ = ["doubt", "question_sentence", "questions", "statement_sentence"]


def doubt(
    agreement: Agreement,
    *,
    draws: int = 200,
    seed: int = 0,
    seconds: float | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    runner: ScenarioRunner | None = None,
) -> Doubt:
    """Give cautious choices and acceptabilities: of all weights, common ones and each party's.

    Parameters
    ----------
    draws, seed
        Of weights and scores, for the acceptabilities.
    progress
        Is told whose weights, the draws done and the draws asked for.
    runner
        Who solves the draws, as :func:`salkku.workbench.open_runner` gives it; this process when
        None.
    """
    problem = appraise.problem_of(agreement)
    views = views_of(agreement, problem=problem)
    return doubt_of(
        problem,
        views=views,
        draws=draws,
        seed=seed,
        seconds=seconds,
        progress=progress,
        runner=runner,
    )


def questions(agreement: Agreement, *, limit: int = 5, seconds: float | None = None) -> Questions:
    """Give the questions whose answers lower the expected regret of deciding today most."""
    problem = appraise.problem_of(agreement)
    matters = (*matters_of(agreement, problem=problem), *weight_matters(problem))
    return questions_of(problem, matters=matters, limit=limit, seconds=seconds)


def question_sentence(agreement: Agreement, question: Question, *, language: str) -> str:
    """Say a question as one asks it, with the money it decides; no score, no assessor."""
    matter = question.matter
    values: dict[str, object] = {"money": question.decides_cents}
    said = matter.values
    code = f"doubt.ask.{matter.kind}"
    if "row" in said:
        rows = {row.id: row.name for row in agreement.proposals}
        values["row"] = _with_id(str(said["row"]), rows, language)
    for key in ("criterion", "more", "less"):
        if key in said:
            names = {criterion.id: criterion.name for criterion in agreement.criteria}
            values[key] = _name(names.get(str(said[key]), {}), language) or str(said[key])
    if matter.kind == "commitment":
        results = cast("tuple[str, ...]", said["results"])
        who = cast("tuple[str, ...]", said["who"])
        code += ("_of" if results else "") + ("" if who else "_open")
        named = {result.id: result.name for result in agreement.results}
        values["results"] = ", ".join(_with_id(one, named, language) for one in results)
        values["who"] = ", ".join(_bodies(agreement, who, language))
        values["count"] = len(who)
    return say(code, values, language=language)


def statement_sentence(agreement: Agreement, place: int, *, language: str) -> str:
    """Say one statement on weights, by its place in the agreement, and whose it is."""
    statement = agreement.preferences[place]
    criteria = {criterion.id: _name(criterion.name, language) for criterion in agreement.criteria}
    parties = {party.id: _name(party.name, language) for party in agreement.parties}

    def named(criterion: str) -> str:
        return criteria.get(criterion) or criterion

    party = statement.party
    values = {
        "who": parties.get(party or "") or party or say("doubt.everyone", language=language),
        "order": " > ".join(named(one) for one in statement.order),
        "criterion": named(statement.criterion),
        "low": statement.low,
        "high": statement.high,
        "left": named(statement.left),
        "right": named(statement.right),
        "times": statement.times,
    }
    return say(f"doubt.statement.{statement.kind}", values, language=language)


def _bodies(agreement: Agreement, who: Iterable[str], language: str) -> Iterable[str]:
    """Name organisations; one that is a party goes by the party's name."""
    parties = {party.id: _name(party.name, language) for party in agreement.parties}
    others = {one.id: one.name for one in agreement.organisations}
    return (parties.get(one) or others.get(one) or one for one in who)


def _with_id(row: str, names: Mapping[str, Names], language: str) -> str:
    return f"{row} {_name(names.get(row, {}), language)}".rstrip()


def _name(names: Names, language: str) -> str:
    for one in (language, "en", "fi", "sv"):
        if names.get(one):
            return names[one]
    return ""
