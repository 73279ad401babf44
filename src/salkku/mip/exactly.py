"""Best points of integer programs, every claim of a solver checked in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from salkku.domain.errors import MissingPart
from salkku.mip.coarse import Coarse, coarsened
from salkku.mip.deadline import Deadline
from salkku.mip.program import Program, Row, lowered
from salkku.mip.proving import best_found, excludes
from salkku.mip.solver import Claim, Solver, open_solver, solver_names
from salkku.mip.watch import claim_within

__all__ = ["Answer", "better_than", "confirmed", "maximise", "search"]

TURNS = (("cpsat", 3.0), ("highs", 9.0), ("cpsat", None))
"""Solvers that ``auto`` asks in turn, and the seconds each gets; the last has all that is left."""

CANDIDATES = 40
"""Rounded optima looked at with one solver before a finer one is asked."""

NEAR_WHOLE = 1e-4

OWN = "search"
"""What an answer names as its solver when it needed none."""

SECOND = 3.0
"""Seconds that a second solver gets to find fault with a proof of the first."""

Proof = Literal["", "numbers", "solvers", "solver"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer.

    Parameters
    ----------
    status
        ``optimal`` and ``infeasible`` are proved; ``feasible`` has a point; ``unknown`` has none.
    values
        Values of the variables followed by the pairs; empty without a point.
    objective
        Exact objective of the point.
    bound
        No point has a greater objective. Never less than ``objective``. Unless the status is
        proved it is one solver's word.
    proof
        What a proved status rests on: ``numbers`` (a proof in whole numbers, no solver),
        ``solvers`` (a second solver found nothing either), ``solver`` (one solver's word: the
        program is too large for the first and was too slow for the second).
    bound_by
        The solver whose word the bound is, if any.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: tuple[int, ...] = ()
    objective: int | None = None
    bound: int | None = None
    solver: str = ""
    proof: Proof = ""
    bound_by: str = ""

    @property
    def proved(self) -> bool:
        """Whether nothing remains open."""
        return self.status in ("optimal", "infeasible")

    @property
    def certain(self) -> bool:
        """Whether nothing remains open, and that is more than one solver's word."""
        return self.proved and self.proof != "solver"

    def ones(self, *, size: int) -> tuple[int, ...]:
        """Give the indices of the first ``size`` variables that are not 0."""
        return tuple(j for j, value in enumerate(self.values[:size]) if value)


def maximise(
    program: Program,
    *,
    solver: str | Solver = "auto",
    deadline: Deadline | None = None,
    confirm: bool = True,
    second: float = SECOND,
) -> Answer:
    """Find a best point of a program.

    Parameters
    ----------
    program
        In whole numbers of any size.
    solver
        ``"auto"`` searches in whole numbers first, asks CP-SAT where that would take long, and
        HiGHS where CP-SAT is slow, fails or is caught out; or a name of
        :func:`salkku.mip.solver_names`; or a solver itself.
    deadline
        Shared by several calls; without it as long as it takes.
    confirm
        Whether a solver's proof is proved again, in whole numbers or by another solver. Without,
        the answer may only guide a search: nothing may be told as proved from it.
    second
        Seconds that the other solver gets for that.

    Returns
    -------
    Answer
        ``optimal`` only when a point was checked against every row in whole numbers and ``proof``
        says why nothing is greater. A solver that is caught with a wrong proof is not believed in
        anything, and the next one is asked.

    Raises
    ------
    NotFound
        If no solver has the name.

    Examples
    --------
    >>> knapsack = Program(
    ...     (1, 1, 1), (Row("line:a", ((0, 2), (1, 3), (2, 4)), high=6),), ((0, 3), (1, 4), (2, 6))
    ... )
    >>> maximise(knapsack).values
    (1, 0, 1)
    """
    end = deadline or Deadline(None)
    if not program.size:
        status: Literal["optimal", "infeasible"] = "optimal" if program.admits(()) else "infeasible"
        worth = 0 if status == "optimal" else None
        return Answer(status, (), worth, worth, proof="numbers")
    answer = Answer("unknown", bound=program.most())
    if solver == "auto" and not end.over:
        answer = search(program)
        if answer.proved:
            return answer
    turns = TURNS if solver == "auto" else ((solver, None),)
    for one, seconds in turns:
        turn = end if seconds is None else end.share(seconds)
        asked = open_solver(one) if isinstance(one, str) else one
        answer = _asked(program, asked, turn, answer)
        if answer.proved:
            alone = replace(answer, proof="solver")
            answer = confirmed(program, alone, deadline=end, second=second) if confirm else alone
        if answer.proved or end.over:
            break
    return answer


def search(program: Program, *, least: int | None = None) -> Answer:
    """Search without a solver, where that takes no time; what it proves rests on whole numbers.

    Parameters
    ----------
    least
        Asks for a point worth at least as much, and may take a second or two. Then ``infeasible``
        says that there is none.

    Returns
    -------
    Answer
        ``feasible`` or ``unknown`` where the search was given up.

    Examples
    --------
    >>> two = Program((1, 1), (Row("r", ((0, 2), (1, 2)), high=3),), ((0, 3), (1, 4)))
    >>> search(two).status, search(two, least=5).status
    ('optimal', 'infeasible')
    """
    answer = Answer("unknown", bound=program.most())
    found = best_found(program, least=least)
    if found is None:
        return answer
    if found.point is None:
        return Answer("infeasible", solver=OWN, proof="numbers") if found.whole else answer
    point = program.completed(found.point[: program.size])
    if not program.admits(point):
        return answer
    known = _better(answer, point, None, program, OWN, cut=False)
    return replace(_finished(known, OWN), proof="numbers") if found.whole else known


