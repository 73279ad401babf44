"""What is like a text is found over languages and sources, and each hit says why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.ingest import horizon

from salkku import ingest
from salkku.domain.ecosystem import FundedProject
from salkku.domain.periods import parse_month
from salkku.landscape import (
    Hit,
    KnownProject,
    Library,
    Query,
)
from salkku.landscape.known import known_in_agreement, known_in_tables
from salkku.landscape.shelves import shelve
from salkku.text import plain_name

MONTH = parse_month


def _known(
    key: str, name: str, text: str, starts: str = "", ends: str = "", *who: str
) -> KnownProject:
    return KnownProject(
        key=f"made:{key}",
        source="made",
        names={"": name},
        texts={"": text},
        starts=MONTH(starts) if starts else None,
        ends=MONTH(ends) if ends else None,
        organisations={plain_name(each): each for each in who},
    )


PROJECTS = [
    _known(
        "uam",
        "Urban air mobility for emergency services",
        "Drones deliver samples between hospitals in city airspace.",
        "2021-01",
        "2023-12",
        "Forum Virium Helsinki Oy",
    ),
    _known(
        "parts",
        "Marketplace of reclaimed building parts",
        "Reuse after deconstruction; a digital platform of construction.",
        "2026-01",
        "2028-12",
    ),
    _known(
        "kuntoutus",
        "Etäkuntoutus kotona",
        "Muistisairaiden kuntoutus ja kotihoito.",
        "2027-01",
        "2028-12",
        "Espoon kaupunki",
    ),
    _known("heat", "Waste heat of ice rinks", "Energy storage for district heating."),
    _known("hymns", "A history of hymns", "Singing in churches of the seventeenth century."),
]


def similar(
    *, query: Query, projects: Sequence[KnownProject], now: int | None = None
) -> tuple[Hit, ...]:
    return Library([shelve(projects)]).hits(query, now=now)


def _hits(text: str, **known: object) -> tuple[Hit, ...]:
    query = Query({"": text}, **known)  # type: ignore[arg-type]
    return similar(query=query, projects=PROJECTS, now=MONTH("2027-01"))


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("Droonikuljetukset sairaaloiden välillä", "made:uam"),
        ("Drönare mellan sjukhus i luftrummet", "made:uam"),
        ("Drone deliveries between hospitals", "made:uam"),
        ("Rakennusosien uudelleenkäyttö purkutyömailta", "made:parts"),
        ("Återbruk av byggdelar efter rivning", "made:parts"),
        ("Home rehabilitation of people with dementia", "made:kuntoutus"),
        ("Jäähallien hukkalämpö kaukolämpöön", "made:heat"),
    ],
)
@pytest.mark.usefixtures("analysers")
def test_a_text_in_any_language_finds_its_like_in_another(text: str, project: str) -> None:
    first = _hits(text)[0]
    assert (first.project, first.rank, first.source) == (project, 1, "made")
    assert first.because


def test_nothing_like_it_is_an_answer() -> None:
    assert _hits("Kvanttitietokoneen jäähdytys") == ()
    assert similar(query=Query({"": "Drones"}), projects=[]) == ()
    assert _hits("") == ()


@pytest.mark.usefixtures("analysers")
def test_reasons_name_concepts_time_and_organisations() -> None:
    hit = _hits(
        "Drones carry samples between hospitals",
        organisations={plain_name("FORUM VIRIUM HELSINKI OY"): "FORUM VIRIUM HELSINKI OY"},
    )[0]
    reasons = {reason.code: reason.values for reason in hit.because}
    assert set(reasons["shared_concepts"]) >= {"drone", "hospital"}
    assert reasons["shared_organisations"] == ("Forum Virium Helsinki Oy",)
    assert reasons["ended_before"] == ("2023-12",)
    assert hit.relation == "continues"


def test_the_same_text_at_the_same_time_is_a_duplicate() -> None:
    parts = PROJECTS[1]
    query = Query(parts.texts, name=parts.names, starts=MONTH("2027-01"), ends=MONTH("2028-01"))
    hit = similar(query=query, projects=PROJECTS)[0]
    assert (hit.project, hit.relation) == ("made:parts", "duplicate")
    assert hit.because[0].code == "same_name"
    assert ("overlapping_time", ("2027-01", "2028-01")) in [
        (reason.code, reason.values) for reason in hit.because
    ]


def test_a_theme_shared_at_the_same_time_complements_or_overlaps() -> None:
    hit = _hits("Demolition sites as testbeds: reuse of concrete and training of builders")[0]
    assert hit.project == "made:parts"
    assert hit.relation in ("complements", "overlaps")


def test_a_project_is_never_its_own_hit_and_the_limit_holds() -> None:
    library = Library([shelve(PROJECTS)])
    query = Query({"": "drones hospitals energy storage building parts reuse"})
    assert len(library.hits(query, limit=2)) == 2
    own = Query(query.texts, key="made:uam")
    assert "made:uam" not in [hit.project for hit in library.hits(own)]


def test_ranks_are_the_same_every_time() -> None:
    query = Query({"": "Reuse of building parts and drones"})
    assert Library([shelve(PROJECTS)]).hits(query) == Library([shelve(PROJECTS)]).hits(query)


def test_rows_of_the_agreement_are_known_too() -> None:
    rows = (
        FundedProject(
            id="kiertotalot",
            name={"fi": "Kiertotalot", "en": ""},
            summary={"fi": "Rakennusosien uudelleenkäyttö"},
            lead="Helsingin kaupunki",
            start=MONTH("2024-01"),
            end=MONTH("2026-10"),
        ),
    )
    known = known_in_agreement(projects=rows)
    assert [each.key for each in known] == ["projects:kiertotalot"]
    hit = similar(query=Query({"en": "reuse of building parts"}), projects=known)[0]
    assert (hit.project, hit.source) == ("projects:kiertotalot", "projects")


def _row(
    id_: str, start: str, end: str, *continues: str, tags: tuple[str, ...] = ()
) -> FundedProject:
    return FundedProject(
        id=id_,
        name={"en": id_.replace("-", " ")},
        start=MONTH(start),
        end=MONTH(end),
        continues=continues,
        tags=tags,
    )


@pytest.mark.usefixtures("analysers")
def test_a_chain_of_projects_is_found_by_the_theme_of_its_first() -> None:
    """AiRMOUR was continued by CITYAM, and that by Metropolitan UAM: each in another fund."""
    rows = (
        _row("airmour", "2021-01", "2023-12", tags=("drones",)),
        _row("cityam", "2023-01", "2025-12", "airmour"),
        _row("metropolitan-uam", "2025-10", "2027-09", "cityam", "nowhere"),
        _row("food-waste", "2023-04", "2026-03", tags=("food",)),
    )
    known = known_in_agreement(projects=rows)
    assert [each.tags for each in known] == [("drones",), ("drones",), ("drones",), ("food",)]
    query = Query({"fi": "Kiireellisten kuljetusten drone-käytävä"}, starts=MONTH("2027-10"))
    hits = similar(query=query, projects=known)
    assert {hit.project.removeprefix("projects:") for hit in hits} == {
        "airmour",
        "cityam",
        "metropolitan-uam",
    }


def test_tags_that_go_round_in_a_circle_end() -> None:
    rows = (
        _row("a", "2021-01", "2022-01", "b", tags=("x",)),
        _row("b", "2021-01", "2022-01", "a", tags=("y",)),
    )
    assert [each.tags for each in known_in_agreement(projects=rows)] == [("x", "y"), ("y", "x")]


def test_the_tags_of_a_row_are_asked_with() -> None:
    hits = similar(query=Query({"fi": "Kävely"}, tags=("drones",)), projects=PROJECTS)
    assert hits[0].project == "made:uam"


def test_sharing_a_city_alone_is_no_likeness() -> None:
    query = Query({"": "Hymns"}, organisations={"espoon kaupunki": "Espoon kaupunki"})
    assert [hit.project for hit in similar(query=query, projects=PROJECTS)] == ["made:hymns"]


@pytest.mark.usefixtures("analysers")
def test_loaded_projects_are_known_by_source_and_id(tmp_path: Path) -> None:
    assert known_in_tables(folder=tmp_path) == ()
    (tmp_path / "agreement").mkdir()
    source = horizon.write_folder(tmp_path / "csv", horizon.files())
    ingest.load(source="cordis", paths=[source], into=tmp_path / "agreement")
    known = known_in_tables(folder=tmp_path / "agreement")
    assert [each.key for each in known] == ["cordis:101000001", "cordis:101000002"]
    assert known[0].organisations == {"esimerkki oy": "ESIMERKKI OY"}
    assert (known[0].cents, known[1].cents) == (299801275, None)
    hit = similar(query=Query({"fi": "Droonit sairaaloissa"}), projects=known)[0]
    assert hit.project == "cordis:101000002"


def test_real_projects_are_found_from_finnish_and_swedish(
    shared_data: Path, tmp_path: Path
) -> None:
    files = [
        shared_data / "cordis" / "horizon" / name for name in ("project.csv", "organization.csv")
    ]
    ingest.load(source="cordis", paths=files, into=tmp_path)
    library = Library([shelve(known_in_tables(folder=tmp_path))])
    for text, concept in (
        ("Kvanttitietokoneet ja kvanttiteknologia", "quantum"),
        ("Lämpövarastot ja kaukolämpö", "energy_storage"),
        ("Obemannade luftfartyg och drönare", "drone"),
        ("Äldres minnessjukdomar och demens", "memory_disorder"),
    ):
        hits = library.hits(Query({"": text}), limit=5)
        assert len(hits) == 5
        shared = [
            reason.values
            for hit in hits
            for reason in hit.because
            if reason.code == "shared_concepts"
        ]
        assert sum(concept in values for values in shared) >= 3, (concept, shared)
