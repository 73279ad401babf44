"""Random agreements as plain tables of text: every kind of rule, small enough to enumerate."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.dossier import Dossier

PARTIES = ("hel", "esp", "van")
AREAS = ("urban", "health", "open")
METHODS = ("testbeds", "clusters", "services")
TAGS = ("green", "late")


@dataclass
class Draft:
    """An agreement before it is written: settings as lines of TOML pieces, tables as rows."""

    criteria: list[dict[str, object]] = field(default_factory=list)
    preferences: list[dict[str, object]] = field(default_factory=list)
    weights: dict[str, str] | None = None
    continuation: dict[str, object] | None = None
    diminishing: list[dict[str, object]] = field(default_factory=list)
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def draw(seed: int, *, rows: int = 10, crowded: float = 0.2, pairs: bool = True) -> Draft:
    """Draw one agreement; ``crowded`` is the share of rules that bind hard."""
    rng = Random(seed)
    draft = Draft()
    _criteria(rng, draft)
    _proposals(rng, draft, rng.randint(rows // 2, rows))
    _money(rng, draft)
    _scores(rng, draft)
    _relations(rng, draft, pairs)
    _rules(rng, draft, crowded)
    _preferences(rng, draft)
    _continuation(rng, draft)
    _benefits(rng, draft)
    _diminishing(rng, draft, pairs)
    return draft


def _criteria(rng: Random, draft: Draft) -> None:
    for index in range(rng.randint(1, 4)):
        low = rng.choice([0, 0, 1, -2])
        high = low + rng.choice([3, 5, 10])
        criterion: dict[str, object] = {"id": f"c{index}", "scale": [low, high]}
        if rng.random() < 0.5:
            criterion["baseline"] = rng.choice([low, low + 0.5, (low + high) / 2])
        if rng.random() < 0.5:
            criterion["size"] = rng.choice(["project", "euro", "reach"])
            criterion["size_unit"] = rng.choice([1, 10, 1000])
        if rng.random() < 0.3:
            criterion["pool"] = "hull"
        if rng.random() < 0.15:
            criterion["threshold"] = low + 0.5
        if index > 1 and rng.random() < 0.25:
            criterion["kind"] = "general"
        draft.criteria.append(criterion)


def _proposals(rng: Random, draft: Draft, count: int) -> None:
    rows: list[dict[str, str]] = []
    for index in range(count):
        status = rng.choices(
            ["proposal", "committed", "running", "ended", "rejected", "idea"],
            [16, 1, 1, 1, 1, 1],
        )[0]
        row = {
            "id": f"p{index}",
            "status": status,
            "focus_area": rng.choice(AREAS),
            "methods": ";".join(rng.sample(METHODS, rng.randint(1, 2))),
            "parties": ";".join(rng.sample(PARTIES, rng.randint(1, 3))),
            "tags": rng.choice(["", *TAGS]),
            "level_of": "",
            "reach": str(rng.choice([0, 5, 20, 35])),
        }
        bases = [other for other in rows if not other["level_of"]]
        if bases and rng.random() < 0.15:
            base = rng.choice(bases)
            row |= {"level_of": base["id"], "status": "proposal"}
            row |= {key: base[key] for key in ("focus_area", "methods", "parties", "tags", "reach")}
        rows.append(row)
    draft.tables["proposals"] = rows


def _money(rng: Random, draft: Draft) -> None:
    rows = draft.tables["proposals"]
    lines = {"support": "", "own_hel": "hel", "own_esp": "esp"}
    costs, totals = [], dict.fromkeys(lines, 0)
    for row in rows:
        for line in lines:
            if rng.random() < 0.6:
                euros = rng.choice([5, 10, 10, 20, 35, 50])
                cents = rng.choice(["", "", ".5", ".25"])
                totals[line] += euros
                costs.append({"proposal": row["id"], "line": line, "amount_eur": f"{euros}{cents}"})
    budgets = []
    loose = rng.random() < 0.4
    for line, party in lines.items():
        share = 1.5 if loose else rng.choice([0.4, 0.6, 0.8, 1.5])
        limit = int(totals[line] * share)
        if rng.random() < 0.2:
            half = limit // 2
            budgets += [
                _budget(line, half, party, "2027-H1", "2027-H2"),
                _budget(line, limit - half, party, "2028-H1", ""),
            ]
        else:
            budgets.append(_budget(line, limit, party, "", ""))
    draft.tables["costs"], draft.tables["budgets"] = costs, budgets


def _budget(line: str, limit: int, party: str, start: str, end: str) -> dict[str, str]:
    return {"line": line, "limit_eur": str(limit), "party": party, "from": start, "to": end}


def _scores(rng: Random, draft: Draft) -> None:
    scores = []
    for row in draft.tables["proposals"]:
        for criterion in draft.criteria:
            low, high = _scale(criterion)
            if rng.random() < (0.5 if row["level_of"] else 0.08):
                continue
            for assessor in rng.sample(["a1", "a2", "a3"], rng.randint(1, 3)):
                ends = sorted(low + (high - low) * rng.randint(0, 4) / 4 for _ in range(2))
                scores.append(
                    {
                        "proposal": row["id"],
                        "criterion": str(criterion["id"]),
                        "low": str(ends[0]),
                        "high": str(ends[0] if rng.random() < 0.4 else ends[1]),
                        "assessor": assessor,
                    }
                )
    draft.tables["scores"] = scores


def _scale(criterion: dict[str, object]) -> tuple[int, int]:
    scale = criterion["scale"]
    assert isinstance(scale, list)
    return int(scale[0]), int(scale[1])


def _relations(rng: Random, draft: Draft, pairs: bool) -> None:
    ids = [row["id"] for row in draft.tables["proposals"]]
    kinds = ["requires", "excludes", "together"] + ["synergy", "overlap"] * pairs
    rows = []
    for _ in range(rng.randint(0, 4) if len(ids) > 1 else 0):
        kind = rng.choice(kinds)
        source, target = rng.sample(ids, 2)
        row = {"kind": kind, "from": source, "to": target, "criterion": "", "value": ""}
        if kind in ("synergy", "overlap"):
            row["criterion"] = str(rng.choice(draft.criteria)["id"])
            row["value"] = str(rng.choice([1, 2, 0.5]) * (1 if kind == "synergy" else -1))
        rows.append(row)
    draft.tables["relations"] = rows


def _rules(rng: Random, draft: Draft, crowded: float) -> None:
    rows = []
    for index in range(rng.randint(0, 3)):
        category = rng.choice(["focus_area", "method", "party", "tag", "all"])
        members = {
            "focus_area": AREAS,
            "method": METHODS,
            "party": PARTIES,
            "tag": TAGS,
            "all": ("all",),
        }
        measure = rng.choice(["count", "eur", "share"])
        ends = {
            "count": (rng.randint(0, 2), rng.randint(2, 4)),
            "eur": (rng.choice([0, 10, 30]), rng.choice([60, 100.5, 200])),
            "share": (rng.choice([0.1, 0.25]), rng.choice([0.5, 0.75])),
        }[measure]
        both = rng.random() < crowded
        low = both or rng.random() < crowded
        rows.append(
            {
                "id": f"r{index}",
                "category": category,
                "member": rng.choice(members[category]),
                "measure": measure,
                "min": str(ends[0]) if low else "",
                "max": str(ends[1]) if both or not low else "",
            }
        )
    draft.tables["rules"] = rows


def _preferences(rng: Random, draft: Draft) -> None:
    live = [str(c["id"]) for c in draft.criteria if c.get("kind") != "general"]
    whose = [None] if rng.random() < 0.5 else [None, *PARTIES[:2]]
    for _ in range(rng.randint(0, 3)):
        statement: dict[str, object] = {}
        kind = rng.choice(["rank", "interval", "at_least"])
        if kind != "interval" and len(live) < 2:
            continue
        if kind == "rank":
            statement = {"kind": kind, "order": rng.sample(live, 2)}
        elif kind == "interval":
            statement = {
                "kind": kind,
                "criterion": rng.choice(live),
                "low": rng.choice([0, 0.1]),
                "high": rng.choice([0.5, 0.8]) if len(live) > 1 else 1,
            }
        else:
            left, right = rng.sample(live, 2)
            statement = {
                "kind": kind,
                "left": left,
                "right": right,
                "times": rng.choice([0.5, 1.5]),
            }
        party = rng.choice(whose)
        if party:
            statement["party"] = party
        draft.preferences.append(statement)
    if rng.random() < 0.7:
        draft.weights = {name: rng.choice(["1", "0.5", "0.25", "2"]) for name in live}


def _continuation(rng: Random, draft: Draft) -> None:
    if rng.random() < 0.5:
        return
    draft.continuation = {"running": rng.choice([0.25, 0.5])}
    levels = ["none", "spoken", "letter", "signed", "budgeted"]
    results, commitments = [], []
    for row in draft.tables["proposals"]:
        if row["level_of"]:
            continue
        mine = [f"{row['id']}.{k}" for k in range(rng.randint(0, 2))]
        results += [{"id": name, "proposal": row["id"]} for name in mine]
        for _ in range(rng.randint(0, 2)):
            commitments.append(
                {
                    "proposal": row["id"],
                    "organisation": "",
                    "result": rng.choice([*mine, ""]),
                    "level": rng.choice(levels),
                }
            )
    draft.tables["results"], draft.tables["commitments"] = results, commitments


def _benefits(rng: Random, draft: Draft) -> None:
    if rng.random() < 0.5:
        return
    draft.tables["benefits"] = [
        {
            "proposal": row["id"],
            "party": party,
            "role": "beneficiary",
            "share_low": "0.25",
            "share_high": rng.choice(["0.25", "0.75"]),
        }
        for row in draft.tables["proposals"]
        if not row["level_of"]
        for party in PARTIES
        if rng.random() < 0.6
    ]


def _diminishing(rng: Random, draft: Draft, pairs: bool) -> None:
    if not pairs or rng.random() < 0.7:
        return
    cell = rng.choice([{"focus_area": rng.choice(AREAS)}, {"method": rng.choice(METHODS)}])
    draft.diminishing = [
        {"criterion": rng.choice(draft.criteria)["id"], "loss": rng.choice([0.25, 1]), **cell}
    ]


def files_of(draft: Draft, *, more: str = "") -> dict[str, bytes]:
    """Give the agreement's files as FORMAT has them; ``more`` ends the settings."""
    files = {"agreement.toml": (_settings(draft) + more).encode("utf-8")}
    for name, rows in draft.tables.items():
        if not rows:
            continue
        stream = StringIO(newline="")
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        files[f"{name}.csv"] = stream.getvalue().encode("utf-8")
    return files


