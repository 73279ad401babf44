"""Whether any non-dominated portfolio has an item, or has it not: asked until one answer is proved.

The best portfolio of the kind asked about, at weights and scores inside their ranges, is either
non-dominated, and settles the question; or something of the other kind dominates it. Then small
changes that would make it better are learnt, each of which rules out many portfolios at once, and
the next best is asked for. When nothing is left, every portfolio of the kind is dominated. This is
refinement by counterexamples (Clarke et al. 2003) of a question with two quantifiers; nothing is
enumerated.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from salkku.domain.problem import Objective, Problem
from salkku.mip import Answer, Deadline, Program, Row, maximise
from salkku.optimise.enumeration.asking import withstanding
from salkku.optimise.enumeration.inside import drawn, favouring, heaviest
from salkku.optimise.enumeration.rivals import Rivals
from salkku.optimise.enumeration.spread import Spread
from salkku.optimise.enumeration.swaps import Refusal, Swaps
from salkku.optimise.formulate import formulate

__all__ = ["Kinds", "Verdict"]

Items = frozenset[int]
Terms = tuple[tuple[int, int], ...]

MOMENT = 1.0
"""Seconds for one portfolio of the kind; a good one is as useful as the best."""

ROUNDS = 60
"""Portfolios looked at for one question."""


@dataclass(slots=True)
class Verdict:
    """What a question came to: ``never`` is proved, or ``found`` are non-dominated portfolios."""

    never: bool = False
    found: list[Items] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kinds:
    """One problem laid out for such questions, with what was learnt for each so far."""

    problem: Problem
    spread: Spread
    rivals: Rivals
    swaps: Swaps
    learnt: dict[tuple[int, bool], list[Refusal]] = field(default_factory=dict)
    tried: set[Items] = field(default_factory=set)

    @classmethod
    def of(cls, problem: Problem, spread: Spread) -> Kinds:
        """Lay a problem out."""
        return cls(problem, spread, Rivals(problem, spread), Swaps.of(problem, spread))

    def ask(self, item: int, wanted: bool, *, deadline: Deadline) -> Verdict:
        """Ask whether a non-dominated portfolio has an item (or has it not).

        Asked again it goes on with what it has learnt.

        Returns
        -------
        Verdict
            Every portfolio ``found`` is non-dominated; the last is of the kind where the question
            was settled so. Neither ``never`` nor one of the kind: the time or the rounds ended
            first.
        """
        verdict, learnt = Verdict(), self.learnt.setdefault((item, wanted), [])
        vertices = heaviest(self.spread, item, wanted)
        for turn in range(ROUNDS):
            if deadline.over:
                break
            heavy = vertices[turn % len(vertices)]
            aim = favouring(self.spread, item, wanted, heavy=heavy)
            program = self._program(aim, item, wanted, learnt)
            answer = _some(program, deadline, first=not learnt)
            if answer.status == "infeasible":
                verdict.never = answer.certain or _nothing(program, deadline)
                break
            if not answer.values:
                break
            chosen = frozenset(answer.ones(size=len(self.problem.ids)))
            new = self.swaps.better(chosen, item)
            if not new:
                rival = self.rivals.above(chosen, heavy=heavy, deadline=deadline)
                if rival is None:
                    break
                verdict.found.append(rival)
                if (item in rival) is wanted:
                    break
                new = [self.swaps.refusal(chosen, chosen - rival, rival - chosen)]
            learnt += new
        return verdict

    def draw(self, item: int, wanted: bool, turns: range, *, deadline: Deadline) -> Verdict:
        """Try portfolios of a kind that are best at drawn weights and scores.

        Nothing of its kind dominates such a portfolio, so few changes are to be feared. Most have
        one of them, and that is seen in no time; the others are held against their rivals.

        Parameters
        ----------
        turns
            Which draws; the same turn draws the same.
        """
        verdict = Verdict()
        for turn in turns:
            if deadline.over:
                break
            aim, heavy = drawn(self.spread, item, wanted, turn=turn)
            chosen = self._best(aim, item, wanted, deadline)
            if chosen is None:
                break
            if chosen in self.tried:
                continue
            self.tried.add(chosen)
            if self.swaps.improves(chosen, item):
                continue
            rival = self.rivals.above(chosen, heavy=heavy, deadline=deadline)
            if rival is not None:
                verdict.found.append(rival)
                if (item in rival) is wanted:
                    break
        return verdict

    def withstand(self, item: int, wanted: bool, *, most: int, deadline: Deadline) -> Verdict:
        """Look for a portfolio of a kind that no small change makes better (``asking``).

        Parameters
        ----------
        most
            Conflicts after which it gives up.
        """
        heavy = heaviest(self.spread, item, wanted)[0]
        aim = favouring(self.spread, item, wanted, heavy=heavy)
        chosen = withstanding(
            self.swaps,
            item,
            wanted,
            liked=self._best(aim, item, wanted, deadline) or frozenset(),
            conflicts=most,
            seconds=deadline.left(),
        )
        if isinstance(chosen, str):
            return Verdict(never=chosen == "never")
        rival = self.rivals.above(chosen, heavy=heavy, deadline=deadline)
        return Verdict(found=[] if rival is None else [rival])

    def _best(self, aim: Objective, item: int, wanted: bool, deadline: Deadline) -> Items | None:
        """Give a good portfolio of a kind, if any was found."""
        force, forbid = ((item,), ()) if wanted else ((), (item,))
        program = formulate(self.problem, aim, force=force, forbid=forbid)
        answer = maximise(program, deadline=deadline.share(MOMENT), confirm=False)
        return frozenset(answer.ones(size=len(self.problem.ids))) if answer.values else None

    def _program(self, aim: Objective, item: int, wanted: bool, learnt: list[Refusal]) -> Program:
        """Write the program of the portfolios of a kind that nothing learnt rules out."""
        size = len(self.problem.ids)
        rooms = list(dict.fromkeys(room for one in learnt for room in one.rooms))
        place = {room: size + k for k, room in enumerate(rooms)}
        plain = formulate(self.problem, aim)

        def moved(terms: Terms) -> Terms:
            return tuple((c if c < size else c + len(rooms), value) for c, value in terms)

        rows = [Row(row.name, moved(row.coefficients), row.low, row.high) for row in plain.rows]
        rows.append(Row("kind", ((item, 1),), *((1, None) if wanted else (None, 0))))
        rows += [self._full(row, most, place[row, most]) for row, most in rooms]
        for one in learnt:
            terms = [(j, 1 if state else -1) for j, state in sorted(one.states)]
            terms += [(place[room], 1) for room in one.rooms]
            out = sum(not state for _, state in one.states)
            rows.append(Row("learnt", tuple(terms), low=1 - out))
        upper = (1,) * (size + len(rooms))
        return Program(upper, tuple(rows), moved(plain.objective), plain.pairs)

    def _full(self, row: int, most: int, column: int) -> Row:
        """Let a column be 1 only where a row uses more than ``most``."""
        uses = self.swaps.uses[row]
        terms = tuple((j, int(value)) for j, value in enumerate(uses) if value)
        least = sum(min(0, value) for _, value in terms)
        return Row("full", (*terms, (column, least - most - 1)), low=least)


def _some(program: Program, deadline: Deadline, *, first: bool) -> Answer:
    """Give a good point of a program; the first is the best, and quick."""
    if first:
        return maximise(program, deadline=deadline)
    return maximise(program, solver="cpsat", deadline=deadline.share(MOMENT), confirm=False)


def _nothing(program: Program, deadline: Deadline) -> bool:
    """Whether a program that a solver calls empty is proved so, or by another solver too."""
    answer = maximise(program, deadline=deadline)
    return answer.status == "infeasible" and answer.certain
