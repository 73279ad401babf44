"""Every way to keep an agreement keeps it alike: one suite for all registered workspaces.

A new implementation is one more line of ``KINDS``: a maker that gives an empty workspace, whether
it gives tables back byte for byte or cell by cell, and whether it needs the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.unit.store.sound import FILES

from salkku.domain.dossier import Dossier
from salkku.domain.errors import NotFound, WrongInput
from salkku.store.folder import open_folder
from salkku.store.layout import BY_FILE
from salkku.store.reading import examine, read
from salkku.store.workspace import Workspace
from salkku.store.writing import set_cells, table_of

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Kind:
    """One registered workspace; ``exact`` gives every byte of a table back."""

    name: str
    make: Callable[[], AbstractContextManager[Workspace]]
    exact: bool
    database: bool = False


@contextmanager
def folder() -> Iterator[Workspace]:
    with TemporaryDirectory() as place:
        yield open_folder(place)


@contextmanager
def desk() -> Iterator[Workspace]:
    from salkku.web.desk.models import AgreementRecord
    from salkku.web.desk.workspace import DeskWorkspace

    yield DeskWorkspace(AgreementRecord.objects.create(key="small").pk)


KINDS = [Kind("folder", folder, exact=True), Kind("desk", desk, exact=True, database=True)]


@pytest.fixture(
    params=[
        pytest.param(kind, id=kind.name, marks=[pytest.mark.django_db] if kind.database else [])
        for kind in KINDS
    ]
)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture
def workspace(kind: Kind) -> Iterator[Workspace]:
    with kind.make() as made:
        yield made


def same(kind: Kind, kept: Dossier, given: Dossier) -> None:
    """Compare byte for byte, or tables cell by cell where a workspace keeps cells."""
    assert kept.paths == given.paths
    for path, content in given.files.items():
        if path in BY_FILE and not kind.exact:
            assert table_of(kept.files[path]) == table_of(content), path
        else:
            assert kept.files[path] == content, path


def examples() -> dict[str, Dossier]:
    found = {"small": Dossier({path: text.encode() for path, text in FILES.items()})}
    for place in sorted(EXAMPLES.iterdir()) if EXAMPLES.is_dir() else ():
        if (place / "agreement.toml").is_file():
            found[place.name] = open_folder(place).dossier()
    return found


@pytest.mark.parametrize("name", sorted(examples()))
def test_what_goes_in_comes_out(kind: Kind, workspace: Workspace, name: str) -> None:
    given = examples()[name]
    workspace.replace(given)
    same(kind, workspace.dossier(), given)
    assert read(workspace.dossier()).agreement == read(given).agreement
    assert workspace.name


def test_unknown_columns_and_files_survive(kind: Kind, workspace: Workspace) -> None:
    files = {path: text.encode() for path, text in FILES.items()}
    files["costs.csv"] = (
        b"note,proposal,line,amount_eur,half_year,\r\n"
        b'"=1+1",a,eu,300000,0,\r\n\r\n"two\nlines",b,"eu","200000,50",1\r\n'
    )
    files["notes/memo.bin"] = bytes(range(256))
    files["own table.csv"] = b"anything;at all\n\xff\n"
    files["README.md"] = "Kyllä".encode()
    given = Dossier(files)
    workspace.replace(given)
    same(kind, workspace.dossier(), given)
    table = table_of(workspace.dossier().files["costs.csv"])
    assert table.header[0] == "note"
    assert [row[0] for row in table.rows] == ["=1+1", "two\nlines"]


def test_putting_back_what_was_taken_out_changes_nothing(kind: Kind, workspace: Workspace) -> None:
    workspace.replace(examples()["small"])
    first = workspace.dossier()
    workspace.replace(first)
    assert workspace.dossier() == first


def test_one_cell_changes_alone(kind: Kind, workspace: Workspace) -> None:
    workspace.replace(examples()["small"])
    before = workspace.dossier()
    files = dict(before.files)
    files["proposals.csv"] = set_cells(files["proposals.csv"], {(3, "status"): "rejected"})
    workspace.replace(Dossier(files))
    after = workspace.dossier()
    assert {path for path in before.files if before.files[path] != after.files[path]} == {
        "proposals.csv"
    }
    agreement = examine(workspace).agreement
    assert agreement is not None
    assert [proposal.status for proposal in agreement.proposals][1] == "rejected"


def test_files_that_are_left_out_go(kind: Kind, workspace: Workspace) -> None:
    workspace.replace(examples()["small"])
    files = {path: workspace.dossier().files[path] for path in ("agreement.toml", "proposals.csv")}
    workspace.replace(Dossier(files))
    assert workspace.dossier().paths == ("agreement.toml", "proposals.csv")


@pytest.mark.parametrize("path", ["../out.csv", "/out.csv", "a/../../out", ".salkku/x"])
def test_a_refused_replacement_leaves_the_former_state(
    kind: Kind, workspace: Workspace, path: str
) -> None:
    workspace.replace(examples()["small"])
    before = workspace.dossier()
    with pytest.raises(WrongInput):
        workspace.replace(Dossier({"agreement.toml": b"new", path: b"x"}))
    assert workspace.dossier() == before


def test_faults_are_the_same_wherever_the_agreement_is_kept(
    kind: Kind, workspace: Workspace
) -> None:
    files = {path: text.encode() for path, text in FILES.items()}
    files["scores.csv"] = b"proposal,criterion,low,high\na,fit,9,\na,nothing,1,2\n"
    given = Dossier(files)
    workspace.replace(given)
    assert examine(workspace).faults == read(given).faults != ()


def test_single_files(kind: Kind, workspace: Workspace) -> None:
    workspace.replace(examples()["small"])
    assert workspace.read_bytes("agreement.toml") == FILES["agreement.toml"].encode()
    workspace.append_file("decisions/2027-01-31-01/MANIFEST", b"sum  path\n")
    assert workspace.read_bytes("decisions/2027-01-31-01/MANIFEST") == b"sum  path\n"
    assert not any(path.startswith("decisions") for path in workspace.dossier().paths)
    with pytest.raises(WrongInput):
        workspace.append_file("decisions/2027-01-31-01/MANIFEST", b"other\n")
    with pytest.raises(WrongInput):
        workspace.append_file("../out", b"x")
    with pytest.raises(NotFound):
        workspace.read_bytes("decisions/nothing")
    workspace.replace(examples()["small"])
    assert workspace.read_bytes("decisions/2027-01-31-01/MANIFEST") == b"sum  path\n"
