"""``front --certificate`` and ``verify-front`` from the command line, by any reader's eyes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from salkku.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "examples" / "tiny"


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, dict[str, object]]:
    code = main([*map(str, words), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return code, told


@pytest.fixture
def certificate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "front.json"
    code, told = run(capsys, "front", TINY, "--objectives", "impact,cost", "--certificate", path)
    assert code == 0
    assert told["proved_by"] == "label-setting"
    assert told["certificate_because"] is None
    assert isinstance(told["certificate"], dict)
    assert told["certificate"]["file"] == str(path)
    return path


def test_a_certificate_is_written_and_replayed(
    certificate: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, "verify-front", certificate, TINY)
    assert (code, told["status"], told["proved"], told["code"]) == (0, "proved", True, None)
    assert sorted(path.name for path in certificate.parent.iterdir()) == ["front.json"]


def test_a_point_taken_out_is_found_again(
    certificate: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(certificate.read_bytes())
    gone = content["points"].pop(0)
    certificate.write_text(json.dumps(content), "utf-8")
    code, told = run(capsys, "verify-front", certificate, TINY)
    assert (code, told["status"], told["code"]) == (2, "refuted", "missing")
    assert told["missing"] == gone["chosen"]
    for language in ("fi", "sv", "en"):
        assert main(["verify-front", str(certificate), str(TINY), "--lang", language]) == 2
        assert ", ".join(gone["chosen"]) in capsys.readouterr().out


def test_another_folder_is_another_program(
    certificate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(TINY, tmp_path / "other")
    scores = (other / "scores.csv").read_text("utf-8").splitlines()
    (other / "scores.csv").write_text("\n".join(scores[:-1]) + "\n", "utf-8")
    code, told = run(capsys, "verify-front", certificate, other)
    assert (code, told["status"], told["code"]) == (2, "refuted", "program")


@pytest.mark.parametrize("content", [b"{}", b"\x00", b"[]"])
def test_a_file_that_is_none_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.json"
    path.write_bytes(content)
    code, told = run(capsys, "verify-front", path, TINY)
    assert (code, told["ok"]) == (2, False)
    assert isinstance(told["faults"], list)
    assert told["faults"][0]["code"] == "certificate_unreadable"


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, "verify-front", tmp_path / "gone.json", TINY)
    assert (code, told["ok"]) == (2, False)


def test_out_of_time_is_undecided(certificate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, "verify-front", certificate, TINY, "--seconds", "0")
    assert (code, told["status"], told["proved"]) == (4, "undecided", False)


def test_no_certificate_without_a_whole_front(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "front.json"
    words = ("front", TINY, "--objectives", "impact,cost", "--seconds", "0", "--certificate", path)
    _, told = run(capsys, *words)
    assert (told["complete"], told["certificate"], told["proved_by"]) == (False, None, None)
    assert told["certificate_because"] == "incomplete"
    assert not path.exists()
