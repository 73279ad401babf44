"""The subjects: what is measured, by whom, beside whom, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["COMMANDS", "SUBJECTS", "TIMETABLES", "Command", "Rival", "Subject", "Timed"]

HEVI = "examples/hevi"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program on the same case.

    Parameters
    ----------
    driver
        Name in ``benchmarks.drivers``.
    seconds
        After which it is stopped; it is then told how far it came.
    exact
        Whether its answer must equal ours before seconds are compared. Else it is told how many
        of the true points it found, or what its rule is worth.
    """

    driver: str
    seconds: float = 600.0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """One case answered by Salkku in a warm process, and by others.

    Parameters
    ----------
    case
        Name in ``benchmarks.instances``; also the subject's name.
    tiny
        The case with which the harness itself is tried.
    must, aim
        Seconds for us; None where nothing was promised in seconds.
    ratio_must, ratio_aim
        How many times faster than the fastest of the rivals named ``against``.
    against
        Drivers that the ratio is taken against; the first rival when empty.
    epsilon
        Promised where the front need not be complete: every listed point proved, and none missing
        by more than this share of the ranges. The whole front is the aim.
    seconds
        Limit for us.
    quick
        Whether the short run measures it.
    whole
        Whether the whole ``salkku`` process is measured beside it.
    """

    case: str
    tiny: str
    rivals: tuple[Rival, ...] = ()
    must: float | None = None
    aim: float | None = None
    ratio_must: float | None = None
    ratio_aim: float | None = None
    against: tuple[str, ...] = ()
    epsilon: float | None = None
    seconds: float = 600.0
    quick: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One command, started afresh for each measurement; ``must`` in seconds is our promise.

    Parameters
    ----------
    arguments
        ``{folder}`` stands for the agreement that ``drawn`` names.
    drawn
        Of ``benchmarks.instances.doubtful.written_doubtful``: size, seed and how wide the doubt is.
    quick
        Whether the short run measures it.
    """

    name: str
    arguments: tuple[str, ...]
    must: float | None = None
    aim: float | None = None
    drawn: dict[str, Any] = field(default_factory=dict)
    quick: bool = True
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timed:
    """Drawn timetables of one size, every kind of them.

    Parameters
    ----------
    seconds
        Limits that ``schedule`` is asked with; the last one's gap is what was promised.
    gap
        Promised: (bound − value) ÷ bound at most.
    replan
        Limit of the fewest changes after every line has lost a tenth; they must be proved in it.
    """

    rows: int
    seconds: tuple[float, ...]
    gap: float
    replan: float
    tiny: bool = False


GENETIC = (Rival("pymoo_nsga2", 30.0, exact=False), Rival("pymoo_nsga3", 30.0, exact=False))
LOOPS = (Rival("epsilon_highs"), Rival("epsilon_cpsat"))

SUBJECTS = (
    Subject(
        "2kp50", "tiny", (Rival("pyaugmecon"), *LOOPS),
        ratio_must=50, ratio_aim=200, whole=True,
    ),
    Subject(
        "2kp100", "tiny", (Rival("pyaugmecon"), *LOOPS, *GENETIC),
        ratio_must=100, ratio_aim=300, whole=True,
    ),
    Subject(
        "3kp40", "tiny-three",
        (
            Rival("pyaugmecon", 45.0), Rival("epsilon_highs", 45.0), Rival("epsilon_cpsat", 45.0),
            *GENETIC,
        ),
        must=2, aim=0.4, whole=True,
    ),
    Subject(
        "agreement-100", "tiny-agreement",
        (Rival("epsilon_cpsat", 120.0), Rival("epsilon_highs", 120.0)),
        ratio_must=3, ratio_aim=20, against=("epsilon_cpsat", "epsilon_highs"), seconds=120,
    ),
    Subject(
        "agreement-100-b", "tiny-agreement",
        (Rival("epsilon_cpsat", 300.0), Rival("epsilon_highs", 300.0)),
        ratio_must=3, ratio_aim=20, against=("epsilon_cpsat", "epsilon_highs"), seconds=300,
        quick=False,
    ),
    Subject(
        "agreement-100-hard", "tiny-agreement",
        (Rival("epsilon_cpsat", 300.0), Rival("epsilon_highs", 300.0)),
        ratio_must=3, ratio_aim=20, against=("epsilon_cpsat", "epsilon_highs"), seconds=300,
        quick=False,
    ),
    Subject("agreement-100-three", "tiny-three", epsilon=0.01, seconds=120, quick=False),
    Subject("agreement-300", "tiny-single", LOOPS, must=1, aim=0.2, seconds=60),
    Subject("agreement-300-b", "tiny-single", LOOPS, must=1, aim=0.2, seconds=60),
    Subject("agreement-300-c", "tiny-single", LOOPS, must=1, aim=0.2, seconds=60),
    Subject("agreement-300-fine", "tiny-single", LOOPS, must=1, aim=0.2, seconds=60),
    Subject("agreement-300-fine-b", "tiny-single", LOOPS, must=1, aim=0.2, seconds=60),
    Subject("agreement-300-fine-c", "tiny-single", LOOPS, must=1, aim=0.2, seconds=60),
    Subject("tamby-2-200-1", "tiny", must=1, aim=0.2),
    Subject("tamby-3-100-1", "tiny-three", must=40, aim=8, quick=False),
    Subject("tamby-4-50-1", "tiny-three", must=1.5, aim=0.4),
    Subject("mobkp-3d-50-1", "tiny-three"),
    Subject("mobkp-3d-100-1", "tiny-three", must=60, aim=15, quick=False),
    Subject("mobkp-2d-500-1", "tiny", must=120, aim=15, quick=False),
    Subject(
        "vote-40", "tiny-vote",
        (
            Rival("pabutools_welfare"), Rival("pabutools_greedy", exact=False),
            Rival("pabutools_equal_shares", exact=False),
        ),
    ),
)  # fmt: skip

COMMANDS = (
    Command("help", ("--help",), must=0.4),
    Command("check-hevi", ("check", HEVI, "--json")),
    Command("solve-hevi", ("solve", HEVI, "--json")),
    Command("near-hevi", ("near", HEVI, "--json"), must=5, aim=1),
    Command("robust-hevi", ("robust", HEVI, "--json"), must=10, aim=2),
    Command("rank-hevi", ("rank", HEVI, "--json")),
    Command("fair-hevi", ("fair", HEVI, "--json")),
    Command("front-hevi", ("front", HEVI, "--objectives", "impact,fit", "--json")),
    Command("doubt-hevi", ("doubt", HEVI, "--json")),
    Command("explain-hevi", ("explain", HEVI, "08", "--json")),
    Command(
        "what-if-60",
        ("solve", "{folder}", "--force", "007", "--json"),
        must=1,
        drawn={"size": 60, "seed": 4, "spread": 0.5},
    ),
    Command(
        "robust-100",
        ("robust", "{folder}", "--json", "--seconds", "60"),
        must=60,
        aim=10,
        drawn={"size": 100, "seed": 1, "spread": 0.5},
        quick=False,
    ),
    Command(
        "robust-100-narrow",
        ("robust", "{folder}", "--json", "--seconds", "60"),
        must=60,
        aim=10,
        drawn={"size": 100, "seed": 2, "spread": 0.3},
        quick=False,
    ),
    Command(
        "robust-100-lasting",
        ("robust", "{folder}", "--json", "--seconds", "60"),
        must=60,
        aim=10,
        drawn={"size": 100, "seed": 3, "spread": 0.3, "lasting": True},
        quick=False,
    ),
    Command(
        "doubt-60",
        (
            "doubt",
            "{folder}",
            "--draws",
            "1000",
            "--runner",
            "pool",
            "--workers",
            "2",
            "--json",
        ),
        must=60,
        aim=15,
        drawn={"size": 60, "seed": 4, "spread": 0.5},
        quick=False,
    ),
    Command("front-cost-hevi", ("front", HEVI, "--objectives", "impact,cost", "--json")),
)

TIMETABLES = (
    Timed(20, (10,), gap=0.005, replan=20, tiny=True),
    Timed(60, (10, 30), gap=0.005, replan=30),
    Timed(150, (10, 30, 60), gap=0.005, replan=30),
)
