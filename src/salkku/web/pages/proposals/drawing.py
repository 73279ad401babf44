"""Draw a judgement as an interval on its scale."""

from __future__ import annotations

from django.utils.safestring import SafeString

from salkku.web.pages.proposals.project import ScoreLine
from salkku.web.ui import palette
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.say import number, say

__all__ = ["interval"]


def interval(line: ScoreLine) -> SafeString:
    """Draw the mean interval over the widest one; the numbers stand beside it in the table."""
    low, high = line.criterion.low, line.criterion.high

    def at(value: object) -> float:
        return 4 + 192 * float((value - low) / (high - low))  # type: ignore[operator]

    told = say("web_project.interval", low=number(line.low, 1), high=number(line.high, 1))
    picture = Drawing(200, 16, title=told)
    picture.line(4, 8, 196, 8, stroke=palette.LINE, stroke_width="2")
    if low < line.criterion.baseline < high:
        base = at(line.criterion.baseline)
        picture.line(base, 1, base, 15, stroke=palette.SOFT, stroke_dasharray="2 2")
    start, end = at(line.lowest), at(line.highest)
    picture.rect(start, 5.5, max(end - start, 2), 5, fill="#9dc3c7")
    start, end = at(line.low), at(line.high)
    picture.rect(start, 3, max(end - start, 4), 10, fill=palette.BRAND)
    return picture.markup()
