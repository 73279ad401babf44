"""Say why a funded project is like an idea, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku import workbench
from salkku.web.ui.templatetags.say import language

if TYPE_CHECKING:
    from salkku.landscape import Hit

__all__ = ["because"]


def because(hit: Hit) -> list[str]:
    """Give a sentence for each reason, the telling ones first."""
    return [workbench.because(one, language=language()) for one in hit.because]
