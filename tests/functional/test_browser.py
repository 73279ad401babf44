"""The main road in a browser: sign in, read the week, force a project in, record a decision."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "src" / "salkku" / "web" / "static" / "vendor" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
STRICT = os.environ.get("CI") == "true"
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
ALIKE = """\
robot,Kuutio Robotti Oy,,company,Oulu,FI,2647375-4,,invented
study,Kuutio Robotti Tutkimus Oy,,company,Oulu,FI,,,invented
pearl,Helmi Kvantti Oy,,company,Turku,FI,2647376-2,,invented
pearls,Helmi Kvantti Tutkimus Oy,,company,Turku,FI,,,invented
"""
"""Two pairs of invented bodies that may be one."""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not STRICT, reason="chromium is not installed"),
    pytest.mark.skipif(not AXE.exists() and not STRICT, reason="the bundle is not built"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve the tiny example, with names alike, as ``salkku demo`` does; give what it announced."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = tmp_path_factory.mktemp("data")
    folder = data / "in" / "tiny"
    shutil.copytree(ROOT / "examples" / "tiny", folder)
    with (folder / "organisations.csv").open("a", encoding="utf-8") as organisations:
        organisations.write(ALIKE)
    command = [sys.executable, "-c", SERVER, str(port), str(data), str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=data)
    told: dict[str, str] = {}
    try:
        for line in server.stdout or ():
            told |= json.loads(line)
            if "url" in told:
                break
        assert "url" in told, "the workbench did not start"
        yield told
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page on which an error in the console fails the test; a refused form is none."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert [one for one in wrong if "422" not in one] == []


def _sign_in(page: Page, served: dict[str, str]) -> None:
    page.goto(served["url"] + "en/account/login/")
    page.get_by_label("User name").fill(served["username"])
    page.get_by_label("Password").fill(served["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This week")


def _settle(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('[data-waiting]')", timeout=120_000)


def test_the_main_road(page: Page, served: dict[str, str]) -> None:
    _sign_in(page, served)
    first = page.locator(".week li").first
    number = first.locator(".week__number")
    told = number.inner_text()
    number.click()
    rows = page.locator("table tbody tr")
    if told.isdigit():
        assert rows.count() == int(told), "a number opens the list that it counts"

    page.get_by_role("link", name="Portfolio", exact=True).first.click()
    _settle(page)
    expect(page.get_by_text("proved best").first).to_be_visible()
    force = page.get_by_role("link", name=re.compile("^Take in ?:")).first
    name = (force.text_content() or "").split(":", 1)[-1].strip()
    force.click()
    expect(page.get_by_role("heading", name="The consequence")).to_be_visible()
    consequence = page.locator("#consequence")
    expect(consequence).to_contain_text(name)
    expect(consequence).to_contain_text(re.compile("The value (changes by|stays)"))

    page.get_by_role("link", name="Record this as a decision").click()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("Say who decides.")).to_be_visible()
    page.get_by_label("Who decides").fill("steering group 3/2027")
    page.get_by_label("Reasons and conditions").fill("Tried in a browser.")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator(".digest")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(page.locator("main")).to_contain_text(name)
    page.get_by_role("link", name="Decisions", exact=True).first.click()
    expect(page.locator("tbody")).to_contain_text("steering group 3/2027")


def test_the_consequence_comes_as_a_fragment_within_two_seconds(
    page: Page, served: dict[str, str]
) -> None:
    _sign_in(page, served)
    page.goto(served["url"] + "en/a/tiny/whatif/")
    _settle(page)
    page.evaluate("document.querySelector('h1').dataset.before = 'yes'")
    page.get_by_label("Leave out").select_option(index=1)
    with page.expect_response(lambda answer: "forbid=" in answer.url) as caught:
        page.get_by_role("button", name="See the consequence").click()
    expect(page.get_by_role("heading", name="The consequence")).to_be_visible()
    assert page.evaluate("document.querySelector('h1').dataset.before") == "yes", "not reloaded"
    timing = caught.value.request.timing
    assert timing["responseStart"] < 2000
    assert "forbid=" in page.url, "the consequence has an address"


def test_a_condition_is_worked_out_by_the_worker_and_recorded(
    page: Page, served: dict[str, str]
) -> None:
    _sign_in(page, served)
    page.goto(served["url"] + "en/a/tiny/whatif/condition/")
    page.get_by_label("Project").select_option("tram")
    page.get_by_label("At the latest on").fill("2027-02-28")
    page.get_by_role("button", name="See both branches").press("Enter")
    expect(page.get_by_role("heading", name="If it is promised by 28 February 2027")).to_be_visible(
        timeout=60_000
    )
    expect(page.get_by_role("heading", name="Otherwise")).to_be_visible()
    page.get_by_role("link", name="Record both as a decision").click()
    page.get_by_label("Who decides").fill("steering group 4/2027")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator("main")).to_contain_text("If the condition comes true by 28 February 2027")
    expect(page.locator("main")).to_contain_text("Otherwise, and until then")


def test_the_queue_is_ruled_on_by_keys_and_a_ruling_is_taken_back(
    page: Page, served: dict[str, str]
) -> None:
    _sign_in(page, served)
    page.goto(served["url"] + "en/a/tiny/landscape/organisations/queue/?ruled=1")
    pair = page.locator("#pair")
    expect(pair).to_be_focused()
    before = pair.locator("table").inner_text()
    page.get_by_label("Why (stays").fill("2")
    page.get_by_label("Why (stays").press("1")
    expect(pair.locator("table")).to_have_text(re.compile("Name"))
    assert page.get_by_label("Why (stays").input_value().endswith("1"), "a digit typed is a digit"
    page.get_by_label("Why (stays").fill("two towns")
    pair.focus()
    page.keyboard.press("2")
    expect(page.get_by_role("status").first).to_contain_text("are two organisations")
    expect(page.locator("main")).to_contain_text("two towns")
    expect(pair).to_be_focused()
    assert pair.locator("table").inner_text() != before, "what is ruled is not asked again"
    page.keyboard.press("0")
    expect(page.get_by_role("status").first).to_contain_text("is taken back")
    assert pair.locator("table").inner_text() == before
    expect(page.locator("main")).to_contain_text("Nothing has been ruled.")


def test_the_language_is_changed_in_place(page: Page, served: dict[str, str]) -> None:
    _sign_in(page, served)
    page.goto(served["url"] + "en/a/tiny/proposals/")
    page.get_by_role("link", name="Svenska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Förslag")
    assert page.url.endswith("/sv/a/tiny/proposals/")
    page.goto(served["url"])
    assert "/sv/" in page.url, "the choice is remembered"


def test_the_keyboard_reaches_the_content_first(page: Page, served: dict[str, str]) -> None:
    _sign_in(page, served)
    page.reload()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("An idea, a note or a project code")).to_be_focused()


def test_the_network_is_walked_by_keyboard(page: Page, served: dict[str, str]) -> None:
    _sign_in(page, served)
    page.goto(served["url"] + "en/a/tiny/landscape/network/?organisation=Wave%20Oy%20(invented)")
    picture = page.locator("#network svg")
    first = picture.locator("a").first
    name = (first.locator("text").text_content() or "").rsplit(" (", 1)[0]
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("figcaption")).to_contain_text(name)
    page.get_by_text("The same as tables").click()
    expect(page.get_by_role("table", name="Neighbours", exact=True)).to_be_visible()


def test_a_file_is_loaded_by_the_worker_and_found(
    page: Page, served: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "projects_2026-11-01.csv"
    file.write_text(
        "id;acronym;title;startDate\n1;RAILS;Rails of invention;2026-01-01\n;X;No id;\n", "utf-8"
    )
    _sign_in(page, served)
    page.goto(served["url"] + "en/a/tiny/landscape/data/")
    page.get_by_label("Source", exact=True).select_option("cordis")
    page.get_by_label("Files as the source published them").set_input_files(file)
    page.get_by_role("button", name="Load", exact=True).click()
    _settle(page)
    expect(page.get_by_role("status")).to_contain_text("Rows now held of the source: 1.")
    expect(page.locator("#load")).to_contain_text("A cell without which the row says nothing")
    page.goto(served["url"] + "en/a/tiny/landscape/projects/")
    page.get_by_label("Words in the project").fill("invention")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="RAILS – Rails of invention").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("RAILS – Rails of invention")


def test_a_card_comes_in_its_place_and_an_idea_is_kept(page: Page, served: dict[str, str]) -> None:
    _sign_in(page, served)
    page.get_by_label("An idea, a note or a project code").fill("Shared data for trams")
    page.get_by_role("button", name="Go").click()
    _settle(page)
    expect(page.get_by_role("heading", name="Is it new?")).to_be_visible()
    expect(page.get_by_label("Describe the idea")).to_have_value("Shared data for trams")
    page.get_by_role("button", name="Keep this as an idea").click()
    expect(page.locator("main")).to_contain_text("Kept as")


TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const clipped = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !clipped(one))
    .map((one) => one.outerHTML.slice(0, 160));
}"""
PAGES = (
    "account/second/",
    "statement/",
    "a/tiny/",
    "a/tiny/lists/empty_cells/",
    "a/tiny/proposals/",
    "a/tiny/proposals/tram/",
    "a/tiny/portfolio/",
    "a/tiny/portfolio/near/",
    "a/tiny/portfolio/front/",
    "a/tiny/portfolio/front/?x=cost&y=ties&z=value&point=1",
    "a/tiny/time/",
    "a/tiny/doubt/",
    "a/tiny/doubt/sure/",
    "a/tiny/doubt/cautious/",
    "a/tiny/doubt/readings/",
    "a/tiny/portfolio/coverage/",
    "a/tiny/portfolio/ranking/",
    "a/tiny/money/",
    "a/tiny/money/hold/",
    "a/tiny/money/cities/",
    "a/tiny/money/call/",
    "a/tiny/whatif/?force=tram",
    "a/tiny/whatif/condition/?if=tram&level=signed&until=2027-02-28",
    "a/tiny/whatif/again/?line=common&less=30",
    "a/tiny/whatif/repair/?force=lab&force=tram&force=wells",
    "a/tiny/whatif/compare/",
    "a/tiny/decisions/",
    "a/tiny/decisions/new/",
    "a/tiny/landscape/",
    "a/tiny/landscape/?q=tram+batteries",
    "a/tiny/landscape/organisations/",
    "a/tiny/landscape/organisations/one/?name=Northbay+%28invented%29",
    "a/tiny/landscape/organisations/queue/",
    "a/tiny/landscape/projects/",
    "a/tiny/landscape/projects/?like=data+laboratory",
    "a/tiny/landscape/projects/projects:old-lab/",
    "a/tiny/landscape/gaps/",
    "a/tiny/landscape/calls/",
    "a/tiny/landscape/network/",
    "a/tiny/landscape/map/",
    "a/tiny/landscape/data/",
    "a/tiny/folder/",
    "a/tiny/folder/new/",
    "a/tiny/folder/tables/proposals.csv/",
    "a/tiny/folder/tables/proposals.csv/0/",
)


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_are_accessible_and_fit(page: Page, served: dict[str, str], width: int) -> None:
    faults: list[str] = []
    page.set_viewport_size({"width": width, "height": 900})

    def look(path: str) -> None:
        page.goto(f"{served['url']}en/{path}")
        _settle(page)
        faults.extend(f"{path}: too wide: {one}" for one in page.evaluate(TOO_WIDE))
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        )
        faults.extend(
            f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]
        )

    look("account/login/")
    _sign_in(page, served)
    for path in PAGES:
        look(path)
    assert faults == []
