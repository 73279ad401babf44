"""Takes a picture of every page in Finnish, Swedish and English, at 1280 and 360 pixels.

A workbench of its own is started on a free port with the example agreement; the pictures go to
``build/pictures``. A page that scrolls sideways, or that writes an error to the browser's
console, fails the run.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.postgres import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "pictures"
AGREEMENT = "hevi"
LANGUAGES = ("fi", "sv", "en")
WIDTHS = (1280, 360)
PATIENCE = 60_000
SCREENS = {
    "statement": "statement/",
    "week": f"a/{AGREEMENT}/",
    "week-list": f"a/{AGREEMENT}/lists/without_carrier_proposed/",
    "proposals": f"a/{AGREEMENT}/proposals/",
    "project": f"a/{AGREEMENT}/proposals/08/",
    "portfolio": f"a/{AGREEMENT}/portfolio/",
    "portfolio-near": f"a/{AGREEMENT}/portfolio/near/",
    "portfolio-front": f"a/{AGREEMENT}/portfolio/front/?point=40",
    "portfolio-front-three": f"a/{AGREEMENT}/portfolio/front/?x=party:vantaa&y=value&z=cost",
    "portfolio-coverage": f"a/{AGREEMENT}/portfolio/coverage/",
    "portfolio-ranking": f"a/{AGREEMENT}/portfolio/ranking/",
    "portfolio-ecosystem": f"a/{AGREEMENT}/portfolio/ecosystem/",
    "portfolio-fit": f"a/{AGREEMENT}/portfolio/fit/",
    "whatif": f"a/{AGREEMENT}/whatif/",
    "whatif-tried": f"a/{AGREEMENT}/whatif/?force=08",
    "whatif-condition": f"a/{AGREEMENT}/whatif/condition/?if=08&level=signed&until=2027-02-28",
    "whatif-again": f"a/{AGREEMENT}/whatif/again/?line=support&less=10",
    "whatif-repair": f"a/{AGREEMENT}/whatif/repair/?force=03&force=08&force=10&force=12&force=24",
    "whatif-compare": f"a/{AGREEMENT}/whatif/compare/",
    "money": f"a/{AGREEMENT}/money/",
    "money-hold": f"a/{AGREEMENT}/money/hold/",
    "money-cities": f"a/{AGREEMENT}/money/cities/",
    "money-call": f"a/{AGREEMENT}/money/call/",
    "doubt": f"a/{AGREEMENT}/doubt/",
    "doubt-sure": f"a/{AGREEMENT}/doubt/sure/",
    "doubt-cautious": f"a/{AGREEMENT}/doubt/cautious/",
    "doubt-readings": f"a/{AGREEMENT}/doubt/readings/",
    "time": f"a/{AGREEMENT}/time/",
    "landscape": f"a/{AGREEMENT}/landscape/",
    "landscape-like": f"a/{AGREEMENT}/landscape/?q=drones%20between%20hospitals",
    "landscape-cell": f"a/{AGREEMENT}/landscape/?cell=health,testbeds,vantaa",
    "organisations": f"a/{AGREEMENT}/landscape/organisations/",
    "organisation": f"a/{AGREEMENT}/landscape/organisations/one/?name=Helsingin%20kaupunki",
    "organisation-queue": f"a/{AGREEMENT}/landscape/organisations/queue/",
    "landscape-projects": f"a/{AGREEMENT}/landscape/projects/?q=city",
    "landscape-project": f"a/{AGREEMENT}/landscape/projects/projects:cityam/",
    "landscape-gaps": f"a/{AGREEMENT}/landscape/gaps/",
    "landscape-calls": f"a/{AGREEMENT}/landscape/calls/",
    "landscape-network": f"a/{AGREEMENT}/landscape/network/",
    "landscape-places": f"a/{AGREEMENT}/landscape/map/",
    "landscape-data": f"a/{AGREEMENT}/landscape/data/",
    "decisions": f"a/{AGREEMENT}/decisions/",
    "decision-new": f"a/{AGREEMENT}/decisions/new/",
    "folder": f"a/{AGREEMENT}/folder/",
    "folder-new": f"a/{AGREEMENT}/folder/new/",
    "folder-table": f"a/{AGREEMENT}/folder/tables/costs.csv/",
    "folder-row": f"a/{AGREEMENT}/folder/tables/costs.csv/1/",
    "password": "account/password/",
    "second-factor": "account/second/",
}
SIGNED_OUT = {"sign-in": "account/login/"}
ADMINISTRATOR = {"people": f"a/{AGREEMENT}/people/"}
SERVER = """
import json, sys
from pathlib import Path
from salkku.web.serve import run
def told(code, values):
    print(json.dumps({"code": code, **values}), flush=True)
