"""A decision is sealed: same inputs same bytes, kept whole or not at all, and any change shows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from salkku import decide, workbench
from salkku.domain.answers import Solution
from salkku.domain.dossier import Dossier
from salkku.domain.errors import Infeasible, NotFound, WrongInput

TINY = Path(__file__).resolve().parents[3] / "examples" / "tiny"
DAY = date(2027, 3, 1)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement") / "tiny"
    shutil.copytree(TINY, folder)
    (folder / "extra").mkdir()
    (folder / "extra" / "minutes.txt").write_bytes(b"\x00\xff kept as it is\r\n")
    made = workbench.decide(
        workbench.open_folder(folder),
        by="steering group",
        note="Äänestettiin.",
        today=DAY,
        force=("farm",),
        into=folder / "decisions",
    )
    assert made.path is not None
    return made.path


def hashed(path: Path) -> decide.Verdict:
    """Verify by hashes alone: solving the inputs gives what was recorded, whatever they are."""
    told = json.loads((path.parent / "answer.json").read_bytes())
    answer = Solution(
        told["status"],
        tuple(told["chosen"]),
        {name: Fraction(value) for name, value in told["values"].items()},
        Fraction(told["value"]),
        Fraction(told["bound"]),
    )
    return decide.verify(path, resolve=lambda dossier, asked: answer)


@pytest.fixture
def decision(recorded: Path, tmp_path: Path) -> Path:
    shutil.copyfile(recorded / "decision.json", tmp_path / "answer.json")
    return Path(shutil.copytree(recorded, tmp_path / "decision"))


def test_a_decision_holds_the_inputs_byte_for_byte(recorded: Path) -> None:
    folder = recorded.parents[1]
    copied = {
        path.relative_to(recorded / "inputs").as_posix(): path.read_bytes()
        for path in (recorded / "inputs").rglob("*")
        if path.is_file()
    }
    assert copied == dict(workbench.open_folder(folder).dossier().files)
    assert copied["extra/minutes.txt"] == b"\x00\xff kept as it is\r\n"
    assert recorded.name == "2027-03-01-01"


def test_the_manifest_lists_every_file_sorted(recorded: Path) -> None:
    lines = (recorded / "MANIFEST").read_text("utf-8").splitlines()
    names = [line.split("  ", 1)[1] for line in lines]
    files = {
        path.relative_to(recorded).as_posix() for path in recorded.rglob("*") if path.is_file()
    }
    assert names == sorted(files - {"MANIFEST"})
    for line in lines:
        mark, name = line.split("  ", 1)
        assert sha256((recorded / name).read_bytes()).hexdigest() == mark


def test_the_record_says_what_was_decided(recorded: Path) -> None:
    told = json.loads((recorded / "decision.json").read_bytes())
    assert list(told) == sorted(told)
    assert told["by"] == "steering group"
    assert told["forced"] == ["farm"]
    assert {"farm", "fest"} <= set(told["chosen"])
    assert told["status"] == "optimal"
    assert told["versions"]["salkku"]
    assert "seconds" not in told


def test_the_same_decision_gives_the_same_bytes() -> None:
    def files(today: date) -> dict[str, bytes]:
        workspace = workbench.open_folder(TINY)
        return dict(workbench.decide(workspace, by="x", today=today).decision.files)

    assert files(DAY) == files(DAY)
    assert files(DAY) != files(date(2027, 3, 2))


def test_an_untouched_decision_is_the_same(recorded: Path) -> None:
    verdict = workbench.verify(recorded)
    assert verdict.same, verdict.differences
    assert verdict.digest == sha256((recorded / "MANIFEST").read_bytes()).hexdigest()
    assert workbench.verify(recorded, digest=verdict.digest.upper()).same


def test_a_change_of_any_single_file_shows(decision: Path) -> None:
    files = sorted(path for path in decision.rglob("*") if path.is_file())
    assert len(files) > 15
    for path in files:
        content = path.read_bytes()
        for changed in (content + b"\n", content[:-1], b""):
            if changed == content:
                continue
            path.write_bytes(changed)
            assert not hashed(decision).same, (path, changed)
        path.write_bytes(content)
    assert hashed(decision).same
    assert workbench.verify(decision).same


def test_a_removed_file_shows(decision: Path) -> None:
    for path in sorted((decision / "inputs").rglob("*.csv")):
        content = path.read_bytes()
        path.unlink()
        kinds = {one.kind for one in hashed(decision).differences}
        assert "missing" in kinds, path
        path.write_bytes(content)


def _file(decision: Path) -> None:
    (decision / "inputs" / "added.csv").write_bytes(b"")


def _folder(decision: Path) -> None:
    (decision / "empty").mkdir()


def _link(decision: Path) -> None:
    (decision / "link").symlink_to(decision / "MANIFEST")


@pytest.mark.parametrize("add", [_file, _folder, _link])
def test_an_added_thing_shows(decision: Path, add: Callable[[Path], None]) -> None:
    add(decision)
    assert "added" in {one.kind for one in hashed(decision).differences}


def test_a_forged_answer_shows_even_when_the_manifest_is_forged_too(decision: Path) -> None:
    told = json.loads((decision / "decision.json").read_bytes())
    told["chosen"] = [row for row in told["chosen"] if row != "farm"]
    digest = sha256((decision / "MANIFEST").read_bytes()).hexdigest()
    _reseal(decision, told)
    verdict = workbench.verify(decision)
    assert [(one.kind, one.path) for one in verdict.differences] == [("answer", "chosen")]
    told["chosen"].append("farm")
    told["note"] = "something else"
    _reseal(decision, told)
    assert "digest" in {one.kind for one in workbench.verify(decision, digest=digest).differences}


def _reseal(decision: Path, told: dict[str, object]) -> None:
    from salkku.decide.record import canonical, manifest_of

    (decision / "decision.json").write_bytes(canonical(told))
    files = {
        path.relative_to(decision).as_posix(): path.read_bytes()
        for path in decision.rglob("*")
        if path.is_file() and path.name != "MANIFEST"
    }
    (decision / "MANIFEST").write_bytes(manifest_of(files))


def test_another_version_is_told_and_is_no_failure(decision: Path) -> None:
    told = json.loads((decision / "decision.json").read_bytes())
    told["versions"]["salkku"] = "0.0.1"
    _reseal(decision, told)
    verdict = workbench.verify(decision)
    assert verdict.same
    assert verdict.recorded["salkku"] == "0.0.1"


def test_what_is_no_decision_is_not_verified(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing", TINY):
        with pytest.raises(NotFound):
            workbench.verify(place)


def test_decisions_of_a_day_are_numbered(tmp_path: Path) -> None:
    made = decide.record(
        Dossier({"agreement.toml": b"x"}),
        answer=Solution("optimal", ("a",), {"c": Fraction(1, 3)}, Fraction(1), Fraction(1)),
        by="x",
        today=DAY,
        versions={},
    )
    names = [decide.keep(made, into=tmp_path / "d", today=DAY).name for _ in range(3)]
    assert names == ["2027-03-01-01", "2027-03-01-02", "2027-03-01-03"]
    assert [path.name for path in sorted((tmp_path / "d").iterdir())] == names


def test_strange_names_are_sealed_as_sha256sum_does(tmp_path: Path) -> None:
    names = {"a\nb.txt": b"1", "c\\d.txt": b"2", "e\rf\u2028g.txt": b"3", "h  i.txt": b"4"}
    answer = Solution("infeasible")
    made = decide.record(Dossier(names), answer=answer, by="x", today=DAY, versions={})
    folder = decide.keep(made, into=tmp_path, today=DAY)
    assert decide.verify(folder, resolve=lambda dossier, asked: answer).same
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "MANIFEST"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (checked.returncode, checked.stdout) == (0, "")
    (folder / "inputs" / "h  i.txt").write_bytes(b"5")
    verdict = decide.verify(folder, resolve=lambda dossier, asked: answer)
    assert [(one.kind, one.path) for one in verdict.differences] == [("changed", "inputs/h  i.txt")]
    (folder / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    verdict = decide.verify(folder, resolve=lambda dossier, asked: answer)
    assert {one.kind for one in verdict.differences} == {"changed", "added"}


def test_decisions_made_at_once_get_numbers_of_their_own(tmp_path: Path) -> None:
    made = decide.record(
        Dossier({"a": b"1"}), answer=Solution("infeasible"), by="x", today=DAY, versions={}
    )
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: decide.keep(made, into=tmp_path, today=DAY), range(24)))
    assert len(set(kept)) == 24
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"2027-03-01-{number:02d}" for number in range(1, 25)
    ]


def test_a_failure_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = decide.record(
        Dossier({"a": b"1", "b": b"2"}),
        answer=Solution("infeasible"),
        by="x",
        today=DAY,
        versions={},
    )
    calls = []

    def failing(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", failing)
    with pytest.raises(OSError, match="No space"):
        decide.keep(made, into=tmp_path, today=DAY)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_recorded_of_an_agreement_that_cannot_be_solved(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    rules = folder / "rules.csv"
    rules.write_text(rules.read_text("utf-8") + "none,all,,count,,0,,\n", "utf-8")
    workspace = workbench.open_folder(folder)
    with pytest.raises(Infeasible):
        workbench.decide(workspace, by="x", today=DAY, into=folder / "decisions")
    rules.write_text("id,category\n", "utf-8")
    with pytest.raises(WrongInput):
        workbench.decide(workspace, by="x", today=DAY, into=folder / "decisions")
    assert not (folder / "decisions").exists()
