"""The reader's language: the option, then ``SALKKU_LANG``, then the machine's own."""

from __future__ import annotations

import os

__all__ = ["language_of"]


def language_of(option: str | None) -> str:
    """Choose ``fi``, ``sv`` or ``en`` (``en`` when the machine speaks none of them).

    Examples
    --------
    >>> language_of("sv_FI")
    'sv'
    """
    for wish in (option, os.environ.get("SALKKU_LANG"), *_machine()):
        if wish and wish[:2].lower() in ("fi", "sv", "en"):
            return wish[:2].lower()
    return "en"


def _machine() -> tuple[str | None, ...]:
    return tuple(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
