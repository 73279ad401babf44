"""Every broken folder ends `check` and `solve` alike: one object, exit 2, nothing written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.unit.store.bad_folders import FOLDERS
from tests.unit.store.bad_input import CASES, Broken
from tests.unit.store.sound import FILES

from salkku.cli.main import main


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for path, content in files.items():
        (folder / path).write_bytes(content)
    return folder


def state(folder: Path) -> list[tuple[str, int, int, bytes | None]]:
    """Everything that stands in a folder: names, kinds, times and contents."""
    found = []
    for place, folders, names in os.walk(folder):
        for name in sorted([*folders, *names]):
            path = Path(place) / name
            kind = path.lstat()
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else None
            found.append((name, kind.st_mode, kind.st_mtime_ns, content))
    return sorted(found, key=str)


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, capsys.readouterr().out


def refused(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> list[tuple[str, str, int | None, str | None]]:
    """Ask for JSON and check what holds of every refusal."""
    before = state(folder)
    code, printed = ask(capsys, command, str(folder), "--json")
    answer = json.loads(printed)
    assert code == 2
    assert answer["ok"] is False
    assert state(folder) == before
    for fault in answer["faults"]:
        assert set(fault) == {"file", "row", "column", "code", "message"}
        assert fault["message"] != fault["code"]
    return [(f["file"], f["code"], f["row"], f["column"]) for f in answer["faults"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_broken_files(case: Broken, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = laid(tmp_path / "small", case.files)
    told = refused(folder, capsys, "check")
    assert (case.file, case.code, case.row, case.column) in told
    assert refused(folder, capsys, "solve") == told


@pytest.mark.parametrize(("breaking", "file", "code"), FOLDERS)
def test_broken_folders(  # type: ignore[no-untyped-def]
    breaking, file: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = laid(tmp_path / "small", {path: text.encode() for path, text in FILES.items()})
    breaking(folder)
    told = refused(folder, capsys, "check")
    assert (file, code, None, None) in told
    assert refused(folder, capsys, "solve") == told


@pytest.mark.parametrize("command", ["check", "solve", "near", "robust", "repair", "coverage"])
def test_no_folder_at_all(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("missing", "file"):
        code, printed = ask(capsys, command, str(tmp_path / name), "--json")
        assert code == 2
        assert json.loads(printed)["faults"][0]["code"] in ("folder_missing", "not_a_folder")


def test_the_sound_folder_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = laid(tmp_path / "small", {path: text.encode() for path, text in FILES.items()})
    before = state(folder)
    code, printed = ask(capsys, "check", str(folder), "--json")
    answer = json.loads(printed)
    assert (code, answer["ok"], answer["faults"]) == (0, True, [])
    code, printed = ask(capsys, "solve", str(folder), "--json")
    assert code in (0, 3)
    assert json.loads(printed)["status"] in ("optimal", "infeasible")
    assert state(folder) == before


def test_people_get_a_table_in_their_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = next(case for case in CASES if case.name == "negative amount")
    folder = laid(tmp_path / "small", case.files)
    said = {ask(capsys, "check", str(folder), "--lang", lang) for lang in ("fi", "sv", "en")}
    assert len(said) == 3
    assert all(code == 2 and "costs.csv" in printed for code, printed in said)


def test_a_description_is_written_only_where_nothing_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = laid(tmp_path / "broken", next(case for case in CASES if case.row).files)
    assert ask(capsys, "check", str(broken), "--describe")[0] == 2
    assert not (broken / "datapackage.json").exists()
    sound = laid(tmp_path / "sound", {path: text.encode() for path, text in FILES.items()})
    before = state(sound)
    assert ask(capsys, "check", str(sound), "--describe")[0] == 0
    package = json.loads((sound / "datapackage.json").read_bytes())
    assert package["name"] == "small"
    assert [row for row in state(sound) if row[0] != "datapackage.json"] == before
    described = state(sound)
    assert ask(capsys, "check", str(sound), "--describe")[0] == 0
    assert state(sound) == described
