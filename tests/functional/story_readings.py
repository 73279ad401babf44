"""What the story reads from answers and files: one small function for each phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.functional.story import read

FOCUS = ("urban", "health", "learning", "open")


@dataclass(frozen=True)
class Ground:
    """The folder asked, and the answers: one, or one for each of several readings."""

    folder: Path
    answers: tuple[Mapping[str, Any], ...]

    @property
    def answer(self) -> Mapping[str, Any]:
        (only,) = self.answers
        return only

    def rows(self, file: str, **where: str) -> list[dict[str, str]]:
        return [r for r in read(self.folder, file) if all(r[k] == v for k, v in where.items())]


def chosen_of(ground: Ground, answer: Mapping[str, Any]) -> list[str]:
    running = {row["id"] for row in ground.rows("proposals.csv", status="running")}
    return [name for name in answer["chosen"] if name not in running]


def chosen(ground: Ground) -> list[str]:
    return chosen_of(ground, ground.answer)


def funded(ground: Ground) -> list[str]:
    return [row["proposal"] for row in ground.answer["ranking"] if row["funded"]]


def ranked(ground: Ground) -> list[str]:
    return [row["proposal"] for row in ground.answer["ranking"]]


def proposals(ground: Ground) -> list[str]:
    return [row["id"] for row in ground.rows("proposals.csv", status="proposal")]


def support(ground: Ground, names: list[str]) -> int:
    rows = ground.rows("costs.csv", line="support")
    return sum(int(row["amount_eur"]) for row in rows if row["proposal"] in names)


def support_by_focus(ground: Ground) -> list[int]:
    home = {row["id"]: row["focus_area"] for row in ground.rows("proposals.csv")}
    return [
        support(ground, [name for name in funded(ground) if home[name] == focus]) // 1000
        for focus in FOCUS
    ]


def limits(ground: Ground, *lines: str) -> list[str]:
    return [row["limit_eur"] for line in lines for row in ground.rows("budgets.csv", line=line)]


def last_month(row: Mapping[str, str]) -> str:
    year, month = map(int, row["start"].split("-"))
    months = 12 * year + month - 1 + int(row["duration_months"]) - 1
    return f"{months // 12}-{months % 12 + 1:02d}"


def end(ground: Ground, name: str) -> str:
    (row,) = ground.rows("proposals.csv", id=name)
    return last_month(row)


def ends(ground: Ground, half_year: str) -> int:
    year, half = half_year.split("-H")
    months = range(1, 7) if half == "1" else range(7, 13)
    wanted = {f"{year}-{month:02d}" for month in months}
    rows = ground.rows("proposals.csv")
    return sum(row["id"] in chosen(ground) and last_month(row) in wanted for row in rows)


def without_carrier(ground: Ground) -> list[str]:
    held = {row["result"] for row in ground.rows("commitments.csv") if row["level"] != "none"}
    return [row["id"] for row in ground.rows("results.csv", main="yes") if row["id"] not in held]


def support_without_carrier(ground: Ground) -> int:
    open_ends = without_carrier(ground)
    owners = [r["proposal"] for r in ground.rows("results.csv") if r["id"] in open_ends]
    return support(ground, owners)


def unanswered(ground: Ground) -> list[str]:
    said = {n for row in ground.rows("proposals.csv") for n in row["needs"].split(";")}
    return [row["id"] for row in ground.rows("needs.csv") if row["id"] not in said]


def companies(ground: Ground, *names: str) -> list[str]:
    kinds = {row["id"]: row["kind"] for row in ground.rows("organisations.csv")}
    rows = ground.rows("participations.csv")
    found = [row["organisation"] for row in rows if row["proposal"] in names]
    return [organisation for organisation in found if kinds[organisation] == "company"]


def impact_range(ground: Ground, name: str) -> list[str]:
    rows = ground.rows("scores.csv", proposal=name, criterion="impact")
    assert {row["assessor"] for row in rows} == {f"a{n}" for n in range(1, 7)}
    lows, highs = ([Fraction(row[end]) for row in rows] for end in ("low", "high"))
    return [str(float(min(lows))), str(float(max(highs)))]


def rebuilt(ground: Ground) -> list[str]:
    rejected = {row["id"] for row in ground.rows("proposals.csv", status="rejected")}
    return [r["id"] for r in ground.rows("proposals.csv") if r["rebuilt_from"] in rejected]


def home(ground: Ground, name: str) -> str:
    (row,) = ground.rows("proposals.csv", id=name, status="idea")
    (call,) = ground.rows("calls.csv", id=row["call"])
    (ours,) = ground.rows("calls.csv", id="hevi-2027")
    assert call["closes"] > ours["closes"]
    return call["id"]


def promised(ground: Ground, organisation: str) -> int:
    rows = ground.rows("commitments.csv", organisation=organisation)
    return sum(int(r["money_eur_per_year"] or 0) for r in rows if r["proposal"] in chosen(ground))


def continuing_budget(ground: Ground, party: str) -> int:
    settings = tomllib.loads((ground.folder / "agreement.toml").read_text(encoding="utf-8"))
    (row,) = [row for row in settings["parties"] if row["id"] == party]
    return int(row["continuing_budget_eur_per_year"])


def cheapest(ground: Ground) -> Mapping[str, Any]:
    repair: Mapping[str, Any] = min(ground.answer["repairs"], key=lambda r: float(r["cost"]))
    return repair


def warned(ground: Ground, code: str) -> bool:
    assert ground.answer["ok"]
    return code in {warning["code"] for warning in ground.answer["warnings"]}


def value_at_fairness(ground: Ground, floor: str) -> float:
    points = ground.answer["points"]
    return max(float(p["value"]) for p in points if float(p["fairness"]) >= float(floor))


def in_every(ground: Ground) -> list[str]:
    sets = [set(chosen_of(ground, answer)) for answer in ground.answers]
    return sorted(set.intersection(*sets))


def in_none(ground: Ground) -> list[str]:
    taken = set().union(*(chosen_of(ground, answer) for answer in ground.answers))
    return [name for name in proposals(ground) if name not in taken]


def never_near(ground: Ground, *names: str) -> list[str]:
    taken = set().union(*(p["chosen"] for p in ground.answer["portfolios"]))
    return [name for name in names if name not in taken]


def shared(ground: Ground) -> list[str]:
    return chosen_of(ground, {"chosen": ground.answer["shared"]})


def passes(ground: Ground, name: str) -> bool:
    (row,) = [row for row in ground.answer["ranking"] if row["proposal"] == name]
    return bool(row["passes"])


def number_of(ground: Ground, kind: str) -> int:
    (item,) = [item for item in ground.answer["items"] if item["kind"] == kind]
    number: int = item["number"]
    return number


READINGS: dict[str, Callable[..., object]] = {
    "asked support": lambda g: support(g, proposals(g)),
    "ends": ends,
    "end": end,
    "borderline of": lambda g, *names: [n for n in names if n in g.answer["borderline"]],
    "core": lambda g: chosen_of(g, {"chosen": g.answer["core"]}),
    "exact": lambda g: g.answer["exact"],
    "exterior": lambda g: g.answer["exterior"],
    "portfolios": lambda g: g.answer["portfolios"],
    "best design": lambda g: max(design["value"] for design in g.answer["designs"]),
    "earmarks": lambda g: len(g.answer["designs"][-1]["earmarks"]),
    "holds in": lambda g: g.answer["designs"][-1]["holds_in"],
    "only otherwise": lambda g: g.answer["only_otherwise"],
    "only then": lambda g: g.answer["only_then"],
    "otherwise": lambda g: g.answer["otherwise"]["value"],
    "then": lambda g: g.answer["then"]["value"],
    "undivided": lambda g: g.answer["designs"][0]["value"],
    "cheapest changes": lambda g: [change["item"] for change in cheapest(g)["changes"]],
    "cheapest": lambda g: cheapest(g)["cost"],
    "chosen": chosen,
    "clash": lambda g: g.answer["clash"],
    "complete": lambda g: g.answer["complete"],
    "continuing budget": continuing_budget,
    "counted": lambda g: sum(cell["count"] for cell in g.answer["cells"]),
    "euros": lambda g: round(sum(float(cell["eur"]) for cell in g.answer["cells"]), 2),
    "leaves": lambda g: g.answer["leaves"],
    "number": number_of,
    "price": lambda g: float(g.answer["price_of_flip"]),
    "count chosen": lambda g: len(chosen(g)),
    "count funded": lambda g: len(funded(g)),
    "count": lambda g: g.answer["count"],
    "failing": lambda g: sorted(n for n in ranked(g) if not passes(g, n)),
    "feasible": lambda g: g.answer["feasible"],
    "first three": lambda g: ranked(g)[:3],
    "funded of": lambda g, *names: [n for n in names if n in funded(g)],
    "funded": lambda g: sorted(funded(g)),
    "has": lambda g, name: name in g.answer["chosen"],
    "home": home,
    "impact range": impact_range,
    "in all": in_every,
    "in none": in_none,
    "limits": limits,
    "limit": limits,
    "methods": lambda g, name: len(g.rows("proposals.csv", id=name)[0]["methods"].split(";")),
    "never of": never_near,
    "of": lambda g, *names: [n for n in names if n in chosen(g)],
    "participations": lambda g, *names: len(companies(g, *names)),
    "passes": passes,
    "place": lambda g, name: ranked(g).index(name) + 1,
    "promised": promised,
    "ratio": lambda g, party: float(g.answer["parties"][party]["ratio"]),
    "rebuilt": rebuilt,
    "running": lambda g: [n for n in g.answer["chosen"] if n not in chosen(g)],
    "same": lambda g: g.answer["same"],
    "shared": shared,
    "status": lambda g: g.answer["status"],
    "support behind without carrier": support_without_carrier,
    "support funded by focus": support_by_focus,
    "unanswered needs": unanswered,
    "unique companies": lambda g, *names: len(set(companies(g, *names))),
    "value at fairness": value_at_fairness,
    "value": lambda g: float(g.answer["value"]),
    "warned": warned,
    "without carrier": without_carrier,
}
"""Phrase → reading; the words after the phrase are its arguments."""


def reading(phrase: str) -> tuple[Callable[..., object], list[str]]:
    """The reading that a phrase begins with (the longest), and its arguments."""
    for name in sorted(READINGS, key=len, reverse=True):
        if phrase == name or phrase.startswith(f"{name} "):
            return READINGS[name], phrase[len(name) :].split()
    raise KeyError(phrase)