run(
    port=int(sys.argv[1]), data=Path(sys.argv[2]), folder=Path(sys.argv[3]),
    demo=True, announce=told,
)
"""

CLIPPED = """
window.innerWidth > 400 ? [] : [...document.querySelectorAll(".table-box")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && !box.querySelector(".matrix"))
  .map((box) => box.getAttribute("aria-label") || box.getAttribute("aria-labelledby") || "?")
"""
"""Tables that a phone cannot show whole; a matrix has to be read across."""


@contextlib.contextmanager
def workbench() -> Iterator[tuple[str, str]]:
    """Serve the example; give the address and a one-time link that signs in."""
    with tempfile.TemporaryDirectory(prefix="salkku-screens-") as data:
        command = [
            sys.executable, "-c", SERVER, str(free_port()), data,
            str(ROOT / "examples" / AGREEMENT),
        ]  # fmt: skip
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=data)
        try:
            yield _announced(server)
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()


def _announced(server: subprocess.Popen[str]) -> tuple[str, str]:
    link = ""
    for line in server.stdout or ():
        told = json.loads(line)
        link = told.get("link", link)
        if "url" in told:
            return told["url"], link
    raise RuntimeError("the workbench did not start")


def shoot(browser: Browser, *, link: str, address: str, only: list[str]) -> list[str]:
    """Visit every screen in every language and width; give what is wrong."""
    wrong: list[str] = []
    page = _opened(browser, wrong)
    wrong += _taken(page, address, SIGNED_OUT, only)
    page.goto(link)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    wrong += _taken(page, address, SCREENS, only)
    wrong += _taken(page, address, {"decision": _decided(page, address)}, only)
    page = _opened(browser, wrong)
    page.goto(f"{address}en/account/login/")
    page.locator("form.demo button[value=admin]").click()
    page.wait_for_load_state("networkidle")
    wrong += _taken(page, address, ADMINISTRATOR, only)
    return wrong


def _decided(page: Page, address: str) -> str:
    """Record a decision; give its path."""
    page.goto(f"{address}en/{SCREENS['decision-new']}")
    page.locator("main form [name=by]").fill("steering group")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"{address}en/{SCREENS['decisions']}*/", timeout=PATIENCE)
    return page.url.removeprefix(f"{address}en/")


def _opened(browser: Browser, wrong: list[str]) -> Page:
    """Open a page of a person who has not been here; what it says goes wrong is collected."""
    page = browser.new_context(locale="fi-FI", reduced_motion="reduce").new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return page


def _taken(page: Page, address: str, screens: dict[str, str], only: list[str]) -> list[str]:
    """Take the pictures of some screens."""
    wrong: list[str] = []
    for name, path in screens.items():
        if only and name not in only:
            continue
        for language in LANGUAGES:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                file = TARGET / f"{name}.{language}.{width}.png"
                faults = _visit(page, f"{address}{language}/{path}")
                wrong += [f"{file.name}: {fault}" for fault in faults]
                page.screenshot(path=file, full_page=True)
    return wrong


def _visit(page: Page, url: str) -> list[str]:
    answer = page.goto(url)
    page.wait_for_load_state("networkidle", timeout=PATIENCE)
    for _ in range(PATIENCE // 500):  # the page's own policy forbids the browser to evaluate text
        if page.locator("[data-waiting]").count() == 0:
            break
        page.wait_for_timeout(500)
    else:
        return ["still waiting for its answer"]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    faults = ["scrolls sideways"] if wide else []
    faults += [f"the table {name!r} scrolls sideways" for name in page.evaluate(CLIPPED)]
    if page.url != url:
        faults.append(f"led to {page.url}")
    if answer is None or answer.status != 200:
        faults.append(f"status {answer.status if answer else 'none'}")
    return faults


def main() -> int:
    """Take the pictures; exit 1 when a page is wrong."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("screens", nargs="*", help="names of screens; all without any")
    parser.add_argument("--readme", action="store_true", help="also renew the README's picture")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or os.environ.get("CHROMIUM")
    if chromium is None:
        print("salkku: no chromium: apt install chromium", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with workbench() as (address, link), sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        wrong = shoot(browser, link=link, address=address, only=asked.screens)
        if asked.readme:
            page = browser.contexts[0].pages[0]
            page.set_viewport_size({"width": 1280, "height": 1180})
            wrong += _visit(page, f"{address}en/{SCREENS['week']}")
            page.screenshot(path=ROOT / "docs" / "images" / "week.en.png")
        browser.close()
    for fault in wrong:
        print(fault)
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET.relative_to(ROOT)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
