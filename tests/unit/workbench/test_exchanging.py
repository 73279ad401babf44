"""An agreement handed to others: described where it is sound, whole in any case."""

from __future__ import annotations

from pathlib import Path

from tests.unit.store.sound import FILES

from salkku import workbench
from salkku.store.archive import unpack


def laid(folder: Path, **changed: str) -> Path:
    for name, text in {**FILES, **changed}.items():
        (folder / name).write_text(text, "utf-8", newline="")
    return folder


def test_a_sound_agreement_is_packed_with_its_description(tmp_path: Path) -> None:
    workspace = workbench.open_folder(laid(tmp_path))
    dossier = unpack(workbench.packed(workspace))
    assert set(dossier.paths) == {*FILES, "datapackage.json"}
    assert set(workspace.dossier().paths) == set(FILES)
    assert workbench.packed(workspace) == workbench.packed(workspace)


def test_a_broken_agreement_is_packed_as_it_is(tmp_path: Path) -> None:
    workspace = workbench.open_folder(laid(tmp_path, **{"costs.csv": "proposal\n"}))
    assert unpack(workbench.packed(workspace)) == workspace.dossier()
