"""Faults by place, with their sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from salkku import locale
from salkku.domain.errors import Fault
from salkku.web.ui.templatetags.say import language

__all__ = ["told_faults"]


def told_faults(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Give each fault's file, row, column, code and sentence."""
    return [
        {
            "file": fault.file,
            "row": fault.row,
            "column": fault.column,
            "code": fault.code,
            "message": locale.message(fault, language=language()),
        }
        for fault in faults
    ]
