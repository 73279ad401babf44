"""Reads the console sessions of a page: each command with the lines that the page promises.

A session is a ``console`` fence. A line that begins with ``$ `` is a command; the lines below it
are promised to appear in its output, in that order. ``…`` stands for anything; a line of ``…``
alone skips lines. A command followed by ``# exit 3`` is promised to end with that code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d+)$")


@dataclass(frozen=True)
class Step:
    """One command of a page and what the page promises of it."""

    command: str
    promised: tuple[str, ...]
    code: int


def steps(page: Path) -> list[Step]:
    found: list[Step] = []
    for fence in FENCE.findall(page.read_text("utf-8")):
        found.extend(_session(fence.splitlines()))
    return found


def _session(lines: list[str]) -> Iterator[Step]:
    command, promised = "", []
    for line in lines:
        if line.startswith("$ "):
            if command:
                yield _step(command, promised)
            command, promised = line[2:], []
        elif line.strip() and line.strip() != "…":
            promised.append(line)
    if command:
        yield _step(command, promised)


def _step(command: str, promised: list[str]) -> Step:
    code = EXIT.search(command)
    return Step(EXIT.sub("", command), tuple(promised), int(code.group(1)) if code else 0)


def missing(promised: tuple[str, ...], output: str) -> str | None:
    """Return the first promised line that the output does not have, in order, or None."""
    rest = iter(output.splitlines())
    for line in promised:
        pattern = re.compile(".*?".join(re.escape(_plain(part)) for part in line.split("…")))
        if not any(pattern.search(_plain(actual)) for actual in rest):
            return line
    return None


def _plain(text: str) -> str:
    """Make any run of blanks one: columns may be set wider for longer names."""
    return re.sub(r"\s+", " ", text)
