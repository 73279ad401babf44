"""Writes the generated parts of the reference: columns, commands, error codes and API routes.

MkDocs calls :func:`on_page_markdown` as a hook; the tests call the same functions.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
LANGUAGES = ("en", "fi", "sv")
TYPES = {
    "text": "text",
    "id": "id, unique",
    "word": "one of",
    "number": "number",
    "whole": "whole number",
    "euros": "euros, two decimals",
    "share": "0…1",
    "month": "month `YYYY-MM`",
    "half_year": "half-year `YYYY-H1`",
    "date": "date `YYYY-MM-DD`",
    "yes_no": "`yes` / `no`",
    "list": "list, `;` between",
    "shares": "list, with shares if need be",
    "slots": "list, with numbers of slots if need be",
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Replace each mark of a page by what it names; MkDocs calls this for every page."""
    return MARK.sub(lambda found: WRITERS[found.group(1)](), markdown)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a Markdown table; bars and line ends inside cells are made harmless."""
    names = list(header)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    for row in rows:
        cells = [cell.replace("|", "\\|").replace("\n", " ") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def columns() -> str:
    """Write one table for each file of the format."""
    from salkku.store.layout import TABLES

    parts = []
    for layout in TABLES:
        rows = []
        for column in layout.columns:
            name = f"**{column.name}**" if column.required else column.name
            words = ", ".join(f"`{word}`" for word in column.words)
            rows.append((name, f"{TYPES[column.type]} {words}".strip()))
        parts.append(f"## {layout.file}\n\n{table(('column', 'holds'), rows)}")
        if layout.one_of:
            parts.append(f"A row needs at least one of {', '.join(layout.one_of)}.")
    return "\n\n".join(parts)


def open_tables() -> str:
    """Write one table for each table of open data."""
    from salkku.store.schema import TABLES

    parts = []
    for shape in TABLES:
        rows = [
            (f"**{each.name}**" if each.name in shape.key else each.name, each.kind)
            for each in shape.columns
        ]
        together = ", ".join(f"`{name}`" for name in shape.group)
        told = f"Replaced together by a later issue: the rows of one {together}."
        parts.append(f"## {shape.name}\n\n{told}\n\n{table(('column', 'kind'), rows)}")
    return "\n\n".join(parts)


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command that people see, by its full name, in the order of the help."""
    import typer

    from salkku.cli.main import app

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
            return
        for word, below in inner.items():
            if not below.hidden:
                yield from walk(f"{name} {word}", below)

    yield from walk("salkku", typer.main.get_command(app))


def cli() -> str:
    """Write what every command does, its arguments and its options."""
    parts = []
    for name, command in commands():
        rows = [_parameter(one) for one in command.params if not getattr(one, "hidden", False)]
        told = (command.help or "").strip()
        parts.append(f"## {name}\n\n{told}\n\n{table(('argument', 'meaning'), rows)}")
    return "\n\n".join(parts)


def _parameter(parameter: Any) -> tuple[str, str]:
    told = parameter.help or ""
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`", told
    names = ", ".join(f"`{option}`" for option in parameter.opts)
    needed = " (required)" if parameter.required else ""
    return names, f"{told}{needed}"


def api() -> str:
    """Write every route of the API with the statuses that it declares."""
    rows = []
    for path, methods in sorted(api_description()["paths"].items()):
        for method, route in methods.items():
            statuses = ", ".join(str(status) for status in route["responses"])
            rows.append((f"`{method.upper()} {path}`", route.get("summary", ""), statuses))
    return table(("route", "answers", "statuses"), rows)


def api_description() -> Any:
    """Give the API's OpenAPI document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from salkku.web.api.routes import api as described

    return described.get_openapi_schema()


def errors() -> str:
    """Write every error code with its sentences."""
    if str(ROOT) not in sys.path:  # MkDocs loads this file alone
        sys.path.insert(0, str(ROOT))
    from scripts import codes

    spoken = {language: codes.catalogue(language) for language in LANGUAGES}
    rows = [
        (f"`{code}`", *(codes.sentence(code, spoken[language]) or "" for language in LANGUAGES))
        for code in codes.documented()
        if codes.sentence(code, spoken["en"])
    ]
    return table(("code", "English", "suomi", "svenska"), rows)


WRITERS: dict[str, Callable[[], str]] = {
    "columns": columns,
    "open_tables": open_tables,
    "cli": cli,
    "errors": errors,
    "api": api,
}
