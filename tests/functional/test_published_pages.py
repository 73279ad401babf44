"""The written pages in a browser: accessible, nothing fetched, nothing wider than the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from salkku.cli.main import main

ROOT = Path(__file__).parents[2]
AXE = ROOT / "src" / "salkku" / "web" / "static" / "vendor" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
STRICT = os.environ.get("CI") == "true"
RULES = "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not STRICT, reason="chromium is not installed"),
    pytest.mark.skipif(not AXE.exists() and not STRICT, reason="the bundle is not built"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("written")
    tiny = str(ROOT / "examples" / "tiny")
    assert main(["report", tiny, "--out", str(out)]) == 0
    assert main(["publish", tiny, "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.mark.parametrize(
    ("name", "width"),
    [("report.fi", 360), ("report.en", 1280), ("index.sv", 360), ("index.en", 1280)],
)
def test_a_page_is_accessible_and_alone(
    written: Path, browser: Browser, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = (written / f"{name}.html").as_uri()
    page.goto(address)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    assert asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.add_script_tag(content=AXE.read_text("utf-8"))
    found = page.evaluate(RULES)
    told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
    assert told == []
    page.close()
