"""What the report and the public page of the small example say, in three languages.

Their text is kept, a table's row on a line; ``SALKKU_GOLDEN=write`` writes it anew.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from salkku import workbench

TINY = Path(__file__).resolve().parents[2] / "examples" / "tiny"
GOLDEN = Path(__file__).parent / "published"
LINES = {"h1", "h2", "p", "li", "tr", "caption", "summary", "text", "title"}


class _Text(HTMLParser):
    """The words of a page: a line for each heading, sentence, table row and chart's text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines = [""]
        self.silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = self.silent or tag == "style"
        if tag in LINES:
            self.lines.append("")
        if tag in ("td", "th") and self.lines[-1]:
            self.lines[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        self.silent = self.silent and tag != "style"
        if tag in LINES:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.lines[-1] += re.sub(r"\s+", " ", data) if data.strip() else ""

    def text(self) -> str:
        return "\n".join(line.strip() for line in self.lines if line.strip()) + "\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published")
    agreement = workbench.read(workbench.open_folder(TINY))
    workbench.report(agreement, into=out, seconds=None)
    workbench.publish(agreement, into=out, seconds=None)
    return out


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("page", ["index", "report"])
def test_the_page_says_what_it_said(made: Path, page: str, language: str) -> None:
    text = _Text((made / f"{page}.{language}.html").read_text("utf-8")).text()
    path = GOLDEN / f"{page}.{language}.txt"
    if os.environ.get("SALKKU_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
