"""Organisations of random agreements, and what rows make together, by plain loops."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from random import Random

from tests.laws.agreements import AREAS, Draft

KINDS = ("company", "municipality", "university", "association", "PRC")
SECTORS = {
    "company": "company",
    "PRC": "company",
    "municipality": "city",
    "university": "university",
}
CITIES = ("Espoo", "Vantaa", "espoo", "")
NUMBER = "0201256-6"
"""A business id; two rows that have it are one body."""
COUNTED = (
    "ties",
    "new_ties",
    "renewed_ties",
    "continued_ties",
    "cross_city",
    "cross_sector",
    "first_timers",
    "unique_companies",
    "ties_of_one",
)
Made = dict[object, set[str]]
"""Each thing that is counted, with the rows that make it."""


def populate(draft: Draft, rng: Random) -> None:
    """Draw organisations, who takes part, and projects of before."""
    ids = [f"o{k}" for k in range(rng.randint(2, 8))]
    draft.tables["organisations"] = [
        {
            "id": id,
            "name": f"{id} Oy",
            "kind": rng.choice(KINDS),
            "city": rng.choice(CITIES),
            "business_id": rng.choice(["", "", "", NUMBER]),
        }
        for id in ids
    ]
    draft.tables["participations"] = [
        {"proposal": row["id"], "organisation": id, "role": rng.choice(["lead", "", "training"])}
        for row in draft.tables["proposals"]
        if not row["level_of"] or rng.random() < 0.3
        for id in rng.sample(ids, rng.randint(0, min(4, len(ids))))
    ]
    draft.tables["projects"] = [
        {
            "id": f"f{k}",
            "name_en": f"f{k}",
            "lead": f"{rng.choice(ids)}  OY",
            "partners": ";".join(f"{id} Oy" for id in rng.sample(ids, rng.randint(0, 2))),
            "scope": rng.choice(["steered", "aligned", "neighbour", ""]),
        }
        for k in range(rng.randint(0, 2))
    ]


def counting(rng: Random) -> Iterator[dict[str, str]]:
    """Draw a rule on what rows make together: it has no span."""
    if rng.random() < 0.4:
        category, member = rng.choice([("all", "all"), ("focus_area", rng.choice(AREAS))])
        measure = rng.choice(COUNTED)
        low = measure != "ties_of_one" and rng.random() < 0.5
        yield {
            "id": "together",
            "category": category,
            "member": member,
            "measure": measure,
            "min": rng.choice(["1", "2", "3"]) if low else "",
            "max": "" if low else rng.choice(["1", "3", "5"]),
            "from": "",
            "to": "",
        }


class Bodies:
    """Who is who in an agreement, and what its rows make."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.rows = {row["id"]: row for row in draft.tables["proposals"]}
        self.body: dict[str, str] = {}
        self.city: dict[str, str] = {}
        self.sector: dict[str, str] = {}
        first: dict[str, str] = {}
        for one in draft.tables.get("organisations", ()):
            number = one.get("business_id", "")
            body = first.setdefault(number, one["id"]) if number else one["id"]
            self.body[one["id"]] = body
            self.city[body] = self.city.get(body) or one.get("city", "").lower()
            self.sector[body] = self.sector.get(body) or SECTORS.get(one.get("kind", ""), "")

    def members(self, row: str, *, makers: bool) -> set[str]:
        told = self.draft.tables.get("participations", ())
        own = any(one["proposal"] == row for one in told)
        base = row if own else self.rows[row]["level_of"] or row
        return {
            self.body[one["organisation"]]
            for one in told
            if one["proposal"] == base and not (makers and one["role"] == "training")
        }

    def before(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]], set[str]]:
        """Give known ties, those of our own projects, and bodies that are known."""
        ours, others, known = set(), set(), set()
        for row in self.draft.tables["proposals"]:
            if row["status"] in ("running", "ended"):
                known |= self.members(row["id"], makers=False)
                ours |= set(combinations(sorted(self.members(row["id"], makers=True)), 2))
        for project in self.draft.tables.get("projects", ()):
            named = [project["lead"], *project["partners"].split(";")]
            group = {self.body[name.split()[0]] for name in named if name}
            known |= group
            ties = set(combinations(sorted(group), 2))
            if project.get("scope") in ("steered", "aligned"):
                ours |= ties
            else:
                others |= ties
        return ours | others, ours, known

    def groups(self, measure: str, rows: list[str]) -> list[Collection[set[str]]]:
        """Give what a rule bounds: everything that is counted, or the ties of each body apart."""
        made = self.made(rows)
        if measure != "ties_of_one":
            return [made[measure].values()]
        ties = [(tie, by) for tie, by in made["ties"].items() if isinstance(tie, tuple)]
        return [[by for tie, by in ties if body in tie] for body in sorted(set(self.body.values()))]

    def made(self, rows: list[str]) -> dict[str, Made]:
        """Give what each count counts, with those of some rows that make it."""
        ties, ours, known = self.before()
        found: dict[str, Made] = {name: {} for name in COUNTED if name != "ties_of_one"}
        for row in rows:
            made: list[tuple[str, object]] = []
            for tie in combinations(sorted(self.members(row, makers=True)), 2):
                made.append(("ties", tie))
                made += [("new_ties", tie)] * (tie not in ties)
                again = tie in ties and self.rows[row]["status"] != "running"
                made += [("renewed_ties", tie)] * again
                made += [("continued_ties", tie)] * (tie in ours)
                for name, of in (("cross_city", self.city), ("cross_sector", self.sector)):
                    left, right = (of[body] for body in tie)
                    made += [(name, tie)] * bool(left and right and left != right)
            for body in self.members(row, makers=False):
                made += [("first_timers", body)] * (body not in known)
                made += [("unique_companies", body)] * (self.sector[body] == "company")
            for name, thing in made:
                found[name].setdefault(thing, set()).add(row)
        return found
