"""Writes ``docs/explanation/performance.md`` from the newest kept results and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.drivers import DRIVERS

__all__ = ["PAGE", "RESULTS", "kept", "newest", "page"]

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
PAGE = ROOT / "docs" / "explanation" / "performance.md"
Figures = dict[str, Any]

HEAD = """# How fast it is

Written by `make bench-page` from `benchmarks/results/{name}`; a test holds the page against the
file. How it is measured is told in `benchmarks/README.md`.
"""
PROTOCOL = """
One thread. The median of the runs in one warm process after one that is thrown away, both sides
alike, the building of the model included and imports left out. Where the first run took more than
{patience} seconds it is the only one, marked †. Answers are held against each other, and against
the published ones, before seconds are compared; seconds of different answers are not. *Processor*
is the same in processor seconds, which other work on the machine changes less.
"""


def newest(folder: Path = RESULTS) -> Path | None:
    """Give the newest kept results of a folder; None when there are none."""
    return max(folder.glob("*.json"), default=None)


def kept() -> str | None:
    """Write the page of what is kept; None when nothing has been measured."""
    path, timetables = newest(), newest(RESULTS / "timetables")
    if path is None:
        return None
    timed = None if timetables is None else _read(timetables) | {"name": timetables.name}
    return page(_read(path), name=path.name, timed=timed)


def _read(path: Path) -> Figures:
    figures: Figures = json.loads(path.read_text("utf-8"))
    return figures


def page(found: Figures, *, name: str, timed: Figures | None = None) -> str:
    """Write the page of one file of results, and of one of timetables."""
    parts = [HEAD.format(name=name)]
    machine = found["machine"]
    parts.append(
        f"Measured {found['date']} on {machine['processor']}, {machine['cores']} cores, "
        f"{machine['system']}, Python {machine['python']}"
        f"{', the short run' if found['quick'] else ''}."
        f"{' ' + found['note'] if 'note' in found else ''}"
    )
    parts.append(PROTOCOL.format(patience=5 if found["quick"] else 60).strip())
    parts.append("## Salkku alone\n\n" + _table(OURS, (_our_row(s) for s in found["subjects"])))
    parts.append(
        "## Beside other programs\n\n"
        + _table(THEIRS, (row for s in found["subjects"] for row in _rival_rows(s)))
        + "\n\n**Times slower** is the other's median divided by ours: below 1 the other is faster."
    )
    parts.append(
        "## Whole processes\n\nFrom the shell's return key to the answer, imports included.\n\n"
        + _table(WHOLE, _whole_rows(found))
    )
    if timed:
        rows = (_timed_row(one) for one in timed["timetables"])
        note = f" ({timed['note']})" if "note" in timed else ""
        told = TIMED.format(date=timed["date"], name=timed["name"], note=note)
        parts.append(f"## Timetables\n\n{told}\n\n{_table(TIMES, rows)}")
    if found.get("scenarios"):
        rows = (_scenario_row(one) for one in found["scenarios"])
        parts.append(f"## Many scenarios\n\n{SCENARIOS}\n\n{_table(RUNNERS, rows)}")
    if found.get("growth"):
        rows = (_growth_row(one) for one in found["growth"])
        parts.append(f"## Open data, ten times as much\n\n{GROWTH}\n\n{_table(GROWING, rows)}")
    parts.append("## Versions\n\n" + _table(("program", "versions"), _versions(found)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


OURS = ("case", "answer", "by", "seconds", "processor", "must", "aim", "met")
THEIRS = ("case", "program", "seconds", "processor", "times slower", "must", "aim", "came to")
RUNNERS = ("runner", "workers", "start", "one more row", "many rows", "milliseconds a row")
SCENARIOS = """Draws of weights and scores on a choice of sixty proposals, in seconds: the start
of the runner with its first rows, one more row when it is warm, then many rows. All gave the same
bytes."""
GROWING = (
    "participations", "projects", "first load", "again", "one country's names", "most memory",
    "file",
)  # fmt: skip
GROWTH = """Drawn files in the layout of CORDIS, kept by DuckDB, in processor seconds; memory and
file in megabytes."""
TIMES = ("drawn", "rows", "seed", "gap", "must", "gap met", "after a tenth less money", "plan met")
TIMED = """Half-years of the starts of drawn agreements, from `results/timetables/{name}` of {date}:
the gap that is left when the seconds end, then the fewest changes after every line has lost a
tenth, to be proved within their limit{note}."""
WHOLE = ("process", "seconds", "processor", "beyond the warm one", "must", "aim", "met", "answer")
ADDED_MUST = 0.8
"""Seconds that the whole process may add to the same answer in a warm one."""
UNDECIDED_MUST = 0.05
"""Share of the competing rows whose class may stay open when the seconds end."""


def _growth_row(one: Figures) -> Iterable[str]:
    names = ("participations", "projects", "load", "again", "question", "megabytes", "file")
    return tuple(f"{one[name]:,}" for name in names)


def _our_row(subject: Figures) -> Iterable[str]:
    ours = subject["ours"]
    answer = {
        "equal": "as published",
        "differs": "**not as published**",
        "incomplete": "not complete",
        "unpublished": "nothing published",
    }[subject["checked"]]
    size = f"{ours['size']}: {answer}" if "size" in ours else ours["status"]
    if "epsilon" in ours:
        size += f", {ours['proved']} proved, ε {100 * ours['epsilon']:.2f} %"
    return (
        subject["case"], size, ours.get("by", ""), _seconds(ours), _number(ours.get("cpu")),
        _number(subject["must"]), _number(subject["aim"]), _met(subject),
    )  # fmt: skip


def _met(subject: Figures) -> str:
    ours, epsilon = subject["ours"], subject.get("epsilon_must")
    if epsilon is not None and "median" in ours:
        proved = ours.get("proved", ours["size"]) == ours["size"]
        return _level(proved and ours.get("epsilon", 0.0) <= epsilon, "epsilon" not in ours)
    if "median" not in ours or subject["checked"] in ("differs", "incomplete"):
        return "no" if subject["must"] or subject["ratio_must"] else ""
    if subject["must"] is not None:
        return _level(ours["median"] <= subject["must"], ours["median"] <= (subject["aim"] or 0))
    ratio = _ratio(subject)
    if subject["ratio_must"] is None:
        return ""
    if ratio is None:
        return "not compared"
    return _level(ratio >= subject["ratio_must"], ratio >= (subject["ratio_aim"] or ratio + 1))


def _level(must: bool, aim: bool) -> str:
    return "aim" if aim else "must" if must else "no"


def _ratio(subject: Figures) -> float | None:
    """Give the least ratio against the programs that the promise names."""
    ratios = [r.get("ratio") for r in subject["rivals"] if r["driver"] in subject["against"]]
    known = [ratio for ratio in ratios if ratio is not None]
    return min(known) if known else None


def _rival_rows(subject: Figures) -> Iterator[Iterable[str]]:
    for rival in subject["rivals"]:
        promised = rival["driver"] in subject["against"]
        yield (
            subject["case"],
            DRIVERS[rival["driver"]].title,
            _seconds(rival),
            _number(rival.get("cpu")),
            _number(rival.get("ratio")),
            _number(subject["ratio_must"]) if promised else "",
            _number(subject["ratio_aim"]) if promised else "",
            _came_to(rival),
        )


def _came_to(rival: Figures) -> str:
    state = str(rival["status"])
    if state == "stopped":
        return f"stopped after {_number(rival['limit'])} s"
    if "of" in rival and rival["driver"].startswith("pabutools"):
        return f"worth {rival['found']} of {rival['of']}"
    if "of" in rival:
        return f"{rival['found']} of {rival['of']} in {_number(rival['limit'])} s"
    return {"equal": "the same answer", "differs": "**another answer**"}.get(state, state)


def _whole_rows(found: Figures) -> Iterator[Iterable[str]]:
    for subject in found["subjects"]:
        if "whole" in subject:
            whole, warm = subject["whole"], subject["ours"]
            same = "the same as in the warm process" if whole["status"] == "equal" else "**other**"
            added = whole["median"] - warm["median"] if "median" in whole else None
            yield (
                f"front of {subject['case']}", _seconds(whole), _number(whole.get("cpu")),
                _number(added), f"{ADDED_MUST} beyond", "",
                "" if added is None else _level(added <= ADDED_MUST, False), same,
            )  # fmt: skip
    for one in found["commands"]:
        yield (
            one["command"], _seconds(one), _number(one.get("cpu")), "", _number(one["must"]),
            _number(one["aim"]), _command_met(one), _left_open(one),
        )  # fmt: skip


def _command_met(one: Figures) -> str:
    """Hold a command's median, and where rows may stay open how many did, against its promise."""
    if one["must"] is None:
        return ""
    if "median" not in one:
        return "no"
    share = one.get("undecided", 0) / max(1, one.get("of", 1))
    within = one["median"] <= one["must"] and share <= UNDECIDED_MUST
    best = one["aim"] is not None and one["median"] <= one["aim"] and share == 0
    return _level(within, within and best)


