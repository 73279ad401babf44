"""A contract for import-linter: some packages may be imported only from some places."""

from __future__ import annotations

from dataclasses import dataclass

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


@dataclass(frozen=True, slots=True)
class Door:
    """What a contract guards and who may pass.

    A guarded name ending in ``.*`` guards what lies below the package, not the package itself.
    """

    guarded: tuple[str, ...]
    allowed: tuple[str, ...]
    denied: tuple[str, ...]

    def guards(self, module: str) -> bool:
        """Say whether importing ``module`` needs this door."""
        return any(_matches(module, name) for name in self.guarded)

    def admits(self, importer: str, module: str) -> bool:
        """Say whether ``importer`` may import the guarded ``module``."""
        if any(_within(importer, name) for name in self.denied):
            return False
        inside = any(
            not name.endswith(".*") and _within(module, name) and _within(importer, name)
            for name in self.guarded
        )
        return inside or any(_matches(importer, name) for name in self.allowed)


def _names(value: object) -> tuple[str, ...]:
    """Read a contract's field: import-linter replaces the declaration by a list on loading."""
    return tuple(value) if isinstance(value, list) else ()


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def _matches(module: str, name: str) -> bool:
    if name.endswith(".*"):
        return module.startswith(name[:-1])
    return _within(module, name)


class OnlyInContract(Contract):
    """Guard ``packages``: only modules in ``allowed`` and not in ``denied`` import them."""

    type_name = "only_in"

    packages = fields.ListField(subfield=fields.StringField())
    allowed = fields.ListField(subfield=fields.StringField())
    denied = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every direct import that passes no allowed door."""
        door = Door(
            guarded=_names(self.packages),
            allowed=_names(self.allowed),
            denied=_names(self.denied),
        )
        found = sorted(
            (importer, module)
            for module in graph.modules
            if door.guards(module)
            for importer in graph.find_modules_that_directly_import(module)
            if not door.admits(importer, module)
        )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each forbidden import."""
        for importer, module in check.metadata["found"]:
            output.print_error(f"- {importer} imports {module}", bold=False)
        output.new_line()
