"""Small random agreements with half-years, and the judge that walks every timetable of one.

The judge keeps a purse for each half-year and follows the rules as they read; it knows no
inequalities and shares no code with the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from itertools import product
from math import ceil
from random import Random

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.dossier import Dossier
from tests.laws.agreements import AREAS, TAGS, Draft, draw, files_of
from tests.laws.bodies import counting, populate
from tests.laws.enumeration import LEVELS, Worth
from tests.laws.oracle import Oracle
from tests.laws.testbeds import draw_testbeds

YEARS = 2
HALVES = [f"{2027 + k // 2}-H{k % 2 + 1}" for k in range(2 * YEARS)]
Plan = dict[str, int]
"""Row → half-year, the period's first being 0."""


def draw_timed(seed: int, *, rows: int = 5) -> Draft:
    """Draw an agreement and give its rows, money and rules half-years."""
    rng = Random(seed + 17)
    draft = draw(seed, rows=rows)
    draft.tables["events"] = []
    draft.tables["calls"] = [{"id": "k1", "earliest_decision": rng.choice(["", "2027-08-30"])}]
    _rows(rng, draft)
    for cost in draft.tables["costs"]:
        cost["half_year"] = rng.choice(["", "", "0", "1", "2"])
    _budgets(rng, draft)
    populate(draft, rng)
    _rules(rng, draft)
    _lags(rng, draft)
    draw_testbeds(rng, draft)
    return draft


def _lags(rng: Random, draft: Draft) -> None:
    """Give relations lags; those with a lag point backwards, for a cycle may have none."""
    lagged = rng.random() < 0.7
    for relation in draft.tables["relations"]:
        relation["lag_months"] = ""
        if lagged and relation["kind"] == "requires":
            relation["to"], relation["from"] = sorted((relation["from"], relation["to"]))
            relation["lag_months"] = rng.choice(["", "0", "3", "6", "9", "12"])


def _rows(rng: Random, draft: Draft) -> None:
    for row in draft.tables["proposals"]:
        row["duration_months"] = rng.choice(["", "3", "6", "9", "12", "18"])
        row["effort_pm"] = rng.choice(["", "4", "7.5", "10"])
        row["call"] = rng.choice(["", "k1"])
        fact = row["status"] in ("running", "committed") and rng.random() < 0.7
        row["start"] = rng.choice(["2026-03", "2026-11", "2027-05", "2027-07"]) if fact else ""
        row["earliest_start"] = rng.choice(["", "", "2027-07", "2028-01"])
        row["latest_start"] = rng.choice(["", "", "2028-03", "2028-09"])
        if rng.random() < 0.1:
            side = rng.choice(["precedes", "follows"])
            event = {"id": f"e-{row['id']}", "month": "2027-09", "precedes": "", "follows": ""}
            draft.tables["events"].append(event | {side: row["id"]})


def _budgets(rng: Random, draft: Draft) -> None:
    found = []
    limits = Counter({b["line"]: 0 for b in draft.tables["budgets"]})
    owner = {b["line"]: b["party"] for b in draft.tables["budgets"]}
    for budget in draft.tables["budgets"]:
        limits[budget["line"]] += int(budget["limit_eur"])
    for line, limit in limits.items():
        spans = rng.choice(
            [
                [("", "")],
                [(HALVES[0], HALVES[1]), (HALVES[2], HALVES[3])],
                [(HALVES[2], ""), ("", HALVES[1])],
                [(HALVES[0], HALVES[0]), (HALVES[1], HALVES[2]), (HALVES[3], HALVES[3]), ("", "")],
            ]
        )
        for first, last in spans:
            part = limit if not first and not last else int(limit * rng.choice([0.4, 0.7, 1.0]))
            found.append(
                {
                    "line": line,
                    "limit_eur": str(part),
                    "party": owner[line],
                    "from": first,
                    "to": last,
                    "carry": rng.choice(["yes", "no", ""]),
                }
            )
    draft.tables["budgets"] = found


