"""Every number of `examples/hevi/STORY.md`, recomputed from the files by the commands."""

from __future__ import annotations

import ast
import io
import json
import operator
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.functional.story import HEVI, Claim, claims, make, variants
from tests.functional.story_readings import Ground, reading

from salkku.cli.main import main

CLAIMS = claims()
BY_ROW = {claim.row: claim for claim in CLAIMS}
ARITHMETIC: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class Teller:
    """Asks the commands, each question once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folders = cache(self._folders)
        self.ask = cache(self._ask)

    def _folders(self, name: str) -> tuple[Path, ...]:
        if name == "sealed":
            copy = self.root / "sealed"
            shutil.copytree(HEVI, copy)
            self.ask(copy, "decide --by steering-group")
            return (next((copy / "decisions").iterdir()),)
        return tuple(make(name, self.root))

    def _ask(self, folder: Path, command: str) -> Any:
        verb, *options = command.split()
        with redirect_stdout(io.StringIO()) as out:
            code = main([verb, str(folder), *options, "--json"])
        answer = json.loads(out.getvalue())
        assert code in (0, 3), answer
        return answer

    def tell(self, claim: Claim) -> object:
        """What the story's row reads today."""
        if claim.command == "rows":
            return self.work_out(claim.reads)
        folders = self.folders(claim.folder)
        asked = claim.command != "files"
        answers = tuple(self.ask(folder, claim.command) for folder in folders) if asked else ()
        take, words = reading(claim.reads)
        return take(Ground(folders[0], answers), *words)

    def work_out(self, text: str) -> object:
        """A number or a list worked out from the rows named in braces."""
        if " without " in text:
            left, right = (self.tell(BY_ROW[row.strip("{}")]) for row in text.split(" without "))
            assert isinstance(left, list)
            assert isinstance(right, list)
            return [name for name in left if name not in right]
        numbers = re.sub(r"\{([^}]+)\}", lambda row: str(self.tell(BY_ROW[row[1]])), text)
        return number(ast.parse(numbers, mode="eval").body)


def number(node: ast.expr) -> float:
    """Work out + - * / on numbers."""
    if isinstance(node, ast.BinOp):
        return ARITHMETIC[type(node.op)](number(node.left), number(node.right))
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int | float)
    return node.value


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Teller:
    return Teller(tmp_path_factory.mktemp("story"))


def agrees(told: object, expected: str) -> bool:
    """Say whether an answer is what the story states, to the decimals that are written."""
    if isinstance(told, bool):
        return expected == ("yes" if told else "no")
    if isinstance(told, list):
        return sorted(map(str, told)) == sorted([] if expected == "none" else expected.split())
    if isinstance(told, int | float):
        decimals = len(expected.partition(".")[2])
        return bool(abs(told - float(expected)) <= 0.5 * 10.0**-decimals + 1e-9)
    return str(told) == expected


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.row)
def test_the_story_is_true(claim: Claim, teller: Teller) -> None:
    told = teller.tell(claim)
    assert agrees(told, claim.expected), f"{claim.row} {claim.claim}: {told}"


def test_every_variant_is_used() -> None:
    assert {claim.folder for claim in CLAIMS} - {""} == {"hevi", *variants()}


@pytest.mark.parametrize(
    ("told", "expected"),
    [(3.7080, "3.7081"), (10, "11"), (True, "no"), (["03", "06"], "03"), (["03"], "none")],
)
def test_a_wrong_number_is_noticed(told: object, expected: str) -> None:
    assert not agrees(told, expected)
