"""Rulings on drawn names: they hold in any order and after later imports; taken back they are gone.

The names are invented; a run links a few dozen of them, so that a hundred runs take seconds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from salkku import resolve
from salkku.domain.dossier import Dossier, Table
from salkku.domain.ecosystem import Ruling, written_name
from salkku.resolve import Mention
from salkku.resolve.doubts import ranked
from salkku.resolve.settling import settle
from salkku.store.reading import read
from salkku.store.writing import bytes_of
from tests.counts import SEED, count
from tests.unit.store.sound import FILES

WORDS = ("Kuutio", "Meri", "Vety", "Robotti", "Lumi", "Piste", "Kanto", "Aalto")
FORMS = ("Oy", "Ltd", "", "Ab", "ry")
CITIES = ("Oulu", "Turku", "")
HEADER = ("name", "country", "other", "other_country", "verdict")


def _names(dice: random.Random) -> list[Mention]:
    stems = [" ".join(dice.sample(WORDS, dice.choice((1, 2, 2)))) for _ in range(6)]
    found = []
    for stem in stems:
        for _ in range(dice.randint(1, 4)):
            name = f"{stem} {dice.choice(FORMS)}".strip()
            spelt = dice.choice((name, name.upper(), name.casefold()))
            aliases = (dice.choice(stems),) if dice.random() < 0.15 else ()
            number = dice.choice(("", "", "", "2647375-4"))
            found.append(Mention(spelt, dice.choice(CITIES), "FI", "", number, aliases))
    return found


def _sound(rulings: Sequence[Ruling]) -> bool:
    """Ask the folder's own check whether rulings contradict each other."""
    rows = [(one.name, one.country, one.other, one.other_country, one.verdict) for one in rulings]
    files = {path: text.encode() for path, text in FILES.items()}
    files["links.csv"] = bytes_of(Table(HEADER, tuple(rows)))
    found = read(Dossier(files))
    assert {fault.code for fault in found.faults} <= {"ruling_contradicted", "ruling_itself"}
    return not found.faults


def _ruled(dice: random.Random, mentions: Sequence[Mention]) -> list[Ruling]:
    names = sorted({name for one in mentions for name in (one.name, *one.aliases)})
    kept: list[Ruling] = []
    for _ in range(6):
        left, right = dice.sample(names, 2)
        verdict = dice.choice(("same", "apart", "apart", "became"))
        wanted = [*kept, Ruling(left, right, verdict, dice.choice(("", "FI")))]
        if _sound(wanted):
            kept = wanted
    return kept


def _drawn(daily: int, full: int, salt: int) -> Iterator[tuple[random.Random, list[Mention]]]:
    for number in range(count(daily, full)):
        seed = SEED * 1_000_003 + salt + number
        print(f"seed {seed}")  # noqa: T201 - pytest shows it beside a failure
        dice = random.Random(seed)
        yield dice, _names(dice)


def _broken(
    rulings: Sequence[Ruling], mentions: Sequence[Mention], linked: resolve.Linked
) -> list[Ruling]:
    """Compare every pair of mentions with what was ruled on their own names."""
    at: dict[str, set[str]] = {}
    for mention, cluster in zip(mentions, linked.clusters, strict=True):
        at.setdefault(written_name(mention.name), set()).add(cluster)
    wrong = []
    for ruling in rulings:
        left, right = (at.get(name, set()) for name, _ in ruling.bodies)
        if ruling.verdict == "same" and len(left | right) > 1 and left and right:
            wrong.append(ruling)
        if ruling.verdict != "same" and left & right:
            wrong.append(ruling)
    return wrong


def _partition(linked: resolve.Linked, scored: resolve.Scored) -> set[tuple[str, str]]:
    told = sorted(zip(map(repr, scored.mentions), linked.clusters, strict=True))
    return {(a, b) for (a, one), (b, other) in combinations(told, 2) if one == other}


def test_rulings_hold_in_any_order_and_after_later_imports() -> None:
    ruled = 0
    for dice, mentions in _drawn(1, 60, salt=1):
        later = [*mentions, *_names(dice)]
        given = (
            mentions,
            dice.sample(mentions, len(mentions)),
            dice.sample(later, len(later)),
        )
        compared = [resolve.score(mentions=one) for one in given]
        for _ in range(20):
            rulings = _ruled(dice, mentions)
            ruled += len(rulings)
            for scored in compared:
                mixed = dice.sample(rulings, len(rulings))
                found = resolve.join(scored=scored, rulings=mixed)
                assert _broken(rulings, scored.mentions, found) == []
    assert ruled > 40


def test_a_ruling_taken_back_leaves_what_was_before() -> None:
    for dice, mentions in _drawn(1, 60, salt=2):
        scored = resolve.score(mentions=mentions)
        none = resolve.join(scored=scored)
        assert none == resolve.link(mentions=mentions)
        for _ in range(20):
            rulings = _ruled(dice, mentions)
            before = resolve.join(scored=scored, rulings=rulings[:-1])
            resolve.join(scored=scored, rulings=rulings)
            assert resolve.join(scored=scored, rulings=rulings[:-1]) == before
        idle = [Ruling("Nobody at all", "No one either", "same")]
        waiting = resolve.join(scored=scored, rulings=idle)
        assert (waiting.clusters, waiting.unmet) == (none.clusters, 1)


def test_the_order_of_mentions_does_not_matter_to_who_belongs_together() -> None:
    """Neither by evidence alone nor with what people ruled."""
    for dice, mentions in _drawn(1, 60, salt=3):
        one = resolve.score(mentions=mentions)
        other = resolve.score(mentions=dice.sample(mentions, len(mentions)))
        for rulings in ([], *(_ruled(dice, mentions) for _ in range(10))):
            left, right = (resolve.join(scored=each, rulings=rulings) for each in (one, other))
            assert _partition(left, one) == _partition(right, other)


def test_a_queue_answered_at_random_ends_and_asks_nothing_twice() -> None:
    answered = 0
    for dice, mentions in _drawn(1, 60, salt=4):
        scored = resolve.score(mentions=mentions, floor=0.01)
        rulings: list[Ruling] = []
        asked: set[frozenset[tuple[str, str]]] = set()
        while True:
            settled = settle(scored=scored, rulings=rulings)
            found = ranked(settled=settled, riding={}).first(None)
            if not found:
                break
            pair = dice.choice(found)
            names = (pair.left.name, pair.right.name)
            ruling = Ruling(*names, dice.choice(("same", "apart", "became")), "FI")
            assert frozenset(ruling.bodies) not in asked
            asked.add(frozenset(ruling.bodies))
            if ruling.verdict == "became" and not _sound([*rulings, ruling]):
                ruling = replace(ruling, verdict="apart")
            rulings.append(ruling)
            assert _sound(rulings), "what the queue asks may be answered either way"
        assert _broken(rulings, mentions, resolve.join(scored=scored, rulings=rulings)) == []
        answered += len(rulings)
    assert answered
