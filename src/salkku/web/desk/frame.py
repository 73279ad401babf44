"""Render a page of an agreement: its name and its labels are on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render

from salkku.domain.errors import WrongInput
from salkku.web.desk.opening import INVENTED, Desk
from salkku.web.ui.figures import handed_out
from salkku.web.ui.templatetags.say import named

__all__ = ["render", "render_part"]

Part = Mapping[str, Any]


def render(
    request: HttpRequest,
    template: str,
    desk: Desk,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a template inside the agreement's frame."""
    about = {"agreement_name": named(desk.names) or desk.key, "invented": _invented(desk)}
    return django_render(request, template, {**about, **context}, status=status)


def render_part(
    request: HttpRequest, desk: Desk, *, part: str, parts: Sequence[str], context: Part
) -> HttpResponse:
    """Render one part of a screen with the tabs of all its parts.

    Parameters
    ----------
    part, parts
        Names of addresses, the screen's own first: ``money`` and ``money_hold``. The template is
        ``money/hold.html``, that of the first ``money/money.html``; the words of each are in the
        catalogue's ``web_money``.
    """
    screen = parts[0]
    section = {"words": f"web_{screen}", "parts": parts, "part": part, "screen": screen}
    template = f"{screen}/{part.removeprefix(f'{screen}_')}.html"
    figure = context.get("figure")
    wanted = request.GET.get("as", "")
    if figure is not None and wanted:
        return handed_out(figure, wanted=wanted, name=f"{desk.key}-{part}")
    return render(request, template, desk, {**section, **context})


def _invented(desk: Desk) -> bool:
    """Say whether some rows are invented examples."""
    try:
        proposals = desk.read().proposals
    except WrongInput:
        return False
    return any(INVENTED in row.tags for row in proposals)
