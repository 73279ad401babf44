"""The landscape's pages: the card beside an idea, and the news of the focus areas in the week."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from salkku import locale, workbench
from salkku.cli.main import main
from salkku.ingest.facts import Fact
from salkku.web.desk.laying import lay
from salkku.web.desk.opening import Desk
from salkku.web.jobs.questions import answer

EXAMPLES = Path(__file__).parents[2] / "examples"
IDEA = "Trams with batteries"
ISSUE = "id;acronym;title;objective;status;startDate;endDate\n"
WARD = (
    "1;WARD;Remote care on the ward;Health technology for care at home;{};2026-01-01;2028-12-31\n"
)


@pytest.fixture
def hevi(db: object, people: object, analysers: None) -> Desk:
    """The larger example, with the same people."""
    from salkku.web.accounts.models import Membership

    desk = lay(EXAMPLES / "hevi")
    for one in list(Membership.objects.all()):
        Membership.objects.create(user=one.user, agreement=desk.key, role=one.role)
    return desk


@pytest.fixture
def loaded(hevi: Desk, tmp_path: Path) -> Desk:
    """Load two invented issues of open data beside it."""
    files = []
    for day, status in (("2026-10-01", "SIGNED"), ("2026-11-15", "CLOSED")):
        file = tmp_path / f"projects_{day}.csv"
        file.write_text(ISSUE + WARD.format(status), "utf-8")
        files.append(file)
    hevi.tables.mkdir(parents=True)
    workbench.load("cordis", files, into=hevi.tables)
    return hevi


def test_the_card_stands_beside_the_form(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    page = signed_in("viewer").get(f"/en/a/{desk.key}/landscape/?q={IDEA}").content.decode()
    assert 'id="card"' in page
    assert f">{IDEA}</textarea>" in page, "the form is still there, with what was written"
    for part in ("verdict", "needs", "results", "partners", "testbeds", "calls", "when"):
        assert locale.say(f"idea.title_{part}", {}, language="en") in page
    assert "landscape_keep" not in page
    assert "Keep this as an idea" not in page, "a viewer keeps nothing"
    assert "Keep this as an idea" in (
        signed_in("editor").get(f"/en/a/{desk.key}/landscape/?q={IDEA}").content.decode()
    )


def test_until_the_card_is_there_the_page_waits_in_its_place(
    desk: Desk, signed_in: Callable[[str], Client], today: date
) -> None:
    page = signed_in("viewer").get(f"/en/a/{desk.key}/landscape/?q={IDEA}").content.decode()
    assert 'hx-select="#card"' in page
    assert "Describe the idea" in page


def test_a_card_is_drafted_from_an_empty_cell_of_the_week(
    hevi: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    client = signed_in("viewer")
    listed = client.get(f"/en/a/{hevi.key}/lists/empty_cells/").content.decode()
    address = f"/en/a/{hevi.key}/landscape/?cell=health%2Ctestbeds%2Cvantaa"
    assert address in listed
    page = client.get(address).content.decode()
    assert "is empty: no project" in page or "is not empty" in page
    wrong = client.get(f"/en/a/{hevi.key}/landscape/?cell=health,testbeds,turku").content.decode()
    assert 'id="card"' not in wrong


def test_the_api_gives_the_card_of_the_command_line(
    desk: Desk,
    signed_in: Callable[[str], Client],
    answered: None,
    today: date,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = desk.read()
    cell = ",".join((data.focus_areas[0].id, data.methods[0].id, data.parties[0].id))
    client, place = signed_in("viewer"), f"/api/v1/agreements/{desk.key}/idea"
    for name, value in (("text", IDEA), ("cell", cell)):
        options = [str(EXAMPLES / "tiny"), f"--{name}", value, "--today", today.isoformat()]
        assert main(["idea", *options, "--json"]) == 0
        told = client.get(place, {name: value})
        assert told.status_code == 200
        assert told.content.decode() == capsys.readouterr().out
    assert client.get(place).status_code == 422
    assert client.get(place, {"text": IDEA, "cell": cell}).status_code == 422
    assert client.get(place, {"cell": "nothing,of,it"}).status_code == 404
    assert client.get(place, {"text": "x" * 4001}).status_code == 422


def test_the_week_tells_the_news_of_each_focus_area(
    loaded: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    client = signed_in("viewer")
    page = client.get(f"/en/a/{loaded.key}/").content.decode()
    assert "in Wellbeing and health technology since 25 October 2026" in page
    assert "lists/area_news/?area=health" in page
    listed = client.get(f"/fi/a/{loaded.key}/lists/area_news/?area=health").content.decode()
    assert "WARD – Remote care on the ward" in listed
    assert ">muuttui</td>" in listed
    assert ">Tila</td>" in listed, "the field that changed is said in words"
    assert client.get(f"/en/a/{loaded.key}/lists/area_news/?area=urban").status_code == 404
    told = client.get(f"/api/v1/agreements/{loaded.key}/week", {"since": "2026-11-01"}).json()
    news = [one for one in told["items"] if one["kind"] == "area_news"]
    assert [(one["number"], one["list"][0]["id"]) for one in news] == [(1, "cordis:1")]


def test_the_week_waits_for_no_news(
    loaded: Desk, signed_in: Callable[[str], Client], today: date
) -> None:
    answer = signed_in("viewer").get(f"/en/a/{loaded.key}/")
    assert answer.status_code == 200
    assert "lists/area_news" not in answer.content.decode()
    place = f"/api/v1/agreements/{loaded.key}/week"
    assert signed_in("viewer").get(place, {"since": "2026-11-01"}).status_code == 202
    assert signed_in("viewer").get(place).status_code == 200


def test_progress_of_a_card_is_told(loaded: Desk) -> None:
    told: list[tuple[int, int]] = []
    wanted = {"text": "Care at home", "today": "2026-11-24", "loaded": loaded.loaded}
    found = answer(
        loaded.read(),
        "idea",
        wanted,
        tell=lambda done, whole: told.append((done, whole)),
        folder=loaded.tables,
    )
    assert "cordis:1" in {one["project"] for one in found["hits"]}
    assert told, "reading what was loaded is told"


def test_projects_are_searched_by_words_facets_and_time(
    loaded: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    client, place = signed_in("viewer"), f"/en/a/{loaded.key}/landscape/projects/"
    every = len(loaded.read().projects)
    assert f"Projects found: {every + 1}" in client.get(place).content.decode()
    page = client.get(place, {"q": "care ward", "source": "cordis"}).content.decode()
    assert "Projects found: 1" in page
    assert "WARD – Remote care on the ward" in page
    assert 'value="cordis" id="source-1" checked' in page
    assert "Wellbeing and health technology" in page, "its words tell its focus area"
    steered = client.get(place, {"scope": "steered"}).content.decode()
    own = [one for one in loaded.read().projects if one.scope == "steered"]
    assert f"Projects found: {len(own)}" in steered
    assert "Projects found: 0" in client.get(place, {"from": "2090"}).content.decode()
    assert client.get(place, {"page": "99", "from": "x", "sort": "y"}).status_code == 200


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Another organisation"), ("fi", "Muu organisaatio"), ("sv", "En annan organisation")],
)
def test_one_organisation_is_one_value_by_any_of_its_names(
    language: str, told: str, loaded: Desk, signed_in: Callable[[str], Client], tmp_path: Path
) -> None:
    file = tmp_path / "organization.csv"
    file.write_text(
        "projectID;organisationID;name;city;country;role;order\n"
        "1;91;Helsingin kaupunki;Helsinki;FI;coordinator;1\n"
        "1;92;HELSINGIN KAUPUNKI;Helsinki;FI;participant;2\n"
        "1;93;Omnia;Espoo;FI;participant;3\n",
        "utf-8",
    )
    workbench.load("cordis", [file], into=loaded.tables)
    client = signed_in("viewer")
    own = sum("Helsingin kaupunki" in (one.lead, *one.partners) for one in loaded.read().projects)
    address = f"/{language}/a/{loaded.key}/landscape/projects/"
    page = client.get(f"{address}?organisation=helsingin+KAUPUNKI").content.decode()
    label = locale.say("web_landscape.facet.organisation", {}, language=language)
    assert f"<details open><summary>{label} (1)</summary>" in page
    box = re.search(r'<input[^>]*value="helsingin kaupunki"[^>]*checked>(.*?)</label>', page)
    assert box is not None
    assert f'<span class="small">{own + 1}</span>' in box[1], "each project once"
    assert told in page
    heading = locale.say("web_landscape.found", {"count": own + 1}, language=language)
    assert heading in page
    nobody = client.get(f"{address}?organisation=nobody+at+all").content.decode()
    assert locale.say("web_landscape.found", {"count": 0}, language=language) in nobody


def test_projects_like_a_text_have_their_relation_as_a_facet(
    hevi: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    client, place = signed_in("viewer"), f"/en/a/{hevi.key}/landscape/projects/"
    page = client.get(place, {"like": "drones between hospitals"}).content.decode()
    assert "Relation to the text" in page
    assert "CITYAM" in page
    assert "Soft landing" not in page
    only = client.get(
        place, {"like": "drones between hospitals", "relation": "continues"}
    ).content.decode()
    assert "CITYAM" in only
    assert "Metropolitan UAM" not in only.split('id="found"')[1]


def test_what_two_sources_say_stands_in_one_row(
    desk: Desk, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    cents = [
        Fact("total_cost_cents", 100_00, "eura2014.list", date(2020, 1, 1), "list.csv", True),
        Fact("total_cost_cents", 120_00, "eura2014.page", date(2021, 6, 30), "page.csv", True),
        Fact("total_cost_cents", 120_00, "kohesio", None, "fi.csv", True),
        Fact("total_cost_cents", 90_00, "eura2014.list", date(2019, 1, 1), "old.csv", False),
    ]
    sheet = workbench.ProjectSheet("eura2014:1", "Tides", {"total_cost_cents": cents}, (), ())
    monkeypatch.setattr(workbench, "project", lambda *_, **__: sheet, raising=False)
    page = signed_in("viewer").get(f"/en/a/{desk.key}/landscape/projects/eura2014:1/")
    text = page.content.decode()
    row = text.split("<caption>What the sources say, side by side</caption>")[1].split("</tr>")[0]
    told = re.sub(r"<[^>]+>", "|", row)
    assert re.sub(r"[|\s]+", " ", told).strip() == (
        "Total cost €100 EURA 2007–2020, 1 January 2020 €120 EURA 2007–2020, 30 June 2021 Kohesio"
    )


def test_a_project_page_sets_contradictions_side_by_side(
    loaded: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client, place = signed_in("viewer"), f"/en/a/{loaded.key}/landscape/projects/"
    page = client.get(f"{place}cordis:1/").content.decode()
    assert "Remote care on the ward" in page
    assert "CLOSED" in page
    assert "SIGNED" in page, "what was said before stands there too"
    assert "15 November 2026" in page
    assert "projects_2026-11-15.csv" in page
    assert "The sources do not contradict each other." in page
    own = client.get(f"{place}projects:cityam/").content.decode()
    assert "Forum Virium" in own
    assert ">koordinaattori</td>" in (
        client.get(f"/fi/a/{loaded.key}/landscape/projects/projects:cityam/").content.decode()
    )
    assert client.get(f"{place}cordis:none/").status_code == 404


def test_the_gaps_are_those_that_are_counted_and_each_drafts_an_idea(
    hevi: Desk, signed_in: Callable[[str], Client], today: date
) -> None:
    data = hevi.read()
    found = workbench.coverage_over_time(data, today=today)
    never = [one for one in found.gaps if one.kind == "never"]
    week = workbench.week(data, today=today, since=today)
    told = next(one for one in week if one.kind == "empty_cells")
    assert len(never) == told.number
    page = signed_in("viewer").get(f"/en/a/{hevi.key}/landscape/gaps/").content.decode()
    assert f"never a project {len(never)}," in page
    assert page.count("Draft an idea</a>") == len(found.gaps)
    told = f'Never a project of ours <span class="folds__count">({len(never)})</span>'
    assert page.count(told) == 1, "each reason once, with how many cells it is of"
    cells = len(data.focus_areas) * len(data.methods) * len(data.parties)
    for by in ("projects", "euros", "organisations"):
        place = f"/fi/a/{hevi.key}/landscape/gaps/?by={by}"
        assert signed_in("viewer").get(place).status_code == 200
        rows = signed_in("viewer").get(f"{place}&as=csv").content.decode().splitlines()
        assert len(rows) == cells + 1


def test_calls_are_listed_to_their_last_useful_day(
    loaded: Desk, signed_in: Callable[[str], Client], answered: None, today: date, tmp_path: Path
) -> None:
    file = tmp_path / "topics.csv"
    file.write_text(
        "topicId,title,programme,callIdentifier,opens,deadline,description\n"
        "T-1,Health technology in cities,HORIZON,C,2026-11-10,2027-02-01,Wellbeing\n"
        "T-2,Closed long ago,HORIZON,C,2020-11-10,2021-02-01,Wellbeing\n",
        "utf-8",
    )
    workbench.load("topics", [file], into=loaded.tables)
    client, place = signed_in("viewer"), f"/en/a/{loaded.key}/landscape/calls/"
    page = client.get(place).content.decode()
    assert ">T-1</span>" in page
    assert "1 February 2027" in page
    assert ">T-2</span>" not in page
    assert "HEVi" in page, "our own calls stand first"
    assert ">T-1</span>" in client.get(place, {"area": "health"}).content.decode()
    assert ">T-1</span>" not in client.get(place, {"area": "urban"}).content.decode()


def test_the_network_is_walked_from_name_to_name(
    hevi: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client, place = signed_in("viewer"), f"/en/a/{hevi.key}/landscape/network/"
    page = client.get(place, {"organisation": "FORUM VIRIUM  HELSINKI OY"}).content.decode()
    assert "Forum Virium Helsinki Oy works with" in page
    assert 'role="group" aria-label="Forum Virium' in page
    assert "?organisation=" in page.split("<svg")[1]
    assert "Ties between the neighbours" in page, "the picture has its tables"
    nobody = client.get(place, {"organisation": "Nobody At All"}).content.decode()
    assert "Nothing that is loaded speaks of" in nobody
    assert client.get(place, {"project": "projects:cityam"}).status_code == 200
    drawn = client.get(place, {"organisation": "Forum Virium Helsinki Oy", "as": "svg"})
    assert drawn["Content-Type"] == "image/svg+xml"


OUTLINE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"natcode":'
    ' "049", "name": "Espoo", "name_sv": "Esbo"}, "geometry": {"type": "Polygon", "coordinates":'
    " [[[24.5, 60.1], [24.8, 60.1], [24.8, 60.3], [24.5, 60.1]]]}}]}"
)


def test_the_map_is_drawn_from_what_is_loaded(
    hevi: Desk, signed_in: Callable[[str], Client], answered: None, today: date, tmp_path: Path
) -> None:
    client, place = signed_in("viewer"), f"/sv/a/{hevi.key}/landscape/map/"
    before = client.get(place).content.decode()
    assert "<svg" not in before.split("<main")[1].split("</main>")[0]
    assert "Otnäs" in before, "the register needs no map"
    file = tmp_path / "areas.geojson"
    file.write_text(OUTLINE, "utf-8")
    hevi.tables.mkdir(parents=True)
    workbench.load("places", [file], into=hevi.tables)
    page = client.get(place).content.decode()
    picture = page.split("<svg")[1].split("</svg>")[0]
    assert ">Esbo</text>" in picture
    assert "Otnäs" in picture, "a test environment stands in its city"
    assert "style=" not in picture
    assert client.get(f"{place}?as=csv").status_code == 200


def test_the_register_tells_where_room_runs_out(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    from salkku.domain.dossier import Dossier
    from salkku.web.desk.opening import replace

    files = dict(desk.workspace.dossier().files)
    rows = files["proposals.csv"].decode().splitlines()
    names = rows[0].split(",")
    if "testbeds" not in names:
        rows = [f"{rows[0]},testbeds", *(f"{row},pier" for row in rows[1:])]
    files["proposals.csv"] = "\n".join([*rows, ""]).encode()
    files["testbeds.csv"] = files["testbeds.csv"].replace(b",2,north", b",1,north")
    page_of = signed_in("viewer")
    crowded = replace(desk=desk, dossier=Dossier(files))
    uses = workbench.slots_of_testbeds(crowded.read())
    page = page_of.get(f"/en/a/{crowded.key}/landscape/map/").content.decode()
    assert "The pier" in page
    assert "/ 1</td>" in page
    assert any(one.capacity == 1 for one in uses)


def test_what_is_alike_says_what_the_comparison_went_without(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client = signed_in("viewer")
    told = locale.say("similar.without_tables", {}, language="sv")
    key = desk.read().projects[0].id
    for path in ("?like=buss", f"projects:{key}/"):
        page = client.get(f"/sv/a/{desk.key}/landscape/projects/{path}").content.decode()
        assert told in page, path
