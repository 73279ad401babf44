"""The addresses of the API: the questions of the command line, asked of one agreement."""

from __future__ import annotations

from salkku.web.accounts.permissions import SIGNED_IN
from salkku.web.api import (
    agreements,
    around,
    bodies,
    choosing,
    doubting,
    landscape,
    spending,
    timing,
)
from salkku.web.api.describing import api
from salkku.web.api.guarding import guarded

__all__ = ["api", "urlpatterns"]

PARTS = (agreements, choosing, spending, doubting, timing, landscape, around, bodies)
"""Each part adds its operations to the API when it is imported."""

urlpatterns = guarded(api, description=SIGNED_IN)
