"""Draws an agreement whose weights and scores are in doubt, and writes it as a folder."""

from __future__ import annotations

from pathlib import Path
from random import Random

__all__ = ["written_doubtful"]

CITIES = ("helsinki", "espoo", "vantaa")
AREAS = ("urban", "health", "learning", "open")
CRITERIA = ("impact", "fit", "goals", "readiness")
LEVELS = ("none", "spoken", "letter", "signed", "budgeted")

STATEMENTS = """
[[preferences]]
kind = "rank"
order = ["impact", "fit"]

[[preferences]]
kind = "interval"
criterion = "impact"
low = 0.3
high = 0.6

[[preferences]]
kind = "at_least"
left = "goals"
right = "readiness"
times = 1.2
"""

CONTINUATION = """
[continuation]
running = 0.4
persistence = { none = [0.0, 0.3], spoken = [0.2, 0.4], letter = [0.4, 0.7], \
signed = [0.6, 0.9], budgeted = [0.8, 1.0] }
"""


def written_doubtful(
    folder: Path, *, size: int, seed: int, spread: float = 0.5, lasting: bool = False
) -> Path:
    """Draw and write an agreement of invented proposals.

    Three cities pay from lines of their own beside a common one; the money is enough for a third.
    Each focus area has a floor and a cap by count; a fifth as many relations as proposals, mostly
    between two, some helping or hindering each other. Four criteria with a baseline in the middle
    and the euros as size; statements leave a polytope of weights open.

    Parameters
    ----------
    spread
        Points of the scale that a score's interval is wide on average; each is between nothing
        and twice that.
    lasting
        Whether commitment levels are in doubt too.

    Examples
    --------
    ::

        written_doubtful(Path("build/doubt"), size=100, seed=20261124)
    """
    dice = Random(seed)
    folder.mkdir(parents=True)
    ids = [f"{number:03d}" for number in range(1, size + 1)]
    _settings(folder, lasting)
    areas = [dice.choice(AREAS) for _ in ids]
    _table(
        folder / "proposals.csv",
        "id,status,focus_area,parties",
        [
            f"{row},proposal,{area},{dice.choice(CITIES)}"
            for row, area in zip(ids, areas, strict=True)
        ],
    )
    _money(folder, ids, dice)
    _scores(folder, ids, spread, dice)
    _relations(folder, ids, size // 5, dice)
    fits = max(1, size // 3)
    rules = [
        f"{area},focus_area,{area},count,{min(fits // 8, areas.count(area))},{max(1, fits // 2)}"
        for area in AREAS
    ]
    _table(folder / "rules.csv", "id,category,member,measure,min,max", rules)
    if lasting:
        levels = [f"{row},espoo,{dice.choice(LEVELS)}" for row in ids]
        _table(folder / "commitments.csv", "proposal,organisation,level", levels)
    return folder


def _settings(folder: Path, lasting: bool) -> None:
    parts = [
        '[agreement]\nid = "doubtful"\nname = { en = "Invented" }\nperiod = ["2021-01", "2029-12"]'
    ]
    for kind, names in (("parties", CITIES), ("focus_areas", AREAS)):
        role = '\nrole = "partner"' if kind == "parties" else ""
        parts += [f'[[{kind}]]\nid = "{one}"\nname = {{ en = "{one}" }}{role}' for one in names]
    parts += [
        f'[[criteria]]\nid = "{one}"\nname = {{ en = "{one}" }}\nscale = [0, 5]\n'
        'kind = "content"\nbaseline = 2.5\nsize = "euro"\nsize_unit = 250000'
        for one in CRITERIA
    ]
    text = "\n\n".join(parts) + "\n" + STATEMENTS + (CONTINUATION if lasting else "")
    (folder / "agreement.toml").write_text(text, "utf-8")


def _money(folder: Path, ids: list[str], dice: Random) -> None:
    """Give each proposal common money, and own money of one city or of all."""
    rows, totals = [], dict.fromkeys(("support", *CITIES), 0)
    for row in ids:
        payers = CITIES if dice.random() < 0.2 else (dice.choice(CITIES),)
        parts = {"support": 1000 * dice.randint(100, 500)}
        parts |= {city: 1000 * dice.randint(30, 160) // len(payers) for city in payers}
        for line, euros in parts.items():
            totals[line] += euros
            rows.append(f"{row},{line},{euros}")
    _table(folder / "costs.csv", "proposal,line,amount_eur", rows)
    lines = [
        f"{line},{euros // 3000 * 1000},{line if line in CITIES else ''}"
        for line, euros in totals.items()
    ]
    _table(folder / "budgets.csv", "line,limit_eur,party", lines)


def _scores(folder: Path, ids: list[str], spread: float, dice: Random) -> None:
    rows = []
    for row in ids:
        good = dice.gauss(3.4, 0.5)
        for criterion in CRITERIA:
            middle = min(4.9, max(0.1, good + dice.gauss(0, 0.5)))
            half = dice.uniform(0, spread)
            low, high = max(0.0, middle - half), min(5.0, middle + half)
            rows.append(f"{row},{criterion},{low:.1f},{high:.1f}")
    _table(folder / "scores.csv", "proposal,criterion,low,high", rows)


def _relations(folder: Path, ids: list[str], count: int, dice: Random) -> None:
    rows = []
    for number in range(count):
        first, second = sorted(dice.sample(ids, 2))
        kind = ("requires", "excludes", "synergy", "excludes", "overlap")[number % 5]
        value = {"synergy": "impact,0.5", "overlap": "impact,-0.5"}.get(kind, ",")
        rows.append(f"{kind},{first},{second},{value}")
    _table(folder / "relations.csv", "kind,from,to,criterion,value", rows)


def _table(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