def _rules(rng: Random, draft: Draft) -> None:
    rules = [rule | {"from": "", "to": ""} for rule in draft.tables["rules"]]
    for index in range(rng.randint(0, 3)):
        measure = rng.choice(["count", "eur", "share", "effort_pm", "ends"])
        first, last = sorted(rng.choices(range(len(HALVES)), k=2))
        low = rng.random() < 0.15
        least, most = {
            "count": ("1", "2"),
            "eur": ("5", "40"),
            "share": ("0.2", "0.6"),
            "effort_pm": ("0.5", "7.5"),
            "ends": ("1", "1"),
        }[measure]
        category, member = rng.choice(
            [("all", "all"), ("focus_area", rng.choice(AREAS)), ("tag", rng.choice(TAGS))]
        )
        bare = measure == "ends" and rng.random() < 0.5
        rules.append(
            {
                "id": f"t{index}",
                "category": category,
                "member": member,
                "measure": measure,
                "min": least if low else "",
                "max": "" if low else most,
                "from": "" if bare else rng.choice([HALVES[first], HALVES[first], ""]),
                "to": "" if bare else HALVES[last],
            }
        )
    draft.tables["rules"] = [*rules, *counting(rng)]


def timed_of(draft: Draft, *, loss: str) -> Agreement:
    """Read the agreement with a period of two years and a loss."""
    files = files_of(draft, more=f"\n[time]\nloss_per_year = {loss}\n")
    settings = files["agreement.toml"]
    files["agreement.toml"] = settings.replace(b'["2021-01", "2029-12"]', b'["2027-01", "2028-12"]')
    return workbench.read_files(Dossier(files))