def confirmed(
    program: Program,
    answer: Answer,
    *,
    deadline: Deadline,
    second: float = SECOND,
    numbers: bool = True,
) -> Answer:
    """Prove again what one solver claims to have proved; unproved when it was caught out.

    Parameters
    ----------
    answer
        Proved by one solver's word alone; any other is given back as it is.
    second
        Seconds that the other solver gets.
    numbers
        Whether to try a proof in whole numbers first.
    """
    if not answer.proved or answer.certain:
        return answer
    if numbers and excludes(program, above=answer.objective):
        return replace(answer, proof="numbers")
    return _by_another(program, answer, deadline, second)


def _by_another(program: Program, answer: Answer, end: Deadline, seconds: float) -> Answer:
    """Let other solvers look for something better than what one has proved."""
    harder = program
    if answer.objective is not None:
        harder = better_than(program, answer.objective)
    for name in solver_names():
        if name == answer.solver or end.over:
            continue
        try:
            other = open_solver(name)
        except MissingPart:
            continue
        second = _asked(harder, other, end.share(seconds), Answer("unknown", bound=harder.most()))
        if second.status == "infeasible":
            return replace(answer, proof="solvers")
        if second.objective is None:
            continue
        if second.proved and excludes(program, above=second.objective):
            return replace(second, proof="numbers")
        return replace(second, status="feasible", bound=program.most())
    return replace(answer, proof="solver")


def better_than(program: Program, objective: int) -> Program:
    """Give the program of the points that are worth more, its variables no wider than those take.

    A variable that costs much can then take few values, so that the numbers stay small enough for
    a solver whose arithmetic is rounded.
    """
    uppers = [*program.upper, *(1 for _ in program.pairs)]
    most = sum(max(0, value) * uppers[column] for column, value in program.objective)
    room = most - objective - 1
    upper = list(program.upper)
    for column, value in program.objective:
        if value < 0 and room >= 0 and column < program.size:
            upper[column] = min(upper[column], room // -value)
    row = Row("better", program.objective, low=objective + 1)
    return replace(program, upper=tuple(upper), rows=(*program.rows, row))


def _asked(program: Program, solver: Solver, end: Deadline, known: Answer) -> Answer:
    """Ask one solver, beginning from what is known; unproved when it cannot be trusted."""
    flat = lowered(program)
    coarse = coarsened(flat, largest=solver.largest)
    if not coarse.exact and not program.binary:
        return known
    best = known
    cuts: list[Row] = []
    for _ in range(CANDIDATES):
        if end.over:
            break
        asked = coarse.program.with_rows(*cuts) if cuts else coarse.program
        claim = claim_within(solver, asked, end.left())
        if claim.status == "infeasible":
            lie = best.objective is not None and not cuts
            return best if lie else _finished(best, solver.name)
        point = _checked(claim, asked, program)
        bound = _bound(claim, point, coarse, asked)
        best = _better(best, point, bound, program, solver.name, cut=bool(cuts))
        if best.objective is not None and best.bound is not None and best.objective >= best.bound:
            return _finished(best, best.bound_by or solver.name)
        if claim.status != "optimal" or point is None or bound is None:
            break
        if coarse.exact:
            break
        cuts.append(_other_than(point, program.size))
    return best


def _checked(claim: Claim, asked: Program, program: Program) -> tuple[int, ...] | None:
    """Round a claimed point and complete it; None unless it keeps every row that was asked."""
    if claim.values is None or len(claim.values) != asked.size:
        return None
    whole = tuple(round(value) for value in claim.values)
    off = max((abs(a - b) for a, b in zip(claim.values, whole, strict=True)), default=0)
    point = program.completed(whole[: program.size])
    return point if off <= NEAR_WHOLE and asked.admits(point) else None


def _bound(
    claim: Claim, point: tuple[int, ...] | None, coarse: Coarse, asked: Program
) -> int | None:
    """Give a believable bound on the true objective of the points not cut off, or None.

    A claim that contradicts its own point is not believed at all.
    """
    if claim.bound is None or (claim.status == "optimal" and point is None):
        return None
    if point is None:
        return claim.bound * coarse.scale
    reached = asked.worth(point)
    if claim.bound < reached or (claim.status == "optimal" and claim.bound > reached):
        return None
    return claim.bound * coarse.scale


def _better(
    best: Answer,
    point: tuple[int, ...] | None,
    bound: int | None,
    program: Program,
    name: str,
    *,
    cut: bool,
) -> Answer:
    """Join a checked point and a bound to what is known."""
    if point is not None and program.admits(point):
        worth = program.worth(point)
        if best.objective is None or worth > best.objective:
            best = replace(best, status="feasible", values=point, objective=worth, solver=name)
    if bound is None:
        return best
    if cut and best.objective is not None:
        bound = max(bound, best.objective)
    if best.bound is None or bound < best.bound:
        best = replace(best, bound=bound, bound_by=name)
    if best.objective is not None and best.bound is not None:
        best = replace(best, bound=max(best.bound, best.objective))
    return best


def _finished(best: Answer, name: str) -> Answer:
    """Nothing is left: the best point is optimal, or there is none at all."""
    if best.objective is None:
        return Answer("infeasible", solver=name)
    return replace(best, status="optimal", bound=best.objective, solver=name)


def _other_than(point: tuple[int, ...], size: int) -> Row:
    """Cut off one point of binary variables."""
    ones = sum(point[:size])
    terms = tuple((j, -1 if point[j] else 1) for j in range(size))
    return Row("other", terms, low=1 - ones)
