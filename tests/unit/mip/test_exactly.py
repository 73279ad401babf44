"""Claims of solvers are checked: failing, hanging and lying ones never give ``optimal``."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

import pytest

from salkku.domain.errors import NotFound
from salkku.mip import Claim, Deadline, Program, Row, maximise, open_solver
from salkku.mip.exactly import better_than

KNAPSACK = Program(
    upper=(1, 1, 1, 1),
    rows=(Row("line:a", ((0, 2), (1, 3), (2, 4), (3, 5)), high=9),),
    objective=((0, 3), (1, 4), (2, 6), (3, 7)),
)
BEST = 13


class Mock:
    """Answers as HiGHS does, except on call ``on``, where ``instead`` answers."""

    name = "mock"
    largest = 2**20

    def __init__(self, on: int, instead: Callable[[Program], Claim]) -> None:
        self.calls = 0
        self.on = on
        self.instead = instead

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        self.calls += 1
        if self.calls == self.on:
            return self.instead(program)
        return open_solver("highs").maximise(program, seconds=seconds)


def _fails(program: Program) -> Claim:
    raise RuntimeError("out of memory")


def _hangs(program: Program) -> Claim:
    return Claim("unknown")


def _hangs_with_a_point(program: Program) -> Claim:
    return Claim("feasible", (1.0,) + (0.0,) * (program.size - 1), program.most())


def _breaks_a_row(program: Program) -> Claim:
    return Claim("optimal", (1.0,) * len(program.upper), 20)


def _not_whole(program: Program) -> Claim:
    return Claim("optimal", (0.0, 0.5, 1.0, 0.7), 13)


def _bound_below_its_own_point(program: Program) -> Claim:
    return Claim("optimal", (0.0, 0.0, 1.0, 1.0), 12)


def _bound_above_its_own_point(program: Program) -> Claim:
    return Claim("optimal", (1.0, 0.0, 0.0, 0.0), 13)


def _no_point(program: Program) -> Claim:
    return Claim("optimal", None, 13)


def _too_short(program: Program) -> Claim:
    return Claim("optimal", (1.0,), 3)


def _outside_its_bounds(program: Program) -> Claim:
    return Claim("optimal", (-1.0, 0.0, 1.0, 1.0), 10)


BAD = [
    _fails,
    _hangs,
    _hangs_with_a_point,
    _breaks_a_row,
    _not_whole,
    _bound_below_its_own_point,
    _bound_above_its_own_point,
    _no_point,
    _too_short,
    _outside_its_bounds,
]


@pytest.mark.parametrize("instead", BAD)
def test_a_bad_first_answer_is_never_optimal(instead: Callable[[Program], Claim]) -> None:
    answer = maximise(KNAPSACK, solver=Mock(1, instead))
    assert not answer.proved
    assert answer.bound is not None
    assert answer.bound >= BEST
    if answer.objective is not None:
        assert KNAPSACK.admits(answer.values)
        assert KNAPSACK.worth(answer.values) == answer.objective <= BEST


@pytest.mark.parametrize("instead", BAD)
def test_a_bad_later_answer_is_never_optimal(instead: Callable[[Program], Claim]) -> None:
    """Numbers too great for the mock: it is asked again and again, and the second answer is bad."""
    great = Program(
        KNAPSACK.upper,
        KNAPSACK.rows,
        tuple((column, value * 10**9 + column) for column, value in KNAPSACK.objective),
    )
    mock = Mock(2, instead)
    answer = maximise(great, solver=mock)
    if mock.calls >= 2:
        assert not answer.proved
    else:
        assert answer.objective == max(_every(great))


def test_two_rounded_optima_need_two_answers_and_the_second_can_lie() -> None:
    """The greater of two near-equal objectives hides below the solver's resolution."""
    twins = Program((1, 1), (Row("one", ((0, 1), (1, 1)), high=1),), ((0, 2**40), (1, 2**40 + 1)))
    honest = Mock(99, _fails)
    assert maximise(twins, solver=honest).objective == 2**40 + 1
    assert honest.calls >= 2
    for instead in BAD:
        assert not maximise(twins, solver=Mock(2, instead)).proved


def test_a_hung_solver_still_gives_its_point() -> None:
    """A hung solver's checked point is kept, with the bound that is known."""
    mock = Mock(1, _hangs_with_a_point)
    first = maximise(KNAPSACK, solver=mock)
    assert first.status == "feasible"
    assert first.objective == 3
    assert first.bound == 20


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("digits", [1, 12, 40])
def test_numbers_of_any_size_are_answered_exactly(seed: int, digits: int) -> None:
    program = _drawn(seed, digits)
    found = _every(program)
    for name in ("highs", "cpsat"):
        answer = maximise(program, solver=name)
        if not found:
            assert answer.status == "infeasible"
            continue
        assert answer.status == "optimal"
        assert answer.objective == answer.bound == max(found)


def test_general_variables() -> None:
    program = Program((7, 100), (Row("a", ((0, 3), (1, 2)), low=5, high=11),), ((0, 2), (1, 1)))
    for name in ("highs", "cpsat"):
        answer = maximise(program, solver=name)
        assert (answer.status, answer.objective, answer.values) == ("optimal", 7, (3, 1))


def test_the_clock_is_kept() -> None:
    answer = maximise(KNAPSACK, deadline=Deadline(0))
    assert answer.status == "unknown"
    assert answer.bound == 20


def test_the_points_that_are_worth_more_are_all_there_and_no_wider() -> None:
    dice = Random(5)
    for _ in range(300):
        objective = tuple((j, dice.choice((-(10**7), -3, -1, 0, 2))) for j in range(4))
        upper = tuple(dice.randint(0, 5) for _ in range(4))
        program = Program(upper, (Row("r", ((0, 1), (2, 1)), low=1, high=7),), objective)
        least = dice.randint(-20, 10)
        better = better_than(program, least)
        points = list(product(*(range(most + 1) for most in upper)))
        assert [one for one in points if better.admits(one) and fits(one, better)] == [
            one for one in points if program.admits(one) and program.worth(one) > least
        ]


def test_what_costs_much_takes_few_values_among_the_points_worth_more() -> None:
    costs = Program((550, 3), (), ((0, -1), (1, -(10**7))))
    assert better_than(costs, -251).upper == (250, 0)


def fits(point: tuple[int, ...], program: Program) -> bool:
    return all(value <= most for value, most in zip(point, program.upper, strict=True))


def test_unknown_solvers_are_named_with_the_known() -> None:
    with pytest.raises(NotFound) as wrong:
        maximise(KNAPSACK, solver="abacus")
    assert wrong.value.values["known"] == "cpsat, highs"


def _drawn(seed: int, digits: int) -> Program:
    dice = Random(seed)
    size = dice.randint(1, 6)
    most = 10**digits
    numbers = lambda: tuple((j, dice.randint(-most, most)) for j in range(size))  # noqa: E731
    rows = tuple(
        Row(f"r{k}", numbers(), dice.choice([None, -most]), dice.choice([None, most // 2]))
        for k in range(3)
    )
    pairs = tuple(((dice.randrange(size),), (dice.randrange(size),)) for _ in range(2))
    extra = tuple((size + k, dice.randint(-most, most)) for k in range(2))
    return Program((1,) * size, rows, (*numbers(), *extra), pairs)


def _every(program: Program) -> list[int]:
    points = (program.completed(bits) for bits in product((0, 1), repeat=program.size))
    return [program.worth(point) for point in points if program.admits(point)]
