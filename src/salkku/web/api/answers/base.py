"""What every described answer shares."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["Answer", "Ended", "Number", "Sentences", "Solved"]

Number = int | float
Sentences = dict[str, str]
"""One sentence in each language."""
Ended = Literal["complete", "partial", "infeasible"]
Solved = Literal["optimal", "feasible", "infeasible", "unknown"]


class Answer(BaseModel):
    """An object of an answer; a later version may give more than is described here."""

    model_config = ConfigDict(extra="allow")
