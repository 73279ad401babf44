"""Beyond the workspaces' suite: cells as rows, unchanged bytes, history, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from salkku.domain.dossier import Dossier
from salkku.domain.errors import WrongInput
from salkku.store.workspace import Workspace
from salkku.store.writing import set_cells, table_of
from salkku.web.desk.models import AgreementRecord, FileRecord, RowRecord
from salkku.web.desk.opening import Desk, open_desk, replace
from salkku.web.desk.workspace import DeskWorkspace

numbers = count()


@contextmanager
def on_the_desk() -> Iterator[Workspace]:
    yield DeskWorkspace(AgreementRecord.objects.create(key=f"a{next(numbers)}").pk)


def test_unchanged_tables_keep_their_bytes(db: object) -> None:
    with on_the_desk() as workspace:
        content = b'\xef\xbb\xbfid;note\r\n"1";"x"\r\n\r\n2;y\r\n'
        workspace.replace(Dossier({"own.csv": content}))
        assert workspace.dossier().files["own.csv"] == content


def test_a_cell_changed_in_its_row_changes_alone(db: object) -> None:
    with on_the_desk() as workspace:
        content = b'\xef\xbb\xbfid;note\r\n"1";"x"\r\n2;y\r\n'
        workspace.replace(Dossier({"own.csv": content}))
        row = RowRecord.objects.get(position=1)
        row.cells = ["2", "z; and more"]
        row.save()
        assert workspace.dossier().files["own.csv"] == content.replace(b"y", b'"z; and more"')


def test_history_tells_what_changed_and_only_that(desk: Desk) -> None:
    files = dict(desk.workspace.dossier().files)
    before = RowRecord.history.count()
    files["proposals.csv"] = set_cells(files["proposals.csv"], {(2, "status"): "rejected"})
    replace(desk=desk, dossier=Dossier(files))
    assert RowRecord.history.count() == before + 1
    newest = RowRecord.history.order_by("-history_id").first()
    column = table_of(files["proposals.csv"]).header.index("status")
    assert newest.cells[column] == "rejected"
    assert newest.prev_record.cells[column] == "proposal"


def test_a_folder_with_faults_changes_nothing(desk: Desk) -> None:
    files = dict(desk.workspace.dossier().files)
    wrong = {**files, "scores.csv": b"proposal,criterion,low,high\nnobody,nothing,9,1\n"}
    with pytest.raises(WrongInput):
        replace(desk=desk, dossier=Dossier(wrong))
    assert open_desk(desk.key).workspace.dossier().files == files
    assert open_desk(desk.key).digest == desk.digest


def test_rows_are_kept_as_cells(desk: Desk) -> None:
    record = FileRecord.objects.get(path="proposals.csv")
    table = table_of(desk.workspace.dossier().files["proposals.csv"])
    assert record.is_table
    assert [tuple(row.cells) for row in record.rows.all()] == list(table.rows)
