"""All portfolios that none dominates under interval scores and a polytope of weights.

Serves any binary problem with linear rows and pair terms. A few beams find good portfolios; the
whole tree is then walked depth first in blocks, cutting labels whose every completion one of these
references dominates, and what is left at the end is compared pair by pair in whole numbers. Where
the kernel was compiled, it does the walk; the portfolios are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Problem
from salkku.mip import Deadline
from salkku.optimise.enumeration.bounds import Bounds, Multipliers, multipliers, order_of
from salkku.optimise.enumeration.depth_first import beam, depth_first
from salkku.optimise.enumeration.labels import Labels
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.enumeration.moves import Moves
from salkku.optimise.enumeration.references import References
from salkku.optimise.enumeration.robust_compiled import Walked, walked
from salkku.optimise.enumeration.spread import Spread, Standing

__all__ = ["RobustWalk"]

Flags = npt.NDArray[np.bool_]
TIGHTENINGS = (1.0, 0.8)
BEAMS = (200, 500)
MOST_REFERENCES = 48
MOST_FOUND = 300_000
"""Candidates held at most; past it the walk gives up."""


@dataclass(slots=True)
class RobustWalk:
    """One problem laid out for enumeration, with the portfolios known so far."""

    problem: Problem
    spread: Spread
    multipliers: Multipliers
    order: tuple[int, ...]
    known: Standing

    @classmethod
    def of(cls, problem: Problem) -> RobustWalk:
        """Lay a problem out; nothing is known yet."""
        spread = Spread.of(problem)
        largest = [max(1, *map(abs, o.linear), 1) for o in spread.high]
        weights = np.diag(1.0 / np.array(largest, dtype=np.float64))
        found = multipliers(problem, spread.high, weights, TIGHTENINGS)
        order = tuple(order_of(problem, spread.high, found))
        nothing = np.zeros((0, len(problem.ids)), dtype=np.bool_)
        return cls(problem, spread, found, order, spread.standing(nothing))

    def run(self, *, deadline: Deadline, patience: float | None = None) -> bool:
        """Find all non-dominated portfolios; False when the time or the room ended.

        Parameters
        ----------
        patience
            Seconds after which to give up unless the end is in sight; None judges that by steps.
        """
        layers = Layers.of(self.problem, self.spread.high, self.order)
        bounds = Bounds.of(layers, self.multipliers)
        for width in BEAMS:
            visit = _Visit(self, layers, bounds, deadline, self._references(layers, bounds))
            beam(layers, bounds, visit, width=width)
            self._learn(visit)
        found = self._compiled(layers, bounds, deadline=deadline, patience=patience)
        if found is not None:
            self.known = self.spread.standing(found.chosen)
            return found.whole and not deadline.over
        visit = _Visit(self, layers, bounds, deadline, self._references(layers, bounds))
        whole = depth_first(layers, bounds, visit)
        self._learn(visit)
        return whole and not deadline.over

    def none_with(self, item: int, inside: bool, *, deadline: Deadline) -> bool:
        """Prove that no non-dominated portfolio has an item inside (or outside); False: not proved.

        Only portfolios of that kind are walked; each must be dominated by one that is known, or by
        itself after a small change.
        """
        order = (item, *(other for other in self.order if other != item))
        layers = Layers.of(self.problem, self.spread.high, order)
        bounds = Bounds.of(layers, self.multipliers)
        visit = _Visit(self, layers, bounds, deadline, self._references(layers, bounds))
        visit.first, visit.moves = inside, Moves.of(self.spread, layers)
        visit.most = 1
        return depth_first(layers, bounds, visit) and not len(visit.standing)

    def found(self) -> Flags:
        """Give what a whole run found, N × n by item."""
        kept = self.known.chosen
        order = np.lexsort(kept.T[::-1]) if len(kept) else np.zeros(0, dtype=np.intp)
        return kept[order[::-1]]

    def add(self, chosen: Flags) -> None:
        """Let portfolios (L × n by item) be known."""
        everything = np.unique(np.concatenate((self.known.chosen, chosen)), axis=0)
        self.known = self.spread.standing(everything)

    def _compiled(
        self, layers: Layers, bounds: Bounds, *, deadline: Deadline, patience: float | None
    ) -> Walked | None:
        """Let the kernel walk, with references spread over all that is known, the best first."""
        middle = (self.known.low + self.known.high).astype(np.float64)
        middle = middle @ np.diag(bounds.weights[: bounds.directions])
        ranked = np.argsort(-middle, kind="stable")
        every = max(1, len(ranked) // MOST_REFERENCES)
        first = ranked[::every][:MOST_REFERENCES]
        others = ranked[~np.isin(ranked, first)]
        known = self.known.take(np.concatenate((first, others)))
        return walked(
            self.spread,
            layers,
            bounds,
            known,
            references=MOST_REFERENCES,
            most=MOST_FOUND,
            seconds=deadline.left(),
            patience=patience,
        )

    def _learn(self, visit: _Visit) -> None:
        """Keep what a visit brought, without what is proved dominated in the time."""
        self.add(visit.standing.chosen)
        kept = self.spread.undominated(self.known, deadline=visit.deadline)
        self.known = self.known.take(kept)

    def _references(self, layers: Layers, bounds: Bounds) -> References:
        """Lay out the known portfolios that are best at some vertex, and then in sum."""
        middle = (self.known.low + self.known.high).astype(np.float64)
        middle = middle @ np.diag(bounds.weights[: bounds.directions].sum(axis=1))
        picked: dict[int, None] = {}
        if len(middle):
            for table in (middle.sum(axis=1, keepdims=True), middle):
                picked |= dict.fromkeys(int(i) for i in table.argmax(axis=0))
            picked |= dict.fromkeys(int(i) for i in np.argsort(-middle.sum(axis=1), kind="stable"))
        few = np.array(list(picked)[:MOST_REFERENCES], dtype=np.intp)
        return References.of(self.spread, self.known.take(few), layers, bounds)


@dataclass(slots=True)
class _Visit:
    """A walk's visitor: cuts by references, keeps what none so far dominates."""

    walk: RobustWalk
    layers: Layers
    bounds: Bounds
    deadline: Deadline
    references: References
    standing: Standing = field(init=False)
    first: bool | None = None
    moves: Moves | None = None
    most: int = MOST_FOUND

    def __post_init__(self) -> None:
        self.standing = self.walk.known.take(slice(0, 0))

    def alive(self, labels: Labels, position: int) -> Labels:
        """Cut what a reference dominates, what cannot be completed, and the wrong first step."""
        if position == 1 and self.first is not None:
            labels = labels.take(labels.chosen[:, 0] == self.first)
        certificates = np.all(self.bounds.weights == 0, axis=1)
        if certificates.any():
            reach = self.bounds.reach(position, labels.sums)[:, certificates]
            labels = labels.take(np.all(reach >= 0, axis=1))
        if self.moves is not None:
            labels = self.moves.alive(labels, position)
        return self.references.alive(labels, position)

    def finish(self, labels: Labels) -> None:
        """Keep complete portfolios that nothing known dominates."""
        place = np.argsort(np.array(self.layers.order, dtype=np.intp))
        spread = self.walk.spread
        standing = spread.standing(labels.chosen[:, place])
        for pool in (self.walk.known, self.standing):
            standing = standing.take(~spread.beaten(standing, pool, deadline=self.deadline))
        standing = standing.take(spread.undominated(standing, deadline=self.deadline))
        self.standing = Standing(
            np.concatenate((self.standing.chosen, standing.chosen)),
            np.concatenate((self.standing.low, standing.low)),
            np.concatenate((self.standing.high, standing.high)),
        )

    def stopped(self) -> bool:
        """Whether the time or the room is over."""
        return self.deadline.over or len(self.standing) > self.most
