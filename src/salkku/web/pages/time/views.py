"""What starts when, with what needs somebody in the years ahead."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.naming import line_names, names_of
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.time.drawing import finding_of, picture_of, tables_of
from salkku.web.pages.time.laying import timeline_of
from salkku.web.ui import clock
from salkku.web.ui.figures import figure
from salkku.web.ui.templatetags.say import language, named, say

PARTS: Final = ("time",)
NEGLIGIBLE: Final = 1e-6
"""A gap that is only the rounding of values in the schedule's own integers."""


@requires("view")
@require_safe
def time(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the best timetable of the portfolio, its gap, and its alarms."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "schedule", {"today": clock.today().isoformat()})
    context: dict[str, Any] = {
        "ticket": ticket,
        "names": names_of(data),
        "lines": line_names(data),
    }
    if ticket.done:
        answer = ticket.result
        unknown = [row for code, *rest in answer["assumptions"] for row in rest[:1]
                   if code == "duration_unknown"]  # fmt: skip
        context |= {
            "answer": answer,
            "proved": answer["gap"] is not None and answer["gap"] <= NEGLIGIBLE,
            "alarms": [one["sentences"][language()] for one in answer["alarms"]],
            "unknown": unknown,
            "loses": bool(data.loss_per_year),
        }
        if answer["starts"]:
            timeline = timeline_of(data, answer["starts"])
            finding = finding_of(timeline)
            legend = [
                {"css": f"hue-{min(place, 5)}", "text": named(theme.name)}
                for place, theme in enumerate(data.focus_areas)
            ]
            legend.append({"css": "hue-planned", "text": say("web_time.outline")})
            context["figure"] = figure(
                request,
                id="timetable",
                finding=finding,
                picture=picture_of(timeline, data, title=finding),
                tables=tables_of(timeline, data),
                legend=legend,
                note=say("web_time.note"),
            )
    return render_part(request, desk, part="time", parts=PARTS, context=context)
