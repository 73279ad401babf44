"""Draw the strip, with its finding as the title and its twin as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salkku.domain.agreement import Agreement
from salkku.domain.weeks import Strip
from salkku.web.pages.week.layout import Placed, fullest_end, placed
from salkku.web.ui import palette
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.say import euros, month, named, say

__all__ = ["drawn", "figure_of", "tables_of"]

LEFT, YEAR, BAR, GAP, ROW = 172.0, 90.0, 20.0, 5.0, 54.0


def finding_of(strip: Strip) -> str:
    """Say what the strip shows."""
    year, count = fullest_end(strip)
    promised, budgeted = max(strip.promised, default=0), max(strip.budgeted, default=0)
    code = "strip_finding" if promised or budgeted else "strip_finding_unpromised"
    found = say(
        f"web_week.{code}",
        count=count,
        of=len(strip.bars),
        year=str(year),
        promised=euros(promised),
        budgeted=euros(budgeted),
    )
    planned = any(bar.scope == "chosen" for bar in strip.bars)
    return say("web_week.strip_if_decided", finding=found) if planned else found


def drawn(strip: Strip, agreement: Agreement) -> Drawing:
    """Draw bars, each city's money a year, and promised against budgeted."""
    bars = placed(strip, agreement)
    lanes = max((one.lane for one in bars), default=0) + 1
    top = 34.0
    base = top + lanes * (BAR + GAP) + 8
    picture = Drawing(
        LEFT + YEAR * len(strip.years) + 10,
        base + (len(strip.money) + 1) * ROW + 12,
        title=finding_of(strip),
        description=say("web_week.strip_description"),
    )
    _years(picture, strip)
    for one in bars:
        _bar(picture, one, strip.years[0], top)
    peak = max((cents for money in strip.money.values() for cents in money), default=0)
    names = {party.id: named(party.name) for party in agreement.parties}
    for party, money in strip.money.items():
        base += ROW
        _row(picture, base, say("web_week.strip_city", city=names[party]))
        _columns(picture, base, money, peak, palette.BRAND)
    base += ROW
    carried = max((*strip.promised, *strip.budgeted), default=0)
    _row(picture, base, say("web_week.strip_carried"))
    _columns(picture, base, strip.promised, carried, palette.WAIT, width=34, shift=-19)
    _columns(picture, base, strip.budgeted, carried, palette.GOOD, width=34, shift=19)
    return picture


def _years(picture: Drawing, strip: Strip) -> None:
    for place, year in enumerate(strip.years):
        x = LEFT + place * YEAR
        picture.line(x, 26, x, picture.height - 8, stroke=palette.LINE)
        picture.text(x + 6, 18, str(year), font_size="14", font_weight="600")
    picture.text(8, 18, say("web_week.strip_projects"), font_size="13", fill=palette.SOFT)


def _bar(picture: Drawing, one: Placed, first: int, top: float) -> None:
    bar = one.bar
    begin = max(LEFT, LEFT + (bar.start - 12 * first) * YEAR / 12)
    end = min(picture.width - 8, LEFT + (bar.end + 1 - 12 * first) * YEAR / 12)
    y = top + one.lane * (BAR + GAP)
    name = named(bar.name) or bar.id
    tip = f"{name}: {month(bar.start)}–{month(bar.end)}"
    colour = palette.hue(one.theme)
    planned = bar.scope == "chosen"
    fill, border = ("#ffffff", colour) if planned else (colour, colour)
    picture.rect(
        begin, y, end - begin - 2, BAR, tip=tip, fill=fill, stroke=border, stroke_width="1.5"
    )
    room = int((end - begin - 12) / 7.1)
    if room >= 4:
        words = name if len(name) <= room else name[: room - 1].rstrip() + "…"
        ink = palette.INK if planned else "#ffffff"
        picture.text(begin + 6, y + 14.5, words, font_size="12", fill=ink)


def _row(picture: Drawing, base: float, label: str) -> None:
    picture.line(8, base, picture.width - 10, base, stroke=palette.LINE)
    for place, words in enumerate(_wrapped(label, 23)):
        picture.text(8, base - 24 + 15 * place, words, font_size="13", fill=palette.SOFT)


def _wrapped(words: str, width: int) -> list[str]:
    """Break a label in two lines at most."""
    if len(words) <= width or " " not in words:
        return [words]
    cut = words.rfind(" ", 0, width + 1)
    cut = cut if cut > 0 else words.find(" ")
    return [words[:cut], words[cut + 1 :]]


def _columns(
    picture: Drawing,
    base: float,
    cents: Sequence[int],
    peak: int,
    fill: str,
    *,
    width: float = 56.0,
    shift: float = 0.0,
) -> None:
    for place, amount in enumerate(cents):
        if not amount or not peak:
            continue
        height = max(2.0, 30.0 * amount / peak)
        middle = LEFT + (place + 0.5) * YEAR + shift
        picture.rect(middle - width / 2, base - height, width, height, tip=euros(amount), fill=fill)
        y = base - height - 4
        picture.text(middle, y, _short(amount), font_size="11", text_anchor="middle")


def _short(cents: int) -> str:
    """Write an amount in thousands of euros, as labels have little room."""
    return say("web_week.strip_thousands", amount=round(cents / 100_000))


def tables_of(strip: Strip, agreement: Agreement) -> list[dict[str, Any]]:
    """Give the strip as tables: the projects, and the money by year."""
    names = {party.id: named(party.name) for party in agreement.parties}
    themes = [named(theme.name) for theme in agreement.focus_areas] + ["–"]
    money = [
        (say("web_week.strip_city", city=names[party]), *(euros(one) for one in cents))
        for party, cents in strip.money.items()
    ]
    money.append((say("web_week.strip_promised"), *(euros(one) for one in strip.promised)))
    money.append((say("web_week.strip_budgeted"), *(euros(one) for one in strip.budgeted)))
    heads = ("project", "theme", "start", "end", "scope")
    return [
        {
            "caption": say("web_week.strip_projects"),
            "head": [say(f"web_week.strip_head.{name}") for name in heads],
            "rows": [
                (
                    named(one.bar.name) or one.bar.id,
                    themes[one.theme],
                    month(one.bar.start),
                    month(one.bar.end),
                    say(f"web.scope.{one.bar.scope}"),
                )
                for one in placed(strip, agreement)
            ],
        },
        {
            "caption": say("web_week.strip_money"),
            "head": [say("web_week.strip_head.money"), *(str(year) for year in strip.years)],
            "rows": money,
            "numeric": True,
        },
    ]


def figure_of(strip: Strip, agreement: Agreement, *, download: str, csv: str) -> dict[str, Any]:
    """Give everything the page needs of the strip."""
    legend = [
        {"css": f"hue-{min(place, 5)}", "text": named(theme.name)}
        for place, theme in enumerate(agreement.focus_areas)
    ]
    legend.append({"css": "hue-planned", "text": say("web_week.strip_planned")})
    legend.append({"css": "hue-wait", "text": say("web_week.strip_promised")})
    legend.append({"css": "hue-good", "text": say("web_week.strip_budgeted")})
    return {
        "id": "strip",
        "finding": finding_of(strip),
        "svg": drawn(strip, agreement).markup(),
        "note": say("web_week.strip_note", count=len(strip.undated)),
        "legend": legend,
        "tables": tables_of(strip, agreement),
        "download": download,
        "csv": csv,
    }
