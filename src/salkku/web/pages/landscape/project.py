"""One funded project: who says what of it and since when, its partners, and what is like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.landscape.parts import without_said
from salkku.web.pages.landscape.searching import source_word
from salkku.web.ui.fields import field_word
from salkku.web.ui.templatetags.answers import fact_word
from salkku.web.ui.templatetags.say import day, euros, language, say
from salkku.workbench.objects.watching import CENTS, contradictions

if TYPE_CHECKING:
    from salkku.ingest.facts import Fact

__all__ = ["project"]

TEXTS: Final = ("objective", "objective_en")
LINKS: Final = ("address", "website")


@requires("view")
@require_safe
def project(request: HttpRequest, agreement: str, project: str) -> HttpResponse:
    """Show what is known of a project; contradictions stand side by side."""
    desk = open_desk(agreement)
    sheet = workbench.project(desk.read(), key=project, tables=desk.tables)
    against = contradictions(sheet.facts)
    ticket = ask(desk, "similar", {"project": project, "loaded": desk.linked})
    context = {
        "sheet": sheet,
        "source": source_word(project.partition(":")[0]),
        "texts": [sheet.facts[name][0].value for name in TEXTS if name in sheet.facts],
        "fields": [
            (field_word(name), name in against, _said(name, said))
            for name, said in sheet.facts.items()
            if name not in TEXTS
        ],
        "against": [field_word(name) for name in against],
        "beside": [(field_word(name), _beside(name, sheet.facts[name])) for name in against],
        "told_apart": say(f"linking.by_{sheet.way}"),
        "partners": [(one, source_word(one.source)) for one in sheet.partners],
        "ticket": ticket,
        "hits": _hits(ticket.result) if ticket.done else [],
        "without": without_said(ticket.result) if ticket.done else [],
    }
    return render(request, "landscape/project.html", desk, context)


def _said(name: str, said: Sequence[Fact]) -> list[dict[str, Any]]:
    """Give each value of a field as it is read, those said still first."""
    return [
        {
            "value": _written(name, one.value),
            "link": one.value if name in LINKS and str(one.value).startswith("https://") else "",
            "source": source_word(one.source),
            "day": day(one.as_of),
            "file": one.file,
            "current": one.current,
        }
        for one in said
    ]


def _beside(name: str, said: Sequence[Fact]) -> list[dict[str, Any]]:
    """Give each value that is said still once, with everybody who says it and since which day."""
    held: dict[str, list[dict[str, str]]] = {}
    for one in said:
        if one.current:
            who = {"source": source_word(one.source), "day": day(one.as_of) if one.as_of else ""}
            sayers = held.setdefault(_written(name, one.value), [])
            if who not in sayers:
                sayers.append(who)
    return [{"value": value, "who": who} for value, who in held.items()]


def _written(name: str, value: Any) -> str:
    if name.endswith(CENTS):
        return euros(value)
    return day(value) if isinstance(value, date) else fact_word(str(value))


def _hits(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**hit, "because": [one["sentences"][language()] for one in hit["because"][:3]]}
        for hit in found["hits"]
    ]
