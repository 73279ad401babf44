"""The pages of the portfolio, in the order of their tabs."""

from __future__ import annotations

from typing import Final

__all__ = ["PARTS"]

PARTS: Final = (
    "portfolio",
    "portfolio_near",
    "portfolio_front",
    "portfolio_coverage",
    "portfolio_ranking",
    "portfolio_ecosystem",
    "portfolio_fit",
)
