"""Every kind of rule that the format knows: drawn into an agreement, and named where it occurs."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.laws.agreements import AREAS, METHODS, PARTIES, TAGS, Draft, draw

CALLS = ("k1", "k2")
Kind = tuple[str, str]

BOUNDS = {
    "count": (["0", "1", "2"], ["2", "3", "4"]),
    "eur": (["0", "10", "30.5"], ["60", "100.25", "200"]),
    "share": (["0.1", "0.25"], ["0.5", "0.75"]),
    "effort_pm": (["0", "4", "7.5"], ["12", "20.25", "30"]),
    "ends": (["0"], ["1", "2"]),
}
"""Floors and caps of a rule, by its measure."""


def draw_wide(seed: int, *, rows: int = 10, crowded: float = 0.2, pairs: bool = True) -> Draft:
    """Draw an agreement with what :func:`tests.laws.agreements.draw` leaves out besides."""
    rng, draft = Random(seed), draw(seed, rows=rows, crowded=crowded, pairs=pairs)
    _rows(rng, draft)
    _rules(rng, draft)
    _carrying(rng, draft)
    for criterion in draft.criteria:
        criterion.setdefault("kind", rng.choice(["content", "refining", "horizontal"]))
    for budget in draft.tables["budgets"]:
        budget["carry"] = rng.choice(["", "", "yes", "no"])
    for relation in draft.tables["relations"]:
        relation["lag_months"] = ""
        if relation["kind"] == "requires" and relation["from"] > relation["to"]:
            relation["lag_months"] = rng.choice(["", "", "0", "6"])
    lagged = any(row["lag_months"] not in ("", "0") for row in draft.tables["relations"])
    for relation in draft.tables["relations"]:
        if lagged and relation["kind"] == "requires":  # no cycle may have a lag
            relation["to"], relation["from"] = sorted((relation["from"], relation["to"]))
    return draft


def _rows(rng: Random, draft: Draft) -> None:
    draft.tables["calls"] = [{"id": call} for call in CALLS]
    rows = {row["id"]: row for row in draft.tables["proposals"]}
    for row in rows.values():
        base = rows.get(row["level_of"])
        row["call"] = "" if base else rng.choice(["", *CALLS])
        row["effort_pm"] = rng.choice(["", "4", "7.5", "10.25"])
        if not draft.diminishing and not base and rng.random() < 0.2:
            first, second = rng.sample(AREAS, 2)
            row["focus_area"] = f"{first}:0.7;{second}:0.3"
        if base:
            row["focus_area"] = base["focus_area"]
    for cost in draft.tables["costs"]:
        cost["half_year"] = rng.choice(["", "", "0", "2"])


def _rules(rng: Random, draft: Draft) -> None:
    members = {
        "focus_area": AREAS,
        "method": METHODS,
        "party": PARTIES,
        "call": CALLS,
        "tag": TAGS,
        "all": ("all",),
    }
    for rule in draft.tables["rules"]:
        rule |= {"from": "", "to": ""}
    for index in range(rng.randint(0, 2)):
        category, measure = rng.choice(list(members)), rng.choice(list(BOUNDS))
        ends = [rng.choice(found) for found in BOUNDS[measure]]
        kept = rng.choice(["max", "max", "max", "min", "both"])
        draft.tables["rules"].append(
            {
                "id": f"w{index}",
                "category": category,
                "member": rng.choice(members[category]),
                "measure": measure,
                "min": "" if kept == "max" else ends[0],
                "max": "" if kept == "min" else ends[1],
                "from": rng.choice(["", "", "2027-H1"]),
                "to": rng.choice(["", "", "2028-H2"]),
            }
        )


def _carrying(rng: Random, draft: Draft) -> None:
    """Let an organisation say what it can carry a year."""
    if not draft.tables.get("commitments"):
        return
    draft.tables["organisations"] = [{"id": "o1", "carry_eur_per_year": rng.choice(["", "40"])}]
    for commitment in draft.tables["commitments"]:
        commitment["organisation"] = rng.choice(["", "o1"])
        commitment["money_eur_per_year"] = rng.choice(["", "10", "25.5"])


def kinds_of(draft: Draft) -> set[Kind]:
    """Name the kinds of rules, rows and statements that an agreement has."""
    tables = draft.tables
    statuses = {row["id"]: row["status"] for row in tables["proposals"]}
    found: set[Kind] = {("status", status) for status in statuses.values()}
    found |= {("row", "level") for row in tables["proposals"] if row["level_of"]}
    found |= {("row", "shares") for row in tables["proposals"] if ":" in row["focus_area"]}
    found |= {("lasting", row["level"]) for row in tables.get("commitments", ())}
    found |= {("benefits", "given" if tables.get("benefits") else "even")}
    found |= {("weights", "centre" if draft.weights is None else "given")}
    found |= {("diminishing", "") for _ in draft.diminishing}
    bodies = tables.get("organisations", ())
    found |= {("carrying", "") for body in bodies if body["carry_eur_per_year"]}
    for rule in tables["rules"]:
        both = "both" if rule["min"] and rule["max"] else "min" if rule["min"] else "max"
        found |= {("category", rule["category"]), (f"measure {both}", rule["measure"])}
    for relation in tables["relations"]:
        found.add(("relation", relation["kind"]))
        found |= {("related", statuses[relation[end]]) for end in ("from", "to")}
        found |= {("lag", "") for _ in range(relation.get("lag_months") not in ("", "0", None))}
    for budget in tables["budgets"]:
        spanned = "spans" if budget["from"] or budget["to"] else "whole"
        found |= {("budget", spanned), ("budget", "party" if budget["party"] else "common")}
        found.add(("carry", budget.get("carry", "")))
    return found | set(_judged(draft))


def _judged(draft: Draft) -> Iterator[Kind]:
    """Name the kinds of criteria, scores and statements."""
    for criterion in draft.criteria:
        yield "criterion", str(criterion.get("kind", "content"))
        yield "size", str(criterion.get("size", "project"))
        yield "pool", str(criterion.get("pool", "mean"))
        yield from (("gate", name) for name in ("threshold", "baseline") if name in criterion)
    for statement in draft.preferences:
        whose = "party" if "party" in statement else "common"
        yield f"statement {whose}", str(statement["kind"])
    for score in draft.tables["scores"]:
        yield "score", "point" if score["low"] == score["high"] else "interval"
