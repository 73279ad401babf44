"""Render a page of an agreement: its name and its labels are on every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render

from salkku.domain.errors import WrongInput
from salkku.web.desk.opening import INVENTED, Desk
from salkku.web.ui.templatetags.say import named

__all__ = ["render"]


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


def _invented(desk: Desk) -> bool:
    """Say whether some rows are invented examples."""
    try:
        proposals = desk.read().proposals
    except WrongInput:
        return False
    return any(INVENTED in row.tags for row in proposals)
