"""The API itself: how it is described, and how its bodies are written."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.renderers import BaseRenderer
from ninja.security import django_auth
from pydantic import Field

from salkku.web.api import shapes
from salkku.web.api.refusing import translate_errors
from salkku.workbench.objects.plain import as_text

__all__ = ["REFUSALS", "Seconds", "api", "question"]


class Sorted(BaseRenderer):
    """Write a body as the command line writes it: sorted keys, whole numbers whole."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """Give the text of a body."""
        return as_text(data)


api = NinjaAPI(
    title="Salkku",
    version="1",
    description="Questions about an agreement's portfolio, and their answers.",
    urls_namespace="api",
    auth=django_auth,
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=Sorted(),
)
translate_errors(api)
REFUSALS = {401: shapes.Problem, 403: shapes.Problem, 404: shapes.Problem, 422: shapes.Problem}
Seconds = Annotated[float, Field(gt=0, le=600)]


def question(shape: type[Any]) -> dict[str, Any]:
    """Declare what a question gives: its answer, or that it is under way, or a refusal."""
    return {"response": {200: shape, 202: shapes.Waiting, **REFUSALS}, "by_alias": True}
