"""The search in whole numbers against every point, with and without the compiled library."""

from __future__ import annotations

import os
from itertools import product
from random import Random

import pytest
from tests.unit.mip.lying import without_search

from salkku.mip import Program, Row, excludes, tree
from salkku.mip.ledger import Ledger
from salkku.mip.proving import best_found

needs_search = pytest.mark.skipif(
    not tree.available() and not os.environ.get("CI"), reason="the search was not compiled here"
)


def drawn(seed: int, *, most: int = 20) -> Program:
    """Draw a program: pairs, rows of one column, rows of two ends, sometimes a column of many."""
    dice = Random(seed)
    size = dice.randint(1, 7)
    many = seed % 3 == 0
    upper = (*(1 for _ in range(size)), *((dice.randint(2, 5),) if many else ()))
    width = len(upper)
    rows = [
        Row(
            f"r{k}",
            tuple((j, dice.randint(-most // 3, most)) for j in range(width) if dice.random() < 0.8),
            dice.choice([None, None, dice.randint(-most, most)]),
            dice.choice([None, dice.randint(0, 2 * most)]),
        )
        for k in range(dice.randint(0, 4))
    ]
    if dice.random() < 0.4:
        column = dice.randrange(size)
        rows.append(
            Row("one", ((column, dice.choice([-2, 3])),), *dice.choice([(0, None), (1, 3)]))
        )
    pairs = tuple(((dice.randrange(size),), (dice.randrange(size),)) for _ in range(2))
    columns = [*range(width), *range(width, width + 2)]
    aim = tuple((j, dice.randint(-most, most)) for j in columns if dice.random() < 0.8)
    return Program(upper, tuple(rows), aim, pairs)


def every(program: Program) -> list[int]:
    points = (
        program.completed(values)
        for values in product(*(range(most + 1) for most in program.upper))
    )
    return [program.worth(point) for point in points if program.admits(point)]


@needs_search
def test_the_best_point_is_found_and_proved() -> None:
    whole = empty = 0
    for seed in range(400):
        program = drawn(seed)
        found, worths = best_found(program), every(program)
        if found is None:  # columns of many values that share a row
            continue
        assert found.whole
        whole += 1
        if found.point is None:
            assert not worths
            empty += 1
            continue
        point = program.completed(found.point[: program.size])
        assert program.admits(point)
        assert program.worth(point) == max(worths)
    assert whole > 300
    assert empty > 20


@pytest.mark.parametrize("compiled", [pytest.param(True, marks=needs_search), False])
def test_a_proof_holds_exactly_where_nothing_is_better(compiled: bool) -> None:
    proved = 0
    for seed in range(150):
        program = drawn(seed)
        worths = every(program)
        asked = [None] if not worths else [None, max(worths) - 1, max(worths), max(worths) + 3]
        for above in asked:
            if compiled:
                said = excludes(program, above=above)
            else:
                with without_search():
                    said = excludes(program, above=above)
            true = not worths if above is None else all(worth <= above for worth in worths)
            assert said <= true
            proved += said
            if Ledger.of(program) is not None:
                assert said == true
    assert proved > 100


@needs_search
def test_numbers_beyond_64_bits_are_left_to_others() -> None:
    program = Program((1, 1), (Row("r", ((0, 1), (1, 1)), high=1),), ((0, 2**70), (1, 2**69)))
    assert best_found(program) is None
    assert excludes(program, above=2**70)


@needs_search
def test_the_steps_are_limited_and_what_was_met_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = Random(5)
    weights = [dice.randint(1000, 2000) for _ in range(40)]
    rows = tuple(
        Row(
            "r",
            tuple((j, w + dice.randint(0, 300)) for j, w in enumerate(weights)),
            high=20_000,
        )
        for _ in range(6)
    )
    program = Program((1,) * 40, rows, tuple((j, w) for j, w in enumerate(weights)))
    ledger = Ledger.of(program)
    assert ledger is not None
    short = tree.searched(ledger, goal=0, steps=20_000, best=True)
    again = tree.searched(ledger, goal=0, steps=20_000, best=True)
    assert short is not None
    assert short == again
    assert not short.whole
    assert short.point is not None
    assert program.admits(program.completed(short.point))


def test_without_the_library_nothing_is_found() -> None:
    with without_search():
        assert best_found(drawn(1)) is None
