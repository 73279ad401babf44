"""Every page in every language: whole, labelled, without a code left unsaid, safely served."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

from salkku import locale, workbench
from salkku.web.desk import answers
from salkku.web.desk.opening import Desk
from salkku.web.jobs.asking import ask

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
LANGUAGES = ("fi", "sv", "en")
PAGES = {
    "week": "",
    "week-list": "lists/empty_cells/",
    "proposals": "proposals/?sort=-cost",
    "project": "proposals/tram/",
    "portfolio": "portfolio/",
    "near": "portfolio/near/",
    "front": "portfolio/front/",
    "front-point": "portfolio/front/?x=unique_companies&y=value&point=1",
    "coverage": "portfolio/coverage/",
    "ranking": "portfolio/ranking/",
    "ecosystem": "portfolio/ecosystem/",
    "ecosystem-row": "portfolio/ecosystem/?row=wells",
    "fit": "portfolio/fit/?show=all&of=tram",
    "fit-proposals": "portfolio/fit/?about=proposals",
    "try": "whatif/?force=tram",
    "money": "money/",
    "money-hold": "money/hold/",
    "money-cities": "money/cities/",
    "money-call": "money/call/",
    "doubt": "doubt/",
    "doubt-sure": "doubt/sure/",
    "doubt-cautious": "doubt/cautious/",
    "doubt-readings": "doubt/readings/",
    "condition": "whatif/condition/?if=tram&level=signed&until=2027-02-28",
    "again": "whatif/again/?line=common&less=30",
    "repair": "whatif/repair/?force=lab&force=tram&force=wells",
    "compare": "whatif/compare/",
    "time": "time/",
    "decisions": "decisions/",
    "decision-new": "decisions/new/?forbid=tram",
    "decision-if": "decisions/new/?if=tram&level=signed&until=2027-02-28",
    "landscape": "landscape/?q=tram",
    "organisations": "landscape/organisations/",
    "organisation": "landscape/organisations/one/?name=Wave+Oy+%28invented%29&country=FI",
    "queue": "landscape/organisations/queue/",
    "landscape-projects": "landscape/projects/",
    "landscape-gaps": "landscape/gaps/",
    "landscape-calls": "landscape/calls/",
    "landscape-network": "landscape/network/",
    "landscape-data": "landscape/data/",
    "landscape-places": "landscape/map/",
    "folder": "folder/",
    "folder-new": "folder/new/",
    "table": "folder/tables/costs.csv/",
    "row": "folder/tables/proposals.csv/0/",
    "people": "people/",
}
OUTSIDE = {"statement": "statement/", "sign-in": "account/login/"}
UNSAID = re.compile(r"\b(web[a-z_]*|report|explain|rank|week|similar|errors)\.[a-z_]+[a-z_.]*\b")


def _normal(text: str) -> str:
    """Take out what differs from one request to the next, and spaces between lines."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', 'name="csrf"', text)
    text = re.sub(r'"X-CSRFToken": "[^"]+"', '"X-CSRFToken": ""', text)
    lines = (line.strip() for line in text.replace("><", ">\n<").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.fixture
def pages(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> Callable[[str], dict[str, str]]:
    def read(language: str) -> dict[str, str]:
        client, visitor = signed_in("admin"), signed_in("anonymous")
        found = {}
        for name, path in PAGES.items():
            answer = client.get(f"/{language}/a/{desk.key}/{path}")
            assert answer.status_code == 200, (name, answer.status_code)
            found[name] = answer.content.decode()
        for name, path in OUTSIDE.items():
            found[name] = visitor.get(f"/{language}/{path}").content.decode()
        return found

    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_as_recorded(language: str, pages: Callable[[str], dict[str, str]]) -> None:
    found = {name: _normal(text) for name, text in pages(language).items()}
    if os.environ.get("SALKKU_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        for name, text in found.items():
            (GOLDEN / f"{name}.{language}.html").write_text(text, "utf-8")
    for name, text in found.items():
        assert f'<html lang="{language}">' in text, name
        assert "data-waiting" not in text, name
        assert not re.search(r"\{[a-z_]+(:[a-z0-9]+)?\}", text), name
        unsaid = [match[0] for match in UNSAID.finditer(_visible(text))]
        assert unsaid == [], name
        recorded = (GOLDEN / f"{name}.{language}.html").read_text("utf-8")
        assert text == recorded, f"{name}.{language}: SALKKU_GOLDEN=write records it anew"


def _visible(text: str) -> str:
    """Give the words that are read, without file names and addresses."""
    words = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"\b[\w-]+\.(csv|toml|zip|fi|org)\b", " ", words)


def test_every_sentence_of_the_pages_is_in_all_languages() -> None:
    codes = {language: set(locale.codes(language)) for language in LANGUAGES}
    mine = {code for code in codes["en"] if code.startswith("web")}
    assert len(mine) > 200
    for language in ("fi", "sv"):
        assert {code for code in codes[language] if code.startswith("web")} == mine


def test_every_code_in_a_template_exists() -> None:
    root = Path(django_settings.ROOT_URLCONF.replace(".", "/")).parent
    web = Path(__file__).parents[2] / "src" / root
    said = set()
    for template in web.rglob("*.html"):
        text = template.read_text("utf-8")
        said |= {
            code for code in re.findall(r"{% say ['\"]([a-z_.0-9]+)['\"]", text) if "." in code
        }
    assert len(said) > 100
    assert sorted(code for code in said if not locale.has(code)) == []


def test_the_other_languages_are_one_link_away(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    text = signed_in("viewer").get(f"/sv/a/{desk.key}/proposals/?sort=-cost").content.decode()
    for language in LANGUAGES:
        assert f'href="/{language}/a/{desk.key}/proposals/?sort=-cost" lang="{language}"' in text


def test_the_language_follows_the_cookie(client: Client) -> None:
    client.cookies["salkku_language"] = "sv"
    assert client.get("/", follow=True).redirect_chain[0][0].startswith("/sv/")


def test_pages_carry_the_strict_headers(client: Client) -> None:
    answer = client.get("/en/account/login/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_nothing_on_a_page_needs_what_the_policy_forbids(
    pages: Callable[[str], dict[str, str]],
) -> None:
    for name, text in pages("en").items():
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), name
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), name


def test_scores_are_for_those_who_may_see_them(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    head = "Widest"
    path = f"/en/a/{desk.key}/proposals/tram/"
    assert head in signed_in("assessor").get(path).content.decode()
    seen = signed_in("viewer").get(path).content.decode()
    assert head not in seen
    assert "Your role does not show" in seen
    ranking = f"/en/a/{desk.key}/portfolio/ranking/"
    assert ">Points<" in signed_in("assessor").get(ranking).content.decode()
    assert ">Points<" not in signed_in("viewer").get(ranking).content.decode()
    assert signed_in("viewer").get(f"/en/a/{desk.key}/folder/agreement.zip").status_code == 403


def test_every_fact_of_the_week_has_a_heading() -> None:
    agreement = workbench.read(workbench.open_folder(EXAMPLES / "hevi"))
    items = [
        item
        for year in range(2024, 2031)
        for item in workbench.week(agreement, today=date(year, 6, 1), since=date(year, 1, 1))
    ]
    facts = {name for item in items for row in item.rows for name in row.facts}
    assert len(facts) > 10
    assert [name for name in sorted(facts) if not locale.has(f"web_week.fact.{name}")] == []
    kinds = {item.kind for item in items}
    assert [kind for kind in sorted(kinds) if not locale.has(f"web_week.action.{kind}")] == []


def test_what_tells_the_nearly_best_apart_is_counted(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    sets = (["tram", "hub"], ["tram", "farm"], ["tram", "hub", "farm"], ["tram", "farm"])
    portfolios = [{"chosen": one, "value": 10 - place} for place, one in enumerate(sets)]
    found = {"shared": ["tram"], "telling": ["hub", "farm"], "portfolios": portfolios}
    answers.finish(ask(desk, "near").pk, {**found, "complete": True, "count": len(sets)})
    page = signed_in("viewer").get(f"/en/a/{desk.key}/portfolio/near/").content.decode()
    assert page.index("in 3 of 4") < page.index("in 2 of 4"), "the commonest first"
