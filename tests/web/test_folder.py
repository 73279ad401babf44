"""The folder goes out and in as a zip; what is wrong is told by place and changes nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salkku.store.archive import unpack
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
    assert 'aria-invalid="true"' in answer.content.decode() or "<td>" in answer.content.decode()
    assert open_desk(desk.key).digest == desk.digest
