"""Errors as HTTP, in one place: each with its code and a sentence in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from salkku import locale
from salkku.domain.errors import SalkkuError
from salkku.web.ui.statuses import status_of
from salkku.web.ui.templatetags.say import language

__all__ = ["refusal", "told", "translate_errors"]


def told(code: str, values: dict[str, Any]) -> dict[str, str]:
    """Give an error as an object: its code and its sentence."""
    area = "web_api" if locale.has(f"web_api.{code}") else "errors"
    return {"code": code, "message": locale.say(f"{area}.{code}", values, language=language())}


def refusal(code: str, *, status: int, **values: object) -> JsonResponse:
    """Give a refusal as a response."""
    return JsonResponse(told(code, values), status=status)


def _salkku(request: HttpRequest, error: Any) -> HttpResponse:
    return JsonResponse(told(error.code, error.values), status=status_of(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    places = dict.fromkeys(".".join(map(str, one["loc"])) for one in error.errors)
    return refusal("wrong_request", status=422, place=", ".join(places))


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal("not_found", status=404)


def _signed_out(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal("sign_in_first", status=401)


def translate_errors(api: NinjaAPI) -> None:
    """Let the API give every error as an object."""
    api.add_exception_handler(SalkkuError, _salkku)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(AuthenticationError, _signed_out)
