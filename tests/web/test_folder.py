"""The folder goes out and in as a zip; what is wrong is told by place and changes nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salkku.store.archive import unpack
from salkku.store.writing import table_of
from salkku.web.desk.opening import Desk, open_desk


def _send(client: Client, desk: Desk, content: bytes) -> object:
    sent = SimpleUploadedFile("agreement.zip", content, "application/zip")
    return client.post(f"/en/a/{desk.key}/folder/new/", {"folder": sent})


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()


def test_out_and_in_changes_nothing(desk: Desk, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("editor")
    content = client.get(f"/en/a/{desk.key}/folder/agreement.zip").content
    files = dict(unpack(content).files)
    del files["datapackage.json"]
    assert files == desk.workspace.dossier().files
    assert _send(client, desk, content).status_code == 302
    assert open_desk(desk.key).digest == desk.digest


def test_a_change_comes_in(desk: Desk, signed_in: Callable[[str], Client]) -> None:
    files = dict(desk.workspace.dossier().files)
    files["notes.txt"] = b"seen"
    assert _send(signed_in("editor"), desk, _zip(files)).status_code == 302
    assert open_desk(desk.key).workspace.read_bytes("notes.txt") == b"seen"
    assert open_desk(desk.key).digest != desk.digest


def test_faults_are_told_by_place_and_change_nothing(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    files = dict(desk.workspace.dossier().files)
    files["costs.csv"] = b"proposal,line,amount_eur\ntram,nowhere,-1\ntram,nowhere,1.234\n"
    answer = _send(signed_in("editor"), desk, _zip(files))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("costs.csv") >= 3
    assert "nowhere" in text
    assert open_desk(desk.key).digest == desk.digest


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip at all",
        _zip({"../out.csv": b"x", "agreement.toml": b""}),
        _zip({"/etc/passwd": b"x"}),
        _zip({"agreement.toml": b"[agreement]\n"}),
        _zip({"a.csv": b"0" * 30_000_000}),
        _zip({"agreement.toml": b"\xff\xfe", "proposals.csv": b"\0"}),
    ],
    ids=["empty", "not-zip", "leads-out", "absolute", "bare", "bomb", "not-text"],
)
def test_harmful_or_broken_packages_are_refused(
    desk: Desk, signed_in: Callable[[str], Client], content: bytes
) -> None:
    answer = _send(signed_in("editor"), desk, content)
    assert answer.status_code == 422
    assert (
        'aria-invalid="true"' in answer.content.decode()
        or '<td role="cell">' in answer.content.decode()
    )
    assert open_desk(desk.key).digest == desk.digest


def _row(desk: Desk, client: Client, **cells: str) -> object:
    path = f"/en/a/{desk.key}/folder/tables/proposals.csv/0/"
    header = table_of(desk.workspace.read_bytes("proposals.csv")).header
    form = {f"c{header.index(name)}": text for name, text in cells.items()}
    return client.post(path, form)


def test_a_row_is_changed_and_the_change_taken_back(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("editor")
    before = desk.workspace.read_bytes("proposals.csv")
    assert _row(desk, client, name_en="Tram, by night").status_code == 302
    changed = open_desk(desk.key)
    assert changed.read().proposals[0].name["en"] == "Tram, by night"
    after = changed.workspace.read_bytes("proposals.csv")
    differ = [a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True)]
    assert differ.count(True) == 1
    path = f"/en/a/{desk.key}/folder/tables/proposals.csv/0/"
    text = client.get(path).content.decode()
    assert "Tram, by night" in text
    assert "editor" in text
    assert client.post(path + "undo/").status_code == 302
    assert open_desk(desk.key).workspace.read_bytes("proposals.csv") == before
    assert open_desk(desk.key).digest == desk.digest


def test_a_change_with_a_fault_is_told_and_not_kept(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    answer = _row(desk, signed_in("editor"), status="perhaps")
    assert answer.status_code == 422
    assert "perhaps" in answer.content.decode()
    assert open_desk(desk.key).digest == desk.digest


def test_tables_hold_scores_and_are_for_those_who_may_see_them(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    path = f"/en/a/{desk.key}/folder/tables/scores.csv/"
    assert signed_in("viewer").get(path).status_code == 403
    assert signed_in("assessor").get(path).status_code == 200
    assert signed_in("assessor").get(path + "0/").status_code == 403
    assert signed_in("editor").get(path + "99999/").status_code == 404
    assert signed_in("editor").get(path.replace("scores", "no")).status_code == 404
