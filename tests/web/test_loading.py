"""Open data loaded in the browser: progress, every row left out named, nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salkku import workbench
from salkku.domain.errors import Fault, SourceError
from salkku.locale import message
from salkku.store import tables
from salkku.web.desk.opening import Desk
from salkku.web.desk.uploads import keep_upload, upload_at
from salkku.web.jobs.asking import ask
from salkku.web.jobs.questions import answer

GOOD = "id;acronym;title;startDate;endDate\n1;WARD;Care;2026-01-01;2028-12-31\n2;TRAM;Rails;x;\n"
MORE = GOOD + ";NONE;A project without an id;;\n1;2;3;4;5;6;7\n"


def _sent(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def _load(client: Client, desk: Desk, *files: SimpleUploadedFile, source: str = "cordis") -> str:
    form = {"source": source, "files": list(files), "as_of": ""}
    answer = client.post(f"/en/a/{desk.key}/landscape/data/load/", form)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_file_is_loaded_and_what_was_left_out_is_named(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client = signed_in("editor")
    place = _load(client, desk, _sent("projects_2026-11-01.csv", MORE))
    page = client.get(place).content.decode()
    assert "Rows now held of the source: 2." in page
    assert "A cell without which the row says nothing is empty." in page
    assert ">startDate</td>" in page, "a cell in doubt by its column"
    assert "projects_2026-11-01.csv" in page
    assert "1 November 2026" in page
    assert workbench.loaded_files(desk.tables)[0].as_of == date(2026, 11, 1)
    rows = client.get(f"{place}&as=csv").content.decode().splitlines()
    assert len(rows) == 4, "the head, two rejected rows and a cell in doubt"
    assert not list((desk.tables / ".salkku" / "uploads").iterdir()), "what was sent is gone"
    found = client.get(f"/en/a/{desk.key}/landscape/projects/?source=cordis").content.decode()
    assert "Projects found: 2" in found


def test_a_refused_file_changes_nothing_and_says_why(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client = signed_in("editor")
    _load(client, desk, _sent("projects.csv", GOOD))
    before = tables.counts(folder=desk.tables, source="cordis")
    page = client.get(_load(client, desk, _sent("shopping.csv", "a,b\n1,2\n"))).content.decode()
    assert "Nothing was loaded, and nothing changed." in page
    assert "shopping.csv" in page
    assert "There is no such file" in message(Fault("a.csv", "path_missing"), language="en")
    broken = SimpleUploadedFile("broken.zip", b"PK\x03\x04 nothing")
    assert "Nothing was loaded" in client.get(_load(client, desk, broken)).content.decode()
    assert tables.counts(folder=desk.tables, source="cordis") == before


def test_loading_needs_the_right_to_edit_and_a_file(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    path = f"/en/a/{desk.key}/landscape/data/"
    assert "Load files" not in signed_in("viewer").get(path).content.decode()
    for part in ("load/", "fetch/"):
        assert signed_in("viewer").post(path + part).status_code == 403
        assert signed_in("outsider").post(path + part).status_code == 404
        assert signed_in("editor").get(path + part).status_code == 405
        answer = signed_in("editor").post(path + part, {"source": "cordis", "published": "x/y"})
        assert "wrong=" in answer["Location"]
    answer = signed_in("editor").post(
        f"{path}load/", {"source": "nothing", "files": _sent("a.csv", GOOD)}
    )
    assert "wrong=files" in answer["Location"]
    assert signed_in("viewer").get(f"{path}?load=99999").status_code == 404
    assert signed_in("viewer").get(f"{path}?load=x").status_code == 404
    other = ask(desk, "solve")
    assert signed_in("viewer").get(f"{path}?load={other.pk}").status_code == 404


@pytest.mark.parametrize("name", ["../../evil.csv", "..", "a/b.csv", "x" * 40 + "\x00.csv", ""])
def test_the_name_of_a_sent_file_leads_nowhere(desk: Desk, name: str) -> None:
    class Sent:
        def __init__(self) -> None:
            self.name = name

        def chunks(self) -> list[bytes]:
            return [b"x"]

    kept = upload_at(desk, keep_upload(desk, [Sent()]))
    (file,) = kept.iterdir()
    assert file.resolve().parent == kept.resolve()
    with pytest.raises(ValueError, match=r"\.\."):
        upload_at(desk, "..")


def test_progress_is_told_in_bytes(desk: Desk, tmp_path: Path) -> None:
    files = [BytesIO(GOOD.encode()), BytesIO(MORE.encode())]
    told: list[tuple[int, int]] = []
    for number, file in enumerate(files):
        file.name = f"projects_2026-0{number + 1}-01.csv"
        file.chunks = lambda file=file: [file.getvalue()]  # type: ignore[attr-defined]
    wanted = {"source": "cordis", "upload": keep_upload(desk, files)}  # type: ignore[arg-type]
    answer(
        desk.read(),
        "load",
        wanted,
        tell=lambda done, whole: told.append((done, whole)),
        folder=desk.tables,
    )
    whole = len(GOOD) + len(MORE)
    assert told == [(len(GOOD), whole), (whole, whole)]


def test_a_source_that_gives_nothing_is_told(
    desk: Desk,
    signed_in: Callable[[str], Client],
    answered: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuses(source: str, **_: object) -> None:
        raise SourceError("tables_busy", file="tables.duckdb")

    monkeypatch.setattr(workbench, "fetch", refuses, raising=False)
    client = signed_in("editor")
    path = f"/en/a/{desk.key}/landscape/data/"
    sent = client.post(f"{path}fetch/", {"published": "cordis/horizon"})
    page = client.get(sent["Location"]).content.decode()
    assert 'role="alert"' in page
    assert "Nothing was loaded" not in page
