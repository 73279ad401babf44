"""Finds every error code that the source gives, and every sentence of the catalogue."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "salkku"
AREAS = ("faults", "errors", "cli")
"""Areas of the catalogue in which an error's code is looked for, in this order."""

POSITION = {
    "Fault": 1,
    "NotFound": 0,
    "Infeasible": 0,
    "OutOfTime": 0,
    "MissingPart": 0,
    "SourceError": 0,
    "SalkkuError": 0,
    "wrong_option": 1,
}
"""Which argument of a call is a code."""


def catalogue(language: str) -> dict[str, str]:
    """Read every sentence of a language by its full code, as ``cli.ok``."""
    sentences: dict[str, str] = {}
    for path in sorted((SOURCE / "locale" / language).glob("*.toml")):
        sentences.update(_flat(path.stem, tomllib.loads(path.read_text("utf-8"))))
    return sentences


def _flat(code: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _flat(f"{code}.{key}", below)
    elif isinstance(value, str):
        yield code, value
    else:
        raise TypeError(f"{code} is no text")


def raised() -> dict[str, str]:
    """Read from the source every code of a fault or an error, with one place that gives it."""
    codes: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                codes.update(dict.fromkeys(_codes_of(node), place))
    return codes


def _codes_of(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    position = POSITION.get(name)
    if position is None:
        return
    given = call.args[position : position + 1]
    given += [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    for value in given:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def sentence(code: str, sentences: dict[str, str]) -> str | None:
    """Find an error code's sentence in the areas that hold them."""
    for area in AREAS:
        for form in ("", ".other"):
            if f"{area}.{code}{form}" in sentences:
                return sentences[f"{area}.{code}{form}"]
    return None


def documented() -> list[str]:
    """List the codes that the reference tells: what is raised, and all of faults and errors."""
    areas = {f"{area}." for area in AREAS[:2]}
    listed = {code.split(".")[1] for code in catalogue("en") if code.split(".")[0] + "." in areas}
    return sorted(listed | set(raised()))
