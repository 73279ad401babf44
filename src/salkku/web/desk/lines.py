"""Money of a set of rows against the limits of the lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salkku.domain.agreement import Agreement
from salkku.web.desk.naming import line_names
from salkku.web.ui import palette
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.say import euros, say

__all__ = ["Line", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One budget line: what the rows use of it, in cents."""

    id: str
    name: str
    used: int
    limit: int

    @property
    def left(self) -> int:
        """What is not used; negative when it is over."""
        return self.limit - self.used

    @property
    def picture(self) -> str:
        """The share used, drawn; the numbers stand beside it."""
        told = say("web_portfolio.line_used", used=euros(self.used), limit=euros(self.limit))
        picture = Drawing(200, 12, title=told)
        picture.rect(0, 0, 200, 12, fill=palette.LINE)
        share = min(1.0, self.used / self.limit) if self.limit else 0.0
        picture.rect(0, 0, 200 * share, 12, fill=palette.BRAND if self.left >= 0 else palette.BAD)
        return picture.markup()


def lines_of(agreement: Agreement, chosen: Iterable[str]) -> list[Line]:
    """Give each line in the order of budgets.csv, limits as in questions without time."""
    inside = set(chosen)
    used: dict[str, int] = {}
    for cost in agreement.costs:
        if cost.proposal in inside:
            used[cost.line] = used.get(cost.line, 0) + cost.cents
    whole: dict[str, int] = {}
    spans: dict[str, int] = {}
    for row in agreement.budgets:
        if row.start is None and row.end is None:
            whole[row.line] = row.limit_cents
        else:
            spans[row.line] = spans.get(row.line, 0) + row.limit_cents
    lines = dict.fromkeys(row.line for row in agreement.budgets)
    names = line_names(agreement)
    return [Line(id, names[id], used.get(id, 0), whole.get(id, spans.get(id, 0))) for id in lines]
