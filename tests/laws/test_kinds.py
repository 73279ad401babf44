"""The random agreements have every kind of rule, row and statement that the product knows."""

from __future__ import annotations

from itertools import product
from typing import get_args

from salkku.domain.agreement import CriterionKind, Pooling, SizedBy
from salkku.domain.proposals import LEVELS, STATUSES
from salkku.domain.terms import Category, Measure, RelationKind
from tests.counts import SEED
from tests.laws.kinds import INHERITED, draw_wide, kinds_of

DRAWN = 400


def test_the_draws_have_every_kind() -> None:
    wanted = {
        *product(["status"], STATUSES),
        *product(["related"], STATUSES),
        *product(["lasting"], LEVELS),
        *product(["category"], get_args(Category)),
        *product(["measure min", "measure both"], {*get_args(Measure)} - {"ties_of_one"}),
        *product(["measure max"], get_args(Measure)),
        *product(["relation"], get_args(RelationKind)),
        *product(["criterion"], get_args(CriterionKind)),
        *product(["size"], get_args(SizedBy)),
        *product(["pool"], get_args(Pooling)),
        *product(["statement party", "statement common"], ["rank", "interval", "at_least"]),
        *product(["budget"], ["spans", "whole", "whole and spans", "party", "common"]),
        *product(["carry"], ["", "yes", "no"]),
        *product(["gate"], ["threshold", "baseline"]),
        ("row", "shares"),
        ("tie", "twins"),
        *product(["level"], ["proposal", "idea", "rejected"]),
        *product(["level's own", "level's base"], INHERITED),
        *product(["level's own"], ["results", "commitments", "benefits", "scores", "costs"]),
        *product(["result"], ["yes", "no"]),
        *product(["score"], ["point", "interval", "half"]),
        *product(["ranked"], ["2", "3"]),
        *product(["benefits"], ["given", "even"]),
        *product(["weights"], ["given", "centre", "some", "all", "general"]),
        *product(["diminishing"], ["focus_area", "method", "party"]),
        *product(["diminishing", "carrying", "lag"], [""]),
    }
    drawn = set()
    for seed in range(SEED, SEED + DRAWN):
        drawn |= kinds_of(draw_wide(seed))
    assert drawn == wanted
