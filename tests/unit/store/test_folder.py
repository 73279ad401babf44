"""A folder as a workspace: what may stand in it, and what a replacement leaves behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.unit.store.bad_folders import FOLDERS, link_out
from tests.unit.store.sound import FILES

from salkku.domain.dossier import Dossier
from salkku.domain.errors import NotFound, WrongInput
from salkku.locale import LANGUAGES, message
from salkku.store import swap as swapping
from salkku.store import walking
from salkku.store.folder import open_folder
from salkku.store.reading import examine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_bytes(text.encode())
    return made


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def faults_of(folder: Path) -> list[tuple[str, str]]:
    reading = examine(open_folder(folder))
    for fault in reading.faults:
        assert len({message(fault, language=language) for language in LANGUAGES}) == 3
    return [(fault.file, fault.code) for fault in reading.faults]


@pytest.mark.parametrize(("breaking", "file", "code"), FOLDERS)
def test_what_cannot_be_a_file_is_told(folder: Path, breaking, file: str, code: str) -> None:  # type: ignore[no-untyped-def]
    breaking(folder)
    found = faults_of(folder)
    assert (file, code) in found
    assert {code for _, code in found} == {code}
    with pytest.raises(WrongInput):
        open_folder(folder).dossier()


def test_faults_of_files_come_with_those_of_cells(folder: Path) -> None:
    link_out(folder)
    (folder / "scores.csv").write_text("proposal,criterion,low,high\na,fit,9,9\n")
    assert faults_of(folder) == [
        ("costs.csv", "link_outside"),
        ("scores.csv", "score_outside_scale"),
        ("scores.csv", "score_outside_scale"),
    ]


def test_sizes_and_counts_are_limited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "LARGEST_FILE", 2_000)
    assert faults_of(folder) == []
    (folder / "notes.md").write_bytes(b"x" * 2_001)
    assert faults_of(folder) == [("notes.md", "file_too_large")]
    monkeypatch.setattr(walking, "MOST_FILES", 3)
    assert (".", "too_many_files") in faults_of(folder)


def test_a_file_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def guarded(path: Path, *mode: str) -> object:
        if path.name == "costs.csv":
            raise PermissionError(path)
        return opened(path, *mode)

    monkeypatch.setattr(Path, "open", guarded)
    assert faults_of(folder) == [("costs.csv", "file_unreadable")]


@pytest.mark.parametrize("name", ["missing", "file", "bad\0name"])
def test_a_folder_must_be_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WrongInput) as caught:
        open_folder(str(tmp_path / name))
    assert caught.value.faults[0].code in ("folder_missing", "not_a_folder")


def test_a_link_inside_the_agreement_is_the_file(folder: Path) -> None:
    (folder / "costs.csv").rename(folder / "costs-2026.csv")
    (folder / "costs.csv").symlink_to("costs-2026.csv")
    assert faults_of(folder) == []
    workspace = open_folder(folder)
    files = dict(workspace.dossier().files)
    files["costs.csv"] = b"proposal,line,amount_eur\n"
    workspace.replace(Dossier(files))
    assert (folder / "costs.csv").is_symlink()
    assert (folder / "costs-2026.csv").read_bytes() == files["costs.csv"]


def test_a_folder_reached_by_a_link_is_a_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(folder)
    assert faults_of(tmp_path / "short") == []


def test_loaded_tables_decisions_and_versions_are_beside_the_agreement(folder: Path) -> None:
    for beside in (".salkku", "decisions", ".git"):
        (folder / beside).mkdir()
        (folder / beside / "kept").write_bytes(b"\0")
    workspace = open_folder(folder)
    assert set(workspace.dossier().paths) == set(FILES)
    workspace.replace(Dossier({"agreement.toml": b"", "proposals.csv": b""}))
    assert sorted(everything(folder)) == [
        ".git/kept",
        ".salkku/kept",
        "agreement.toml",
        "decisions/kept",
        "proposals.csv",
    ]


def test_reading_writes_nothing(folder: Path) -> None:
    before = everything(folder)
    examine(open_folder(folder))
    assert everything(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)


@pytest.mark.parametrize(
    "path", ["../a.csv", "/a.csv", "decisions/x", ".salkku/x", "a/../../b", ""]
)
def test_paths_that_lead_out_are_refused(folder: Path, path: str) -> None:
    before = everything(folder)
    with pytest.raises(WrongInput):
        open_folder(folder).replace(Dossier({path: b"x"}))
    assert everything(folder) == before


def test_a_decision_is_added_once(folder: Path) -> None:
    workspace = open_folder(folder)
    workspace.append_file("decisions/2027-01-31-01/MANIFEST", b"x")
    assert workspace.read_bytes("decisions/2027-01-31-01/MANIFEST") == b"x"
    with pytest.raises(WrongInput):
        workspace.append_file("decisions/2027-01-31-01/MANIFEST", b"y")
    assert workspace.read_bytes("decisions/2027-01-31-01/MANIFEST") == b"x"
    with pytest.raises(NotFound):
        workspace.read_bytes("nothing")


def test_nothing_is_added_through_a_link_that_leads_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "decisions").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WrongInput):
        open_folder(folder).append_file("decisions/x", b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("failing", range(8))
def test_a_disk_that_refuses_leaves_the_former_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """The n-th step of a replacement fails: all files are as they were, and reading works."""
    before = everything(folder)
    workspace = open_folder(folder)
    new = Dossier({"agreement.toml": b"new", "proposals.csv": b"new", "more/notes.md": b"new"})
    steps = iter(range(1000))

    def refusing(real):  # type: ignore[no-untyped-def]
        def step(*args: object) -> object:
            if next(steps) == failing:
                raise OSError("the disk is full")
            return real(*args)

        return step

    monkeypatch.setattr(swapping, "_write", refusing(swapping._write))
    monkeypatch.setattr(swapping, "_put", refusing(swapping._put))
    with pytest.raises(OSError, match="full"):
        workspace.replace(new)
    monkeypatch.undo()
    assert everything(folder) == before
    assert faults_of(folder) == []


def test_a_process_that_dies_in_the_middle_leaves_the_former_files(folder: Path) -> None:
    before = everything(folder)
    workspace = open_folder(folder)
    child = os.fork()
    if child == 0:
        real, swapping_count = swapping._put, iter(range(1000))

        def dying(*args: object) -> None:
            if next(swapping_count) == 2:
                os._exit(9)
            real(*args)  # type: ignore[arg-type]

        swapping._put = dying  # type: ignore[assignment]
        workspace.replace(Dossier({"agreement.toml": b"new", "proposals.csv": b"new"}))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (folder / "agreement.toml").read_bytes() == b"new"
    assert workspace.dossier().files == {k: v for k, v in before.items() if "/" not in k}
    assert everything(folder) == before


def test_a_reader_waits_for_a_writer(tmp_path: Path) -> None:
    """Nobody sees half a replacement: read again and again while another process writes."""
    workspace = open_folder(tmp_path)
    old, new = (Dossier({"agreement.toml": text, "proposals.csv": text}) for text in (b"1", b"2"))
    workspace.replace(old)
    child = os.fork()
    if child == 0:
        for turn in range(6):
            workspace.replace(old if turn % 2 else new)
        os._exit(0)
    seen = [workspace.dossier() for _ in range(60)]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert all(one in (old, new) for one in seen)
    assert workspace.dossier() == old
