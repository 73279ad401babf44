"""Draw the timetable: bars on half-years, each city's money beneath; and its twins as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from salkku.domain.agreement import Agreement
from salkku.domain.periods import HalfYear, format_half_year
from salkku.web.pages.time.laying import Bar, Timeline
from salkku.web.ui import palette
from salkku.web.ui.figures import table
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.changes import half_year
from salkku.web.ui.templatetags.say import euros, named, say

__all__ = ["finding_of", "picture_of", "tables_of"]

LEFT, TOP, ROW, BAR, MONEY, WIDTH = 250.0, 46.0, 27.0, 19.0, 56.0, 920.0
BEFORE = 2
"""Half-years of the picture before the first start that is not decided yet."""


def written(half: HalfYear) -> str:
    """Write a half-year for people."""
    return half_year(format_half_year(half))


def finding_of(timeline: Timeline) -> str:
    """Say when most of the projects start and end."""
    begin, begins = timeline.fullest(ends=False)
    end, ends = timeline.fullest(ends=True)
    return say(
        "web_time.finding",
        count=len(timeline.bars),
        begins=begins,
        begin=written(begin),
        ends=ends,
        end=written(end),
    )


def picture_of(timeline: Timeline, agreement: Agreement, *, title: str) -> str:
    """Draw the bars, and under them each city's money by half-year."""
    timeline = _window(timeline)
    step = (WIDTH - LEFT - 10) / max(1, len(timeline.halves))
    base = TOP + ROW * len(timeline.bars) + 10
    picture = Drawing(
        WIDTH,
        base + MONEY * len(timeline.money) + 10,
        title=title,
        description=say("web_time.description"),
    )
    _columns(picture, timeline, step)
    for place, bar in enumerate(timeline.bars):
        _bar(picture, timeline, bar, TOP + ROW * place, step)
    names = {party.id: named(party.name) for party in agreement.parties}
    peak = max((cents for row in timeline.money.values() for cents in row), default=0)
    for party, row in timeline.money.items():
        base += MONEY
        picture.line(8, base, WIDTH - 10, base, stroke=palette.LINE)
        words = say("web_time.city_money", city=names[party])
        picture.text(8, base - 10, words, font_size="13", fill=palette.SOFT)
        _money(picture, row, base, step, peak)
    return picture.markup()


def _window(timeline: Timeline) -> Timeline:
    """Leave out the half-years in which nothing but what is decided runs: the tables have them."""
    planned = [bar.first for bar in timeline.bars if not bar.settled]
    if not planned:
        return timeline
    skipped = max(0, min(planned) - BEFORE - timeline.halves[0])
    money = {party: row[skipped:] for party, row in timeline.money.items()}
    return replace(timeline, halves=timeline.halves[skipped:], money=money)


def _money(picture: Drawing, row: Sequence[int], base: float, step: float, peak: int) -> None:
    """Draw one city's money: a column a half-year, its thousands of euros above it."""
    for place, cents in enumerate(row):
        if not cents or not peak:
            continue
        height = max(2.0, 32.0 * cents / peak)
        x, wide = LEFT + (place + 0.15) * step, 0.7 * step
        picture.rect(x, base - height, wide, height, tip=euros(cents), fill=palette.BRAND)
        words = say("web_time.thousands", cents=round(cents / 100_000))
        y = base - height - 4
        picture.text(x + wide / 2, y, words, font_size="11", text_anchor="middle")


def _columns(picture: Drawing, timeline: Timeline, step: float) -> None:
    for place, half in enumerate(timeline.halves):
        x = LEFT + place * step
        year, part = divmod(half, 2)
        strong = part == 0 or place == 0
        picture.line(
            x, 24 if strong else 34, x, picture.height - 8,
            stroke=palette.LINE, stroke_width="1.8" if strong else "0.8",
        )  # fmt: skip
        if strong:
            picture.text(x + 5, 18, str(year), font_size="13", font_weight="600")
        picture.text(
            x + step / 2, 38, f"H{part + 1}", font_size="11", text_anchor="middle",
            fill=palette.SOFT,
        )  # fmt: skip


def _bar(picture: Drawing, timeline: Timeline, bar: Bar, y: float, step: float) -> None:
    name = f"{bar.id} {named(bar.names)}"
    short = name if len(name) <= 33 else name[:32].rstrip() + "…"
    picture.text(8, y + 14, short, font_size="12.5")
    seen = max(bar.first, timeline.halves[0])
    if bar.last < seen:
        return
    x = LEFT + (seen - timeline.halves[0]) * step
    width = (bar.last - seen + 1) * step
    colour = palette.hue(bar.theme)
    picture.rect(
        x + 1, y, width - 3, BAR, tip=f"{name}: {written(bar.first)} – {written(bar.last)}",
        fill=colour if bar.settled else "#ffffff", stroke=colour, stroke_width="2",
    )  # fmt: skip
    if seen > bar.first:
        since = say("web_time.since", half=written(bar.first))
        picture.text(x + 8, y + 14, since, font_size="11", fill="#ffffff")


def tables_of(timeline: Timeline, agreement: Agreement) -> list[dict[str, Any]]:
    """Give the timetable as tables: the projects, and the money by half-year."""
    themes = [named(theme.name) for theme in agreement.focus_areas] + ["–"]
    parties = {party.id: named(party.name) for party in agreement.parties}
    heads = ("project", "theme", "start", "end")
    projects = [
        (
            f"{bar.id} {named(bar.names)}",
            themes[bar.theme],
            written(bar.first),
            written(bar.last),
        )
        for bar in timeline.bars
    ]
    money = [
        (written(half), *(euros(row[place]) for row in timeline.money.values()))
        for place, half in enumerate(timeline.halves)
    ]
    return [
        table(
            say("web_time.projects"),
            [say(f"web_time.head.{name}") for name in heads],
            projects,
            numeric=False,
        ),
        table(
            say("web_time.money"),
            [say("web_time.head.half"), *(parties[party] for party in timeline.money)],
            money,
        ),
    ]
