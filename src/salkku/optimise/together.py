"""Which questions to ask together: each for what its answer adds to the answers before it.

A question alone can look as good as another that asks nearly the same. So they are chosen one by
one: of those left, the one whose answer adds most to the expected value of deciding, over all
answers to those already chosen (the value of information of a set: Raiffa and Schlaifer 1961;
greedily, as one asks). Answers are independent and their effects add up. Of the weights one
criterion is asked about once: two trade-offs of it are one conversation.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from salkku.domain.doubt import Matter, Question
from salkku.domain.problem import Problem, Weights
from salkku.mip import Deadline, maximise
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import value_objective

__all__ = ["together"]

TOGETHER = 5
"""Questions chosen so; each doubles the answers to look at."""

WIDTH = 10
"""Questions considered, those first that are worth most alone."""


@dataclass(frozen=True, slots=True)
class _World:
    """One way to answer some questions: its chance, the weights, and what rows gain."""

    chance: Fraction
    weights: Weights
    gains: tuple[tuple[int, Fraction], ...] = ()

    def answered(self, problem: Problem, matter: Matter) -> tuple[_World, _World]:
        """Give the worlds after either answer to one more question."""
        first, other = (self._after(problem, matter, way) for way in (0, 1))
        return (
            replace(first, chance=self.chance * matter.chance),
            replace(other, chance=self.chance * (1 - matter.chance)),
        )

    def _after(self, problem: Problem, matter: Matter, way: int) -> _World:
        if matter.weights:
            moved = matter.weights[way]
            now = zip(self.weights, moved, problem.weights, strict=True)
            return replace(self, weights=tuple(a + b - c for a, b, c in now))
        gains = dict(self.gains)
        for item, *effects in matter.changes:
            gains[item] = gains.get(item, Fraction(0)) + effects[way]
        return replace(self, gains=tuple(sorted(gains.items())))


@dataclass(slots=True)
class _Values:
    """The best value in each world, solved once."""

    problem: Problem
    deadline: Deadline
    known: dict[tuple[Weights, tuple[tuple[int, Fraction], ...]], Fraction] = field(
        default_factory=dict
    )

    def expected(self, worlds: list[_World]) -> Fraction | None:
        """Give the mean of the best over some worlds; None where one was not proved in time."""
        total = Fraction(0)
        for world in worlds:
            best = self._best(world)
            if best is None:
                return None
            total += world.chance * best
        return total

    def _best(self, world: _World) -> Fraction | None:
        key = (world.weights, world.gains)
        if key not in self.known:
            objective = value_objective(
                self.problem, weights=world.weights, added=dict(world.gains)
            )
            answer = maximise(formulate(self.problem, objective), deadline=self.deadline)
            if answer.objective is None or not answer.certain:
                return None
            self.known[key] = answer.objective * objective.unit
        return self.known[key]


def together(
    problem: Problem, found: list[Question], *, limit: int, deadline: Deadline
) -> tuple[tuple[Question, ...], bool]:
    """Choose questions one by one, each for what it adds to those before it.

    Parameters
    ----------
    found
        Questions with their gains alone, the greatest first.

    Returns
    -------
    tuple
        The questions, each with what it adds, and whether all of that was settled in time; those
        not settled follow by their gains alone.
    """
    values = _Values(problem, deadline)
    taken, left = list[Question](), found[:WIDTH]
    worlds = [_World(Fraction(1), problem.weights)]
    reached: Fraction | None = values.expected(worlds)
    while left and reached is not None and len(taken) < min(limit, TOGETHER):
        left = [one for one in left if not _spoken_of(one.matter, taken)]
        best: tuple[Fraction, Question, list[_World]] | None = None
        for one in left:
            after = [new for world in worlds for new in world.answered(problem, one.matter)]
            mean = values.expected(after)
            if mean is None:
                return _followed(taken, [*left, *found[WIDTH:]], limit), False
            if mean > (best[0] if best else reached):
                best = (mean, one, after)
        if best is None:
            left = []
            break
        mean, one, worlds = best
        taken.append(replace(one, expected_gain=mean - reached))
        left.remove(one)
        reached = mean
    if reached is None or limit > TOGETHER:
        left += found[WIDTH:]
    return _followed(taken, left, limit), reached is not None


def _followed(taken: list[Question], left: list[Question], limit: int) -> tuple[Question, ...]:
    """Add the questions left that do not ask what was asked already."""
    for one in left:
        if not _spoken_of(one.matter, taken):
            taken.append(one)
    return tuple(taken[:limit])


def _spoken_of(matter: Matter, taken: list[Question]) -> bool:
    """Whether a trade-off has a criterion that a question on weights already has."""
    if matter.kind != "weights":
        return False
    spoken = {
        name for one in taken if one.matter.kind == "weights" for name in _criteria(one.matter)
    }
    return not spoken.isdisjoint(_criteria(matter))


def _criteria(matter: Matter) -> set[str]:
    return {str(matter.values["more"]), str(matter.values["less"])}
