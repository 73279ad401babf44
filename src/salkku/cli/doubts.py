"""Answers under doubt as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.doubt import Choice, Doubt, Questions, Standpoint

__all__ = ["doubt_view", "progress_line", "questions_view"]

RULES = ("maximin", "regret", "central")


def doubt_view(agreement: Agreement, found: Doubt, *, language: str) -> Iterator[Block]:
    """Say the choices by each party's weights, then how often each row is chosen."""
    from salkku import workbench

    words = Wording(language, area="doubt")
    if not found.feasible:
        yield words.say("infeasible")
        return
    if found.clash:
        yield words.say("clash")
        for place in found.clash:
            yield "  " + workbench.statement_sentence(agreement, place, language=language)
    for one in found.standpoints:
        yield _choices(agreement, one, words)
    yield _often(agreement, found, words)
    first = found.standpoints[0].acceptability
    yield words.say(f"prior_{first.prior}", draws=first.draws, seed=first.seed)


def questions_view(agreement: Agreement, found: Questions, *, language: str) -> Iterator[Block]:
    """Ask the questions in order."""
    from salkku import workbench

    words = Wording(language, area="doubt")
    if not found.feasible:
        yield words.say("infeasible")
        return
    if not found.questions:
        yield words.say("nothing_to_ask" if found.complete else "not_looked")
    for number, one in enumerate(found.questions, 1):
        yield f"{number}. " + workbench.question_sentence(agreement, one, language=language)
    if found.questions:
        yield words.say("asked_of", looked=found.looked)
        if not found.complete:
            yield words.say("not_looked")


def progress_line(agreement: Agreement, whose: str, done: int, whole: int, *, language: str) -> str:
    """Say how many draws are solved."""
    words = Wording(language, area="doubt")
    return words.say("progress", whose=_whose(agreement, whose, words), done=done, whole=whole)


def _choices(agreement: Agreement, one: Standpoint, words: Wording) -> Sheet:
    rows = []
    for rule in RULES:
        choice: Choice = getattr(one, rule)
        rows.append(
            (
                words.say(f"rule_{rule}"),
                words.number(choice.value, 4),
                words.say(f"status_{choice.status}"),
                ", ".join(choice.chosen),
            )
        )
    heads = tuple(words.say(name) for name in ("rule", "value", "status", "chosen"))
    return Sheet(_whose(agreement, one.name, words), heads, tuple(rows), frozenset({1}))


def _often(agreement: Agreement, found: Doubt, words: Wording) -> Sheet:
    heads = [words.say("row"), *(_whose(agreement, s.name, words) for s in found.standpoints)]
    rows = []
    for row in found.standpoints[0].acceptability.low:
        cells = []
        for one in found.standpoints:
            shares = one.acceptability
            if row in shares.share:
                ends = (words.percent(end[row], 0) for end in (shares.low, shares.high))
                cells.append(f"{words.percent(shares.share[row], 0)} ({' – '.join(ends)})")
            else:
                cells.append("")
        rows.append((words.row(agreement, row), *cells))
    right = frozenset(range(1, len(heads)))
    return Sheet(words.say("often"), tuple(heads), tuple(rows), right)


def _whose(agreement: Agreement, name: str, words: Wording) -> str:
    kind, _, party = name.partition(":")
    if kind != "party":
        return words.say(f"weights_{kind}")
    names = {one.id: one.name for one in agreement.parties}
    return words.say("weights_party", party=words.name(names.get(party, {})) or party)
