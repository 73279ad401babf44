"""A problem in, the efficient portfolios out, with a proof."""

from salkku.optimise.budget import budget
from salkku.optimise.design import design
from salkku.optimise.explain import explain
from salkku.optimise.fair import fair
from salkku.optimise.front import front
from salkku.optimise.near import near
from salkku.optimise.rank import rank
from salkku.optimise.repair import repair
from salkku.optimise.robust import robust
from salkku.optimise.solve import solve

__all__ = [
    "budget",
    "design",
    "explain",
    "fair",
    "front",
    "near",
    "rank",
    "repair",
    "robust",
    "solve",
]
