"""A download is whole and checked, or not there, however badly the server behaves."""

from __future__ import annotations

import hashlib
import importlib
import json
from datetime import date
from pathlib import Path

import pytest
from tests.unit.ingest import horizon
from tests.unit.ingest.serving import Server, serving

from salkku import ingest
from salkku.domain.errors import NotFound, SourceError
from salkku.ingest import Fetched, Patience, download

BODY = bytes(range(256)) * 4000
PATIENCE = Patience(attempts=4, stall_seconds=0.3)


def _get(server: Server, into: Path, waits: list[float] | None = None) -> Fetched:
    waited = [] if waits is None else waits
    return download(address=server.address, into=into, pause=waited.append, patience=PATIENCE)


def _whole(found: Fetched) -> None:
    assert found.file.read_bytes() == BODY
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()
    assert found.bytes == len(BODY)
    assert not found.file.with_name("file.zip.part").exists()


def test_a_good_server_is_asked_once(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    with serving(BODY) as server:
        found = download(
            address=server.address, into=tmp_path, progress=lambda held, of: seen.append((held, of))
        )
    _whole(found)
    assert len(server.asked) == 1
    assert seen[-1] == (len(BODY), len(BODY))
    assert [held for held, _ in seen] == sorted(held for held, _ in seen)
    assert found.issued == date(2025, 1, 15)
    notes = json.loads((tmp_path / "file.zip.json").read_text())
    assert notes["sha256"] == found.sha256


@pytest.mark.parametrize("trick", ["cut", "stall"])
def test_what_breaks_off_is_gone_on_with(tmp_path: Path, trick: str) -> None:
    waits: list[float] = []
    with serving(BODY, trick, trick) as server:
        _whole(_get(server, tmp_path, waits))
    assert [asked.get("range") for asked in server.asked] == [
        None,
        f"bytes={len(BODY) // 2}-",
        f"bytes={len(BODY) * 3 // 4}-",
    ]
    assert waits == [1.0, 1.0]


def test_a_server_that_does_not_answer_is_asked_again_and_later(tmp_path: Path) -> None:
    waits: list[float] = []
    with serving(BODY, "504", "503", "502") as server:
        _whole(_get(server, tmp_path, waits))
    assert waits == [1.0, 7.0, 4.0]


def test_patience_ends_and_nothing_is_left_in_place(tmp_path: Path) -> None:
    with serving(BODY, *["504"] * 9) as server, pytest.raises(SourceError) as caught:
        _get(server, tmp_path)
    assert (caught.value.code, caught.value.values["reason"]) == ("fetch_gave_up", "status")
    assert len(server.asked) == PATIENCE.attempts
    assert not (tmp_path / "file.zip").exists()


def test_a_promise_of_more_than_comes_is_no_whole_file(tmp_path: Path) -> None:
    with serving(BODY, *["promises-more"] * 9) as server, pytest.raises(SourceError) as caught:
        _get(server, tmp_path)
    assert caught.value.code == "fetch_gave_up"
    assert not (tmp_path / "file.zip").exists()
    with serving(BODY, "promises-more") as server:
        _whole(_get(server, tmp_path / "once"))


def test_a_server_that_ignores_ranges_is_read_from_the_start(tmp_path: Path) -> None:
    with serving(BODY, "cut", "ignore-range") as server:
        _whole(_get(server, tmp_path))


def test_a_range_that_begins_elsewhere_is_not_sewn_on(tmp_path: Path) -> None:
    with serving(BODY, "cut", "wrong-range") as server:
        _whole(_get(server, tmp_path))
    assert len(server.asked) == 3


def test_a_file_that_changed_meanwhile_is_read_anew(tmp_path: Path) -> None:
    with serving(b"old" * 1000, *["cut", "504", "504", "504", "504"]) as server:
        with pytest.raises(SourceError):
            _get(server, tmp_path)
        assert (tmp_path / "file.zip.part").stat().st_size == 1500
        server.body, server.etag, server.tricks = BODY, '"v2"', []
        _whole(_get(server, tmp_path))


def test_a_later_call_goes_on_where_an_earlier_one_ended(tmp_path: Path) -> None:
    with serving(BODY, *["cut", "504", "504", "504", "504"]) as server:
        with pytest.raises(SourceError):
            _get(server, tmp_path)
        server.tricks, server.asked = [], []
        _whole(_get(server, tmp_path))
    assert [asked.get("range") for asked in server.asked] == [f"bytes={len(BODY) // 2}-"]


def test_without_marks_of_a_version_nothing_is_sewn_together(tmp_path: Path) -> None:
    with serving(BODY, "cut") as server:
        server.etag = server.modified = ""
        found = _get(server, tmp_path)
    _whole(found)
    assert [asked.get("range") for asked in server.asked] == [None, None]
    assert found.issued is None


def test_a_held_file_is_asked_for_only_if_it_changed(tmp_path: Path) -> None:
    with serving(BODY) as server:
        assert not _get(server, tmp_path).unchanged
        again = _get(server, tmp_path)
        assert again.unchanged
        _whole(again)
        server.etag = '"v2"'
        assert not _get(server, tmp_path).unchanged


@pytest.mark.parametrize("status", ["404", "403"])
def test_a_refusal_is_told_at_once(tmp_path: Path, status: str) -> None:
    with serving(BODY, status) as server, pytest.raises(SourceError) as caught:
        _get(server, tmp_path)
    assert (caught.value.code, caught.value.values["status"]) == ("fetch_refused", status)
    assert len(server.asked) == 1


def test_a_file_that_is_too_large_is_not_taken(tmp_path: Path) -> None:
    small = Patience(largest_bytes=1000)
    with serving(BODY) as server, pytest.raises(SourceError) as caught:
        download(address=server.address, into=tmp_path, patience=small)
    assert caught.value.code == "fetch_too_large"
    assert not (tmp_path / "file.zip").exists()


def test_a_file_that_moved_is_followed(tmp_path: Path) -> None:
    with serving(BODY, "moved") as server:
        _whole(_get(server, tmp_path))


def test_nobody_at_the_address(tmp_path: Path) -> None:
    with serving(BODY) as server:
        pass
    with pytest.raises(SourceError) as caught:
        _get(server, tmp_path)
    assert caught.value.values["reason"] == "unreachable"


def test_a_source_is_fetched_by_name_and_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = horizon.write_zip(tmp_path / "made.zip", horizon.files()).read_bytes()
    fetching = importlib.import_module("salkku.ingest.fetch")  # the package has a verb of that name
    with serving(packed) as server:
        monkeypatch.setattr(fetching, "open_source", lambda name: _Local(server.address))
        found = ingest.fetch(source="cordis", into=tmp_path / "down")
        with pytest.raises(NotFound):
            ingest.fetch(source="cordis", part="none", into=tmp_path / "down")
    (tmp_path / "agreement").mkdir()
    loaded = ingest.load(source="cordis", paths=[found.file], into=tmp_path / "agreement")
    assert loaded.rows["projects"] == 2


class _Local:
    def __init__(self, address: str) -> None:
        self._address = address

    def downloads(self) -> dict[str, str]:
        return {"horizon": self._address}