def _left_open(one: Figures) -> str:
    if one["status"] != "answered":
        return str(one["status"])
    return f"{one['undecided']} of {one['of']} undecided" if "undecided" in one else ""


def _timed_row(one: Figures) -> Iterable[str]:
    gaps = ", ".join(f"{100 * s['gap']:.2f} % in {_number(s['limit'])} s" for s in one["schedule"])
    met = _level(one["schedule"][-1]["gap"] <= one["must"], False)
    plan = one.get("replan")
    if plan is None:
        return one["kind"], str(one["rows"]), str(one["seed"]), gaps, _share(one), met, "", ""
    proved = plan["proved_fewest"]
    told = f"{plan['changes']} changes, {'proved' if proved else '**not proved**'} the fewest"
    spent = f", {_number(plan['seconds'])} of {_number(plan['limit'])} s"
    return (
        one["kind"], str(one["rows"]), str(one["seed"]), gaps, _share(one), met, told + spent,
        _level(proved, False),
    )  # fmt: skip


def _share(one: Figures) -> str:
    return f"{100 * one['must']:.1f} %"


def _scenario_row(one: Figures) -> Iterable[str]:
    many = f"{one['rows']} in {_number(one['many'])}"
    each = _number(1000 * one["many"] / one["rows"])
    single = _number(one["single"])
    return one["runner"], str(one["workers"]), _number(one["start"]), single, many, each


def _versions(found: Figures) -> Iterator[Iterable[str]]:
    seen: dict[str, str] = {}
    for subject in found["subjects"]:
        sides = [("salkku", subject["ours"]), *((r["driver"], r) for r in subject["rivals"])]
        for driver, one in sides:
            if "versions" in one:
                told = ", ".join(f"{name} {number}" for name, number in one["versions"].items())
                seen.setdefault(driver, f"{told}; Python {one['python']}")
    return ((DRIVERS[driver].title, told) for driver, told in seen.items())


def _seconds(figures: Figures) -> str:
    if "median" not in figures:
        return "–"
    alone = figures.get("discarded", 1) == 0
    return _number(figures["median"]) + (" †" if alone else "")


def _number(value: float | None) -> str:
    """Write three figures, no more than were measured."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(header)
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    return "\n".join((*lines, *(f"| {' | '.join(row)} |" for row in rows)))


def main() -> int:
    """Write the page; exit 1 when nothing has been measured."""
    text = kept()
    if text is None:
        print("benchmarks: no results are kept yet: run make bench", file=sys.stderr)
        return 1
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
