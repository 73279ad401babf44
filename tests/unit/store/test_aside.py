"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from salkku.store.aside import put_whole, writing_whole


def test_what_was_there_is_replaced_with_the_mode_of_an_ordinary_file(tmp_path: Path) -> None:
    target = tmp_path / "told.json"
    (tmp_path / "plain").write_bytes(b"")
    put_whole(target, b"first")
    put_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert target.stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert {path.name for path in tmp_path.iterdir()} == {"plain", "told.json"}


def test_an_error_leaves_the_former_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "told.json"
    target.write_bytes(b"former")
    with pytest.raises(RuntimeError):
        _half_written(target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"told.json": b"former"}


def _half_written(target: Path) -> None:
    with writing_whole(target) as file:
        file.write(b"half of")
        raise RuntimeError


def test_while_it_is_written_the_former_file_is_what_others_read(tmp_path: Path) -> None:
    target = tmp_path / "told.json"
    target.write_bytes(b"former")
    with writing_whole(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_bytes() == b"former"
        assert list(tmp_path.glob("*.json")) == [target]
    assert target.read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        put_whole(tmp_path / "nowhere" / "told.json", b"")


def test_what_was_laid_where_it_is_written_is_not_followed(tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "told.json", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"theirs")
    with writing_whole(target) as file:
        aside = Path(file.name)
    aside.symlink_to(elsewhere)
    put_whole(target, b"new")
    assert (elsewhere.read_bytes(), target.read_bytes()) == (b"theirs", b"new")
    assert not target.is_symlink()
