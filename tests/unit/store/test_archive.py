"""An agreement in a zip file: the same both ways, and nothing that could harm comes out."""

from __future__ import annotations

import io
import stat
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.store.sound import dossier

from salkku.domain.dossier import Dossier
from salkku.domain.errors import WrongInput
from salkku.locale import LANGUAGES, message
from salkku.store import archive
from salkku.store.archive import pack, unpack


def package(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return made.getvalue()


def link() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("costs.csv")
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def bomb() -> bytes:
    return package([("costs.csv", b"0" * 3_000_000)])


def lying() -> bytes:
    """A member that says it holds ten bytes and holds more."""
    content = package([("costs.csv", b"x" * 5_000)])
    size = (5_000).to_bytes(4, "little")
    return content.replace(size, (10).to_bytes(4, "little"))


def protected() -> bytes:
    content = bytearray(package([("costs.csv", b"x")]))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "zip_broken"),
        (b"PK\x03\x04 and no more", "zip_broken"),
        (package([("a", b"x")])[:-10], "zip_broken"),
        (lying(), "zip_broken"),
        (package([("../out.csv", b"x")]), "path_outside"),
        (package([("/etc/x", b"x")]), "path_outside"),
        (package([("a/../../x", b"x")]), "path_outside"),
        (package([("a\\..\\x", b"x")]), "path_outside"),
        (package([("C:/x", b"x")]), "path_outside"),
        (package([(link(), b"/etc/passwd")]), "zip_link"),
        (bomb(), "zip_suspicious"),
        (protected(), "zip_encrypted"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",
)  # fmt: skip
def test_what_could_harm_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(WrongInput) as caught:
        unpack(content)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert len({message(caught.value.faults[0], language=code) for code in LANGUAGES}) == 3


def test_sizes_and_counts_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    content = package([("a", b"1"), ("b", b"22"), ("c", b"333")])
    monkeypatch.setattr(archive, "LARGEST_FOLDER", 5)
    monkeypatch.setattr(archive, "LARGEST_FILE", 2)
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    with pytest.raises(WrongInput) as caught:
        unpack(content)
    assert [fault.code for fault in caught.value.faults] == ["too_many_files", "zip_too_large"]
    monkeypatch.setattr(archive, "MOST_FILES", 9)
    with pytest.raises(WrongInput) as caught:
        unpack(content)
    assert [fault.code for fault in caught.value.faults] == ["zip_too_large", "file_too_large"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_path_that_is_there_twice_is_refused() -> None:
    with pytest.raises(WrongInput) as caught:
        unpack(package([("a", b"1"), ("a", b"2")]))
    assert caught.value.faults[0].code == "zip_repeated"


def test_an_agreement_comes_out_as_it_went_in() -> None:
    assert unpack(pack(dossier())) == dossier()
    assert pack(dossier()) == pack(dossier())


def test_the_folder_around_the_agreement_is_taken_away() -> None:
    inside = package([("hevi/", b""), ("hevi/agreement.toml", b"1"), ("hevi/notes/x.md", b"2")])
    assert unpack(inside) == Dossier({"agreement.toml": b"1", "notes/x.md": b"2"})
    beside = package([("hevi/agreement.toml", b"1"), ("__MACOSX/hevi/x", b"2"), ("x/y", b"3")])
    assert unpack(beside).paths == ("hevi/agreement.toml", "x/y")
    assert unpack(package([("agreement.toml", b"1"), (".salkku/x", b"2")])).paths == (
        "agreement.toml",
    )


@given(st.data())
def test_spoiled_packages_never_fail_otherwise(data: st.DataObject) -> None:
    content = bytearray(pack(Dossier({"agreement.toml": b"[agreement]" * 20, "a.csv": b"id\n"})))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with suppress(WrongInput):
        unpack(bytes(content))
