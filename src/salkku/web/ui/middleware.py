"""Errors that a person can do something about become pages, whichever view they come from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from salkku import locale
from salkku.domain.errors import SalkkuError, WrongInput
from salkku.web.ui.faults import told_faults
from salkku.web.ui.statuses import status_of
from salkku.web.ui.templatetags.say import language

__all__ = ["ToldErrors"]


class ToldErrors:
    """Render a SalkkuError with its sentence and, for wrong input, every fault by place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Give the error's page; any other exception is our fault and goes on."""
        if not isinstance(error, SalkkuError):
            return None
        context = {
            "sentence": locale.say(f"errors.{error.code}", error.values, language=language()),
            "faults": told_faults(error.faults) if isinstance(error, WrongInput) else [],
        }
        return render(request, "ui/told.html", context, status=status_of(error))
