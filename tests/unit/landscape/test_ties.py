"""Ecosystem numbers: equal to counting by hand, and to brute force on drawn agreements."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FundedProject, Organisation, Participation
from salkku.domain.proposals import Proposal
from salkku.landscape.past import past_of
from salkku.landscape.ties import ecosystem_of
from salkku.store import tables

STATUSES = ("proposal", "proposal", "proposal", "committed", "running", "ended", "rejected")


def agreement(
    rows: list[Proposal],
    parts: list[Participation],
    bodies: list[Organisation],
    projects: list[FundedProject] | None = None,
) -> Agreement:
    return Agreement(
        "a",
        {},
        None,
        (),
        (),
        (),
        (),
        tuple(rows),
        organisations=tuple(bodies),
        participations=tuple(parts),
        projects=tuple(projects or ()),
    )


def body(id: str, kind: str = "company", city: str = "Espoo", **more: str) -> Organisation:
    return Organisation(id, f"{id} Oy", kind=kind, city=city, **more)


def three() -> Agreement:
    """Make a small world: one ended project, one running row, two proposals."""
    bodies = [
        body("city", "municipality", "Vantaa"),
        body("uni", "university", "Espoo"),
        body("firm", "company", "Espoo"),
        body("fresh", "company", ""),
    ]
    rows = [
        Proposal("run", "running", start=12 * 2026, duration_months=24),
        Proposal("a", "proposal"),
        Proposal("b", "proposal"),
    ]
    parts = [
        Participation("run", "city"),
        Participation("run", "uni"),
        Participation("a", "city"),
        Participation("a", "firm"),
        Participation("b", "city"),
        Participation("b", "firm"),
        Participation("b", "fresh", role="training"),
    ]
    old = FundedProject(
        "old", {}, scope="steered", lead="UNI OY", partners=("firm", "a stranger"), end=12 * 2027
    )
    return agreement(rows, parts, bodies, [old])


def test_what_becomes_of_each_tie() -> None:
    found = ecosystem_of(agreement=three(), rows=["run", "a", "b"])
    told = {(one.left, one.right): (one.state, one.rows, one.before) for one in found.ties}
    assert told == {
        ("city", "firm"): ("new", ("a", "b"), ()),
        ("city", "uni"): ("kept", ("run",), ("proposals:run",)),
        ("firm", "uni"): ("dropped", (), ("projects:old",)),
    }
    assert [one.until for one in found.ties] == [None, None, 12 * 2027]
    assert found.unmatched == ("a stranger",)


def test_each_number_counts_once_and_stands_beside_the_decided_alone() -> None:
    found = ecosystem_of(agreement=three(), rows=["run", "a", "b"])
    now, else_ = found.counts, found.otherwise
    assert (now.ties, now.new, now.renewed, now.kept, now.dropped) == (2, 1, 0, 1, 1)
    assert (now.cross_city, now.city_unknown, now.first_timers) == (2, 0, 1)
    assert (now.companies, now.company_mentions, now.organisations) == (2, 3, 4)
    assert now.kinds == (("city", "company", 1), ("city", "university", 1))
    assert (now.broker.body, now.broker.ties) == ("city", 2)
    assert (now.broker.groups, now.broker.groups_without) == (1, 2)
    assert (else_.ties, else_.dropped, else_.companies, else_.first_timers) == (1, 1, 0, 0)
    assert found.first_timers == ("fresh",)


def test_a_project_that_begins_later_is_no_past() -> None:
    before = past_of(agreement=three(), as_of=date(2025, 12, 31))
    assert [one.key for one in before.seen] == ["projects:old"]
    assert {one.key for one in past_of(agreement=three()).seen} == {"projects:old", "proposals:run"}


def test_one_body_by_its_business_id_and_one_level_by_its_base() -> None:
    bodies = [body("x", business_id="0201256-6"), body("y"), body("x2", business_id="02012566")]
    rows = [Proposal("a", "proposal"), Proposal("a1", "proposal", level_of="a")]
    parts = [Participation("a", one) for one in ("x", "y", "x2")]
    found = ecosystem_of(agreement=agreement(rows, parts, bodies), rows=["a1"])
    assert [(one.left, one.right) for one in found.ties] == [("x", "y")]
    assert found.counts.companies == 2
    assert found.additions == ()


def test_a_name_that_two_bodies_share_is_nobody() -> None:
    twins = [Organisation("n", "Same Oy"), Organisation("m", "SAME AB")]
    project = FundedProject("old", {}, lead="Same")
    past = past_of(agreement=agreement([], [], twins, [project]))
    assert past.unmatched == ("Same",)


def test_loaded_projects_are_past_by_number_and_by_name(tmp_path: Path) -> None:
    names = [column.name for column in tables.table("participations").columns]

    def row(**given: object) -> list[object]:
        return [given.get(name) for name in names]

    given = [
        row(project="1", place=1, name="whatever", business_id="0201256-6"),
        row(project="1", place=2, name="BETA OYJ"),
        row(project="2", place=1, name="else", vat="FI02012566"),
        row(project="2", place=2, name="beta", pic="999888777"),
        row(project="3", place=1, name="a stranger"),
    ]
    columns = [list(column) for column in zip(*given, strict=True)]
    batch = tables.Batch("participations", "0" * 64, [None] * len(given), columns)
    tables.merge(folder=tmp_path, source="cordis", batches=[batch], snapshots=[])
    bodies = [
        Organisation("a", "Alpha", business_id="02012566"),
        Organisation("b", "Beta"),
    ]
    rows, parts = [Proposal("p", "proposal")], [Participation("p", "a"), Participation("p", "b")]
    world = agreement(rows, parts, bodies)
    assert ecosystem_of(agreement=world, rows=["p"]).counts.new == 1
    found = ecosystem_of(agreement=world, rows=["p"], folder=tmp_path)
    assert found.loaded == 2
    assert [(one.state, one.before) for one in found.ties] == [
        ("renewed", ("cordis:1", "cordis:2"))
    ]
    assert found.counts.first_timers == 0
    assert ecosystem_of(agreement=world, rows=["p"], folder=tmp_path / "none").loaded is None


def _drawn(seed: int) -> Agreement:
    rng = Random(seed)
    bodies = [
        body(
            f"o{k}",
            rng.choice(["company", "municipality", "university", "association"]),
            rng.choice(["Espoo", "Vantaa", "espoo ", ""]),
        )
        for k in range(rng.randint(2, 7))
    ]
    ids = [one.id for one in bodies]
    rows = [Proposal(f"p{k}", rng.choice(STATUSES)) for k in range(rng.randint(1, 5))]  # type: ignore[arg-type]
    parts = [
        Participation(row.id, id, rng.choice(["", "lead", "training"]))
        for row in rows
        for id in rng.sample(ids, rng.randint(0, min(4, len(ids))))
    ]
    projects = [
        FundedProject(
            f"f{k}",
            {},
            scope=rng.choice(["steered", "aligned", "neighbour"]),
            partners=tuple(f"{id} OY" for id in rng.sample(ids, rng.randint(0, min(3, len(ids))))),
        )
        for k in range(rng.randint(0, 3))
    ]
    return agreement(rows, parts, bodies, projects)


class _Plain:
    """The same numbers by plain loops over rows of tables, sharing no code."""

    def __init__(self, world: Agreement) -> None:
        self.world = world
        self.places = {one.id: one.city.strip().lower() for one in world.organisations}
        self.kinds = {one.id: one.kind for one in world.organisations}

    def makers(self, row: str) -> set[str]:
        parts = self.world.participations
        return {p.organisation for p in parts if p.proposal == row and p.role != "training"}

    def everyone(self, row: str) -> set[str]:
        return {p.organisation for p in self.world.participations if p.proposal == row}

    def pairs(self, members: set[str]) -> set[tuple[str, str]]:
        return {(a, b) for a in members for b in members if a < b}

    def before(self, *, ours: bool) -> tuple[set[tuple[str, str]], set[str]]:
        ties: set[tuple[str, str]] = set()
        known: set[str] = set()
        for row in self.world.proposals:
            if row.status in ("running", "ended"):
                ties |= self.pairs(self.makers(row.id))
                known |= self.everyone(row.id)
        for project in self.world.projects:
            if not ours or project.scope != "neighbour":
                members = {name.split()[0] for name in project.partners}
                ties |= self.pairs(members)
                known |= members
        return ties, known

    def numbers(self, chosen: list[str]) -> dict[str, int]:
        status = {row.id: row.status for row in self.world.proposals}
        made = set().union(*(self.pairs(self.makers(row)) for row in chosen))
        fresh = set().union(
            *(self.pairs(self.makers(row)) for row in chosen if status[row] != "running")
        )
        ties, known = self.before(ours=False)
        ours, _ = self.before(ours=True)
        bodies = set().union(*(self.everyone(row) for row in chosen))
        where = [(self.places[a], self.places[b]) for a, b in made]
        return {
            "ties": len(made),
            "new": len(fresh - ties),
            "renewed": len(fresh & ties),
            "kept": len(made - fresh),
            "dropped": len(ours - made),
            "cross_city": sum(a != b for a, b in where if a and b),
            "city_unknown": sum(not a or not b for a, b in where),
            "first_timers": len(bodies - known),
            "companies": len({b for b in bodies if self.kinds[b] == "company"}),
            "company_mentions": sum(
                self.kinds[b] == "company" for row in chosen for b in self.everyone(row)
            ),
            "organisations": len(bodies),
        }


@pytest.mark.parametrize("seed", range(15))
def test_numbers_equal_brute_force(seed: int) -> None:
    world = _drawn(seed)
    plain = _Plain(world)
    ids = [row.id for row in world.proposals if row.competes]
    for size in range(len(ids) + 1):
        for chosen in map(list, combinations(ids, size)):
            found = ecosystem_of(agreement=world, rows=chosen)
            told = {name: getattr(found.counts, name) for name in plain.numbers(chosen)}
            assert told == plain.numbers(chosen)
            _check_shares(plain, chosen, found.shares, sign=1)
            _check_shares(plain, chosen, found.additions, sign=-1)


def _check_shares(plain: _Plain, chosen: list[str], shares: tuple, sign: int) -> None:  # type: ignore[type-arg]
    now = plain.numbers(chosen)
    for one in shares:
        others = [row for row in chosen if row != one.row] if sign > 0 else [*chosen, one.row]
        then = plain.numbers(others)
        for name in ("ties", "new", "cross_city", "first_timers", "companies"):
            assert getattr(one, name) == sign * (now[name] - then[name]), (one.row, name)


@pytest.mark.parametrize("seed", range(15))
def test_the_broker_is_the_worst_loss(seed: int) -> None:
    world = _drawn(seed)
    ids = [row.id for row in world.proposals if row.competes]
    found = ecosystem_of(agreement=world, rows=ids)
    made = {(one.left, one.right) for one in found.ties if one.state != "dropped"}
    losses = {one.id: sum(one.id in tie for tie in made) for one in world.organisations if made}
    assert found.counts.broker.ties == max(losses.values(), default=0)
    if made:
        worst = min(losses, key=lambda id: (-losses[id], id))
        assert found.counts.broker.body == worst
