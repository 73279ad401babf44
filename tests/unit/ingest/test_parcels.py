"""Zips and folders are not trusted: what leads out or swells is refused whole."""

from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

import pytest
from tests.unit.ingest import horizon

from salkku.domain.errors import WrongInput
from salkku.ingest.parcels import Limits, open_parcels


def _codes(path: Path, limits: Limits | None = None) -> list[str]:
    with pytest.raises(WrongInput) as caught:
        list(open_parcels([path], limits=limits))
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize(
    "name", ["../out.csv", "/etc/out.csv", "a/../../out.csv", "..\\out.csv", "C:\\out.csv"]
)
def test_a_member_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = horizon.write_zip(tmp_path / "bad.zip", {"good.csv": b"a;b\n", name: b"x"})
    assert _codes(path) == ["source_zip_outside"]


def test_a_symbolic_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("topics.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert _codes(tmp_path / "link.zip") == ["zip_link"]


def test_a_zip_bomb_is_refused_before_it_swells(tmp_path: Path) -> None:
    path = horizon.write_zip(tmp_path / "bomb.zip", {"topics.csv": b"0" * 30_000_000})
    assert path.stat().st_size < 50_000
    assert _codes(path) == ["source_zip_swells"]


def test_a_zip_with_too_much_or_too_many_is_refused(tmp_path: Path) -> None:
    path = horizon.write_zip(tmp_path / "big.zip", {"a.csv": b"abc", "b.csv": b"defg"})
    assert _codes(path, Limits(total_bytes=6)) == ["source_zip_too_large"]
    assert _codes(path, Limits(members=1)) == ["source_zip_too_many"]
    assert _codes(path, Limits(member_bytes=path.stat().st_size - 1)) == ["file_too_large"]


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = horizon.write_zip(tmp_path / "lie.zip", {"topics.csv": b"a;b\n" * 5000})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.index(mark) + place, 10)
    path.write_bytes(bytes(data))
    assert _codes(path) == ["zip_broken"]


def test_a_damaged_or_encrypted_zip_is_told(tmp_path: Path) -> None:
    path = horizon.write_zip(tmp_path / "whole.zip", {"topics.csv": b"a;b\n1;2\n"})
    data = path.read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[: len(data) // 2])
    assert _codes(tmp_path / "cut.zip") == ["zip_broken"]
    (tmp_path / "text.zip").write_bytes(b"no zip at all")
    assert _codes(tmp_path / "text.zip") == ["zip_broken"]
    locked = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.index(mark) + place] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    assert _codes(tmp_path / "locked.zip") == ["zip_encrypted"]


def test_a_link_out_of_a_folder_is_refused_and_one_inside_is_not(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a;b\n")
    folder = horizon.write_folder(tmp_path / "in", {"topics.csv": b"a;b\n"})
    (folder / "again.csv").symlink_to(folder / "topics.csv")
    assert [parcel.name for parcel in open_parcels([folder])] == ["again.csv", "topics.csv"]
    (folder / "out.csv").symlink_to(tmp_path / "secret.csv")
    assert _codes(folder) == ["source_link_outside"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    folder = horizon.write_folder(tmp_path / "in", {".DS_Store": b"x", "a.csv": b"a;b\n"})
    assert [parcel.name for parcel in open_parcels([folder])] == ["a.csv"]
