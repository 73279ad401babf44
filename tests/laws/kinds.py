"""Every kind of rule that the format knows: drawn into an agreement, and named where it occurs."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.laws.agreements import AREAS, METHODS, PARTIES, TAGS, Draft, draw
from tests.laws.bodies import COUNTED, populate

CALLS = ("k1", "k2")
Kind = tuple[str, str]

INHERITED = ("focus_area", "methods", "parties", "tags", "reach", "call", "effort_pm")
"""Cells that a funding level may leave to its base row."""

TWINS = ("q398", "q10102")
"""Two ids with one key: the first 24 bits of their SHA-256 are the same."""

BOUNDS = {
    "count": (["0", "1", "2"], ["2", "3", "4"]),
    "eur": (["0", "10", "30.5"], ["60", "100.25", "200"]),
    "share": (["0.1", "0.25"], ["0.5", "0.75"]),
    "effort_pm": (["0", "4", "7.5"], ["12", "20.25", "30"]),
    "ends": (["0"], ["1", "2"]),
    **dict.fromkeys(COUNTED, (["0", "1", "2", "4"], ["4", "6", "9"])),
    "ties_of_one": (["0"], ["1", "2", "3"]),
}
"""Floors and caps of a rule, by its measure."""


def draw_wide(seed: int, *, rows: int = 10, crowded: float = 0.2, pairs: bool = True) -> Draft:
    """Draw an agreement with what :func:`tests.laws.agreements.draw` leaves out besides."""
    rng, draft = Random(seed), draw(seed, rows=rows, crowded=crowded, pairs=pairs)
    _rows(rng, draft)
    _levels(rng, draft)
    populate(draft, rng)
    _rules(rng, draft)
    _carrying(rng, draft)
    _judgements(rng, draft)
    if rng.random() < 0.15:
        _twins(rng, draft)
    for criterion in draft.criteria:
        criterion.setdefault("kind", rng.choice(["content", "refining", "horizontal"]))
    _whole_lines(rng, draft)
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
        row["effort_pm"] = rng.choice(["", "4", "7", "7.5", "10.25"])
        if not draft.diminishing and not base and rng.random() < 0.2:
            first, second = rng.sample(AREAS, 2)
            row["focus_area"] = f"{first}:0.7;{second}:0.3"
        if base:
            row["focus_area"] = base["focus_area"]
    for cost in draft.tables["costs"]:
        cost["half_year"] = rng.choice(["", "", "0", "2"])


def _levels(rng: Random, draft: Draft) -> None:
    """Give funding levels cells, results, commitments and benefits of their own, or leave none."""
    for row in draft.tables["proposals"]:
        if not row["level_of"]:
            continue
        row["status"] = rng.choice(["proposal"] * 6 + ["idea", "rejected"])
        for column in rng.sample(INHERITED, rng.randint(0, 4)):
            row[column] = ""
        if rng.random() < 0.3:
            row |= {"parties": rng.choice(PARTIES), "call": rng.choice(CALLS)}
        if draft.continuation is not None and rng.random() < 0.4:
            own = f"{row['id']}.0"
            draft.tables["results"] += [{"id": own, "proposal": row["id"]}] * rng.randint(0, 1)
            known = {one["id"] for one in draft.tables["results"]}
            draft.tables["commitments"].append(
                {
                    "proposal": row["id"],
                    "organisation": "",
                    "result": own if own in known else "",
                    "level": rng.choice(["spoken", "letter", "budgeted"]),
                }
            )
        if draft.tables.get("benefits") and rng.random() < 0.3:
            shares = {"share_low": "0.5", "share_high": "1"}
            party = rng.choice(PARTIES)
            draft.tables["benefits"].append(
                {"proposal": row["id"], "party": party, "role": "host", **shares}
            )
    for result in draft.tables.get("results", ()):
        result["main"] = rng.choice(["", "yes", "yes", "no"])


def _judgements(rng: Random, draft: Draft) -> None:
    """Leave ends of scores, weights of criteria and parts of cells out."""
    for score in draft.tables["scores"]:
        if rng.random() < 0.1:
            score[rng.choice(["low", "high"])] = ""
    if draft.weights and len(draft.weights) > 1 and rng.random() < 0.3:
        del draft.weights[rng.choice(list(draft.weights))]
    for criterion in draft.criteria:
        if draft.weights and criterion.get("kind") == "general" and rng.random() < 0.5:
            draft.weights[str(criterion["id"])] = "1"  # which never counts
    for rule in draft.diminishing:
        if rng.random() < 0.5:
            rule["party"] = rng.choice(PARTIES)
    live = [str(c["id"]) for c in draft.criteria if c.get("kind") != "general"]
    for statement in draft.preferences:
        if statement["kind"] == "rank" and len(live) > 2 and rng.random() < 0.4:
            statement["order"] = rng.sample(live, 3)


def _whole_lines(rng: Random, draft: Draft) -> None:
    """Give some lines with spans a limit of the whole too: without time it alone counts."""
    spans = {row["line"]: row for row in draft.tables["budgets"] if row["from"]}
    for line, row in spans.items():
        if rng.random() < 0.5:
            limit = str(int(row["limit_eur"]) + rng.choice([0, 10, 25]))
            whole = {"line": line, "limit_eur": limit, "party": row["party"], "from": "", "to": ""}
            draft.tables["budgets"].append(whole)


def _twins(rng: Random, draft: Draft) -> None:
    """Let two rows be equal in everything, the keys of the tie rule too: either may be chosen."""
    plain = [row for row in draft.tables["proposals"] if row["status"] == "proposal"]
    told = ("relations", "results", "commitments")
    named = {cell for name in told for row in draft.tables.get(name, ()) for cell in row.values()}
    bases = {row["level_of"] for row in draft.tables["proposals"]}
    alone = [row["id"] for row in plain if row["id"] not in named | bases and not row["level_of"]]
    if not alone:
        return
    old = rng.choice(alone)
    for name, column in (("proposals", "id"), ("costs", "proposal"), ("scores", "proposal")):
        _twice(draft.tables[name], column, old)
    for name in ("benefits", "participations"):
        _twice(draft.tables.get(name, []), "proposal", old)


def _twice(rows: list[dict[str, str]], column: str, old: str) -> None:
    """Give rows that name something once for each twin."""
    mine = [row for row in rows if row[column] == old]
    for row in mine:
        row[column] = TWINS[0]
    rows += [row | {column: TWINS[1]} for row in mine]


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
    for index in range(rng.randint(0, 3)):
        plain = [name for name in BOUNDS if name not in COUNTED]
        category = rng.choice(list(members))
        measure = rng.choice(rng.choice([plain, plain, COUNTED]))
        ends = [rng.choice(found) for found in BOUNDS[measure]]
        kept = rng.choice(["max", "max", "max", "min", "both"])
        kept = "max" if measure == "ties_of_one" else kept
        spanned = measure not in COUNTED
        draft.tables["rules"].append(
            {
                "id": f"w{index}",
                "category": category,
                "member": rng.choice(members[category]),
                "measure": measure,
                "min": "" if kept == "max" else ends[0],
                "max": "" if kept == "min" else ends[1],
                "from": rng.choice(["", "", "2027-H1"]) if spanned else "",
                "to": rng.choice(["", "", "2028-H2"]) if spanned else "",
            }
        )


def _carrying(rng: Random, draft: Draft) -> None:
    """Let an organisation say what it can carry a year."""
    for body in draft.tables["organisations"]:
        body["carry_eur_per_year"] = ""
    if not draft.tables.get("commitments"):
        return
    draft.tables["organisations"][1]["carry_eur_per_year"] = rng.choice(["", "40"])
    for commitment in draft.tables["commitments"]:
        commitment["organisation"] = rng.choice(["", "o1"])
        commitment["money_eur_per_year"] = rng.choice(["", "10", "25.5"])


def kinds_of(draft: Draft) -> set[Kind]:
    """Name the kinds of rules, rows and statements that an agreement has."""
    tables = draft.tables
    statuses = {row["id"]: row["status"] for row in tables["proposals"]}
    found: set[Kind] = {("status", status) for status in statuses.values()}
    found |= {("tie", "twins") for _ in range(TWINS[1] in statuses)}
    levels = [row for row in tables["proposals"] if row["level_of"]]
    found |= {("level", status) for status in (row["status"] for row in levels)}
    for name in ("results", "commitments", "benefits", "scores", "costs"):
        own = {row["proposal"] for row in tables.get(name, ())}
        found |= {("level's own", name) for row in levels if row["id"] in own}
    found |= {("level's own", cell) for row in levels for cell in INHERITED if row.get(cell)}
    found |= {("level's base", cell) for row in levels for cell in INHERITED if not row.get(cell)}
    found |= {("result", row.get("main") or "yes") for row in tables.get("results", ())}
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
        both = (
            {row["line"] for row in tables["budgets"] if row["from"]} if spanned == "whole" else ()
        )
        found |= {("budget", "whole and spans") for _ in range(budget["line"] in both)}
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
        half = "half" if "" in (score["low"], score["high"]) else ""
        yield "score", half or ("point" if score["low"] == score["high"] else "interval")
    for statement in draft.preferences:
        if statement["kind"] == "rank":
            yield "ranked", str(len(str(statement["order"]).split()))
    for rule in draft.diminishing:
        yield from (("diminishing", part) for part in rule if part not in ("criterion", "loss"))
    if draft.weights is not None:
        general = {str(one["id"]) for one in draft.criteria if one["kind"] == "general"}
        given = set(draft.weights)
        yield from (("weights", "general") for _ in range(bool(general & given)))
        every = len(draft.criteria) - len(general)
        yield "weights", "some" if len(given - general) < every else "all"
