"""Organisations as tables to read: what was linked, what is doubtful, what was ruled."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.ecosystem import Ruling
    from salkku.resolve import Linked, Mention
    from salkku.workbench.linking import Queue, Weighing

__all__ = ["linked_view", "queue_view", "ruled_view", "weighing_view"]


def linked_view(linked: Linked, *, language: str) -> Iterator[Block]:
    """Say how many organisations there are."""
    words = Wording(language, area="linking")
    yield words.say("linked", count=linked.organisations, merged=linked.merged)
    if linked.lineage:
        yield words.say("lineage", count=len(linked.lineage))
    if linked.unmet:
        yield words.say("unmet", count=linked.unmet)


def queue_view(queue: Queue, *, language: str) -> Iterator[Block]:
    """List the pairs with what speaks for and against one body."""
    from salkku import workbench

    words = Wording(language, area="linking")
    if not queue.doubts:
        yield words.say("no_doubts")
        return
    columns = ("left", "right", "state", "moves", "money", "because")
    yield Sheet(
        words.say("doubts", count=len(queue.doubts), total=queue.total),
        tuple(words.say(name) for name in columns),
        tuple(
            (
                one.left.name,
                one.right.name,
                words.say("joined" if one.joined else "apart"),
                words.number(one.parts, 0),
                words.euros(one.cents),
                " ".join(
                    workbench.evidence_sentence(each, language=language) for each in one.because
                ),
            )
            for one in queue.doubts
        ),
        frozenset({3, 4}),
    )
    yield words.say("how_to_rule")


def ruled_view(ruling: Ruling, count: int, *, language: str) -> Iterator[Block]:
    """Say what was written, or taken back."""
    words = Wording(language, area="linking")
    yield words.say(f"ruled_{ruling.verdict}", name=ruling.name, other=ruling.other)
    yield words.say("rulings", count=count)


def weighing_view(found: Weighing, *, language: str) -> Iterator[Block]:
    """Say term by term what likeness speaks for, and what comes of it."""
    from salkku import workbench

    words = Wording(language, area="linking")
    left, right = found.weighed.left, found.weighed.right
    yield words.say("compared", name=_whole(left), other=_whole(right))
    for term in found.weighed.terms:
        yield workbench.term_sentence(term, language=language)
    bits = words.number(Fraction(round(10 * abs(found.weighed.bits)), 10), 1)
    yield words.say("over" if found.weighed.bits >= 0 else "under", bits=bits)
    yield words.say("are_one" if found.joined else "are_two")


def _whole(mention: Mention) -> str:
    return ", ".join(part for part in (mention.name, mention.city, mention.country) if part)