def agreement_of(draft: Draft, *, more: str = "") -> Agreement:
    """Read the agreement from its files, which nobody keeps: a law is seldom about folders."""
    return workbench.read_files(Dossier(files_of(draft, more=more)))


def write(draft: Draft, folder: Path, *, more: str = "") -> Path:
    """Write the agreement into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files_of(draft, more=more).items():
        (folder / name).write_bytes(content)
    return folder


def _settings(draft: Draft) -> str:
    parts = [
        '[agreement]\nid = "random"\nname = { en = "Random" }\nperiod = ["2021-01", "2029-12"]'
    ]
    for group, names in (("parties", PARTIES), ("focus_areas", AREAS), ("methods", METHODS)):
        for name in names:
            role = '\nrole = "partner"' if group == "parties" else ""
            parts.append(f'[[{group}]]\nid = "{name}"\nname = {{ en = "{name}" }}{role}')
    for criterion in draft.criteria:
        given = "\n".join(f"{key} = {_toml(value)}" for key, value in criterion.items())
        parts.append(f'[[criteria]]\nname = {{ en = "C" }}\n{given}')
    for statement in draft.preferences:
        given = "\n".join(f"{key} = {_toml(value)}" for key, value in statement.items())
        parts.append(f"[[preferences]]\n{given}")
    for rule in draft.diminishing:
        given = "\n".join(f"{key} = {_toml(value)}" for key, value in rule.items())
        parts.append(f"[[diminishing]]\n{given}")
    if draft.weights is not None:
        parts.append("[weights]\n" + "\n".join(f"{k} = {v}" for k, v in draft.weights.items()))
    if draft.continuation is not None:
        parts.append(f"[continuation]\nrunning = {draft.continuation['running']}\n{PERSISTENCE}")
    return "\n\n".join(parts) + "\n"


PERSISTENCE = (
    "persistence = { none = [0.0, 0.25], spoken = [0.25, 0.5], letter = [0.5, 0.75], "
    "signed = [0.75, 1.0], budgeted = [1.0, 1.0] }"
)


def _toml(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value)
