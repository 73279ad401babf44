"""The workbench's face: each name is opened from its module, and none is a module's own name."""

from __future__ import annotations

from pkgutil import iter_modules

from salkku import workbench


def test_no_name_is_hidden_by_a_module_of_the_same_name() -> None:
    modules = {each.name for each in iter_modules(workbench.__path__)}
    assert not modules & set(workbench.__all__), "the module would take the name's place"


def test_every_name_is_where_the_face_says() -> None:
    assert sorted(workbench._HOMES) == sorted(set(workbench.__all__))
    for name in workbench.__all__:
        assert callable(getattr(workbench, name)), name