class Judge:
    """Which timetables an agreement allows and what they are worth, one by one."""

    def __init__(self, draft: Draft, *, loss: str) -> None:
        self.draft, self.keep = draft, 1 - float(loss)
        still = deepcopy(draft)
        still.tables["rules"] = [r for r in draft.tables["rules"] if not self._timed(r)]
        self.oracle = Oracle(still)
        self.items = self.oracle.items
        self.rows = draft.tables["proposals"]
        self.by_id = {row["id"]: row for row in self.rows}
        self.plain, self.pairs = self.oracle.objective("value")
        self.terms = [term for term in self.oracle.terms if not term.name.startswith("line:")]
        self.ledger = {
            (row, line): self._spread(row, line)
            for row in self.items
            for line in {b["line"] for b in draft.tables["budgets"]}
        }

    @staticmethod
    def _timed(rule: dict[str, str]) -> bool:
        return bool(rule["from"] or rule["to"] or rule["measure"] in ("ends", "effort_pm"))

    def _own(self, row: str, column: str) -> str:
        base = self.by_id[row]["level_of"]
        return self.by_id[row][column] or (self.by_id[base][column] if base else "")

    def length(self, row: str) -> int:
        return max(1, ceil(int(self._own(row, "duration_months") or 0) / 6))

    def _spread(self, row: str, line: str) -> Counter[int]:
        """Cents by half-year after the start."""
        found: Counter[int] = Counter()
        for cost in self.draft.tables["costs"]:
            if (cost["proposal"], cost["line"]) != (row, line):
                continue
            cents = int(Fraction(cost["amount_eur"]) * 100)
            if cost["half_year"]:
                found[int(cost["half_year"])] += cents
                continue
            length = self.length(row)
            parts = [cents // length] * length
            parts[-1] = cents - sum(parts[:-1])
            for k, part in enumerate(parts):
                found[k] += part
        return found

    def options(self, row: str) -> list[int | None]:
        """Half-years a row may start in, None for not at all."""
        own = self.by_id[row]
        if own["status"] in ("running", "committed") and own["start"]:
            return [_half(own["start"])]
        found: list[int | None] = [] if own["status"] in ("running", "committed") else [None]
        for start in range(2 * YEARS):
            early = [self._own(row, "earliest_start")]
            late = [self._own(row, "latest_start")]
            if own["call"] or self._own(row, "call"):
                early.append(self.draft.tables["calls"][0]["earliest_decision"])
            for event in self.draft.tables["events"]:
                if event["precedes"] == row:
                    early.append(event["month"])
                if event["follows"] == row:
                    late.append(event["month"])
            fits = all(_half(month) <= start for month in early if month)
            fits = fits and all(start <= _half(month) for month in late if month)
            if fits and start + self.length(row) <= 2 * YEARS:
                found.append(start)
        return found

    def plans(self) -> Iterator[Plan]:
        """Give every timetable that the rules allow."""
        for starts in product(*(self.options(row) for row in self.items)):
            plan = {r: s for r, s in zip(self.items, starts, strict=True) if s is not None}
            if self.allows(plan):
                yield plan

    def allows(self, plan: Plan) -> bool:
        """Say whether a timetable keeps every rule."""
        inside = [int(row in plan) for row in self.items]
        for term in self.terms:
            total = term.total(inside)
            if not (term.low is None or term.low <= total):
                return False
            if not (term.high is None or total <= term.high):
                return False
        return (
            self._lags(plan)
            and all(self._purse(line, plan) for line in {b["line"] for b in self._rows("budgets")})
            and all(self._slots(testbed, plan) for testbed in self._rows("testbeds"))
            and all(self._rule(rule, plan) for rule in self._rows("rules") if self._timed(rule))
        )

    def _rows(self, table: str) -> list[dict[str, str]]:
        return self.draft.tables[table]

    def _lags(self, plan: Plan) -> bool:
        for relation in self._rows("relations"):
            if relation["kind"] != "requires":
                continue
            sides = [self.oracle.standing_for(relation[end]) for end in ("from", "to")]
            if any(self.by_id[r]["status"] == "ended" for side in sides for r in side):
                continue
            for row in sides[0]:
                if row in plan:
                    lag = ceil(int(relation["lag_months"] or 0) / 6)
                    if not any(t in plan and plan[t] + lag <= plan[row] for t in sides[1]):
                        return False
        return True

    def spent(self, plan: Plan, line: str, first: int, last: int) -> int:
        """Cents that fall on a line in half-years of the period."""
        return sum(
            cents
            for row, start in plan.items()
            for k, cents in self.ledger[row, line].items()
            if max(first, 0) <= start + k <= min(last, 2 * YEARS - 1)
        )

    def _purse(self, line: str, plan: Plan) -> bool:
        """Open a purse for each row of the line, in order; what is left may be handed on."""
        rows = [b for b in self._rows("budgets") if b["line"] == line]
        for budget in [b for b in rows if not b["from"] and not b["to"]]:
            total = sum(sum(self.ledger[row, line].values()) for row in plan)
            if total > int(budget["limit_eur"]) * 100:
                return False
        handed = 0
        for budget in sorted(
            [b for b in rows if b["from"] or b["to"]], key=lambda b: _index(b["from"], 0)
        ):
            first, last = _index(budget["from"], 0), _index(budget["to"], 2 * YEARS - 1)
            left = int(budget["limit_eur"]) * 100 + handed - self.spent(plan, line, first, last)
            if left < 0:
                return False
            handed = left if budget["carry"] == "yes" else 0
        return True

    def _slots(self, testbed: dict[str, str], plan: Plan) -> bool:
        """Walk the half-years with the slots of a test environment in hand."""
        if not testbed["capacity"]:
            return True
        return all(
            self.slots(testbed["id"], half, plan)[0] <= self.slots(testbed["id"], half, plan)[1]
            for half in range(2 * YEARS)
        )

    def slots(self, testbed: str, half: int, plan: Plan) -> tuple[int, int]:
        """Slots that are taken, and that there are, in a half-year; 0 where nobody knows."""
        there = sum(int(b["capacity"] or 0) for b in self._rows("testbeds") if b["id"] == testbed)
        taken = 0
        for row, start in plan.items():
            for column in ("testbeds", "develops"):
                for part in self._own(row, column).split(";"):
                    name, _, count = part.partition(":")
                    if name != testbed:
                        continue
                    if column == "develops" and start + self.length(row) <= half:
                        there += int(count or 1)
                    if column == "testbeds" and start <= half < start + self.length(row):
                        taken += int(count or 1)
        return taken, there

    def _rule(self, rule: dict[str, str], plan: Plan) -> bool:
        members = [row for row in plan if self._belongs(row, rule)]
        first, last = _index(rule["from"], -99), _index(rule["to"], 99)
        low = Fraction(rule["min"]) if rule["min"] else Fraction(-(10**9))
        high = Fraction(rule["max"]) if rule["max"] else Fraction(10**9)
        halves = range(max(0, first), min(2 * YEARS - 1, last) + 1)
        if rule["measure"] == "count":
            return low <= sum(first <= plan[row] <= last for row in members) <= high
        if rule["measure"] in ("eur", "share"):
            lines = {b["line"] for b in self._rows("budgets")}
            mine = sum(
                self.spent({r: plan[r] for r in members}, line, first, last) for line in lines
            )
            whole = sum(self.spent(plan, line, first, last) for line in lines)
            if rule["measure"] == "eur":
                return low * 100 <= mine <= high * 100
            return whole == 0 or low <= Fraction(mine, whole) <= high
        for half in halves:
            total = Fraction(0)
            for row in members:
                length = self.length(row)
                if rule["measure"] == "ends":
                    total += int(plan[row] + length - 1 == half)
                elif plan[row] <= half < plan[row] + length:
                    total += Fraction(self._own(row, "effort_pm") or "0") / length
            if not low <= total <= high:
                return False
        return True

    def _belongs(self, row: str, rule: dict[str, str]) -> bool:
        return Worth._in_rule(self.oracle, row, rule)

    def weight(self, before: Plan, plan: Plan) -> int:
        """Weight of all the changes between two timetables."""
        total = 0
        for row in self.items:
            if (row in before) != (row in plan):
                total += hardness(self.draft, row)
            elif row in plan:
                total += abs(plan[row] - before[row])
        return total

    def value(self, plan: Plan) -> float:
        """Value less what each half-year of waiting loses, in floating point."""
        total = 0.0
        for row, plain in zip(self.items, self.plain, strict=True):
            if row in plan:
                total += float(plain) * self.keep ** (plan[row] / 2)
        for left, right, worth in self.pairs:
            first, second = self._starts(left, plan), self._starts(right, plan)
            if first and second:
                total += float(worth) * self.keep ** (max(min(first), min(second)) / 2)
        return total

    def _starts(self, side: list[int], plan: Plan) -> list[int]:
        return [plan[self.items[j]] for j in side if self.items[j] in plan]


def _half(month: str) -> int:
    """Half-years from the period's first to the one that holds a month."""
    year, number = int(month[:4]), int(month[5:7])
    return 2 * (year - 2027) + (number > 6)


def _index(half_year: str, otherwise: int) -> int:
    return HALVES.index(half_year) if half_year else otherwise


def hardness(draft: Draft, row: str) -> int:
    """Weight of taking a row in or out: its status, else 10 × its level + 1."""
    by_id = {one["id"]: one for one in draft.tables["proposals"]}
    status = by_id[row]["status"]
    if status in ("running", "committed"):
        return {"running": 100, "committed": 30}[status]
    base = by_id[row]["level_of"] or row
    main = [r for r in draft.tables.get("results", []) if r.get("main") != "no"]
    told = draft.tables.get("commitments", [])
    own = row if any(one["proposal"] == row for one in (*main, *told)) else base
    results = [r["id"] for r in main if r["proposal"] == own]
    given = [c for c in told if c["proposal"] == own]
    carried = [
        max(
            (LEVELS.index(c["level"]) for c in given if c["result"] in ("", result) or not result),
            default=0,
        )
        for result in results or [""]
    ]
    return 10 * min(carried) + 1
