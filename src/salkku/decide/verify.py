"""Check a decision again: every byte against the manifest, and the answer by solving anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Literal

from salkku.decide.record import (
    ANSWER,
    INPUTS,
    MANIFEST,
    answer_of,
    line_of,
    manifest_of,
)
from salkku.domain.answers import Condition, Solution
from salkku.domain.dossier import Dossier
from salkku.domain.errors import NotFound, SalkkuError
from salkku.domain.proposals import LEVELS

__all__ = ["Asked", "Difference", "Verdict", "verify"]

Kind = Literal["changed", "missing", "added", "manifest", "answer", "inputs", "digest"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was recorded; ``path`` is a file or a key of the answer."""

    kind: Kind
    path: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a decision asked of the solver besides the inputs."""

    force: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    weights: Mapping[str, Fraction] | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a decision is what it was.

    Parameters
    ----------
    digest
        SHA-256 of MANIFEST as it stands.
    recorded
        Part → version of what computed the answer first; a newer one is told, not a failure.
    """

    digest: str
    differences: tuple[Difference, ...]
    recorded: Mapping[str, str]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify(
    path: Path,
    *,
    resolve: Callable[[Dossier, Asked], Solution],
    digest: str | None = None,
) -> Verdict:
    """Compare a recorded decision with its manifest and with a new solution of its inputs.

    Parameters
    ----------
    path
        The decision's folder.
    resolve
        Reads and solves a dossier as the decision did.
    digest
        The digest that was told when it was recorded, when known.

    Raises
    ------
    NotFound
        If the folder holds no MANIFEST.
    """
    manifest = path / MANIFEST
    if manifest.is_symlink() or not manifest.is_file():
        raise NotFound("not_a_decision", path=path)
    written = manifest.read_bytes()
    files, strange = _files(path)
    differences = [Difference("added", name) for name in strange]
    differences += _against_manifest(written, files)
    now = sha256(written).hexdigest()
    if digest and digest.strip().lower() != now:
        differences.append(Difference("digest", MANIFEST))
    told = _told(files.get(ANSWER, b""))
    if told is None:
        if not any(one.path == ANSWER for one in differences):
            differences.append(Difference("changed", ANSWER))
        return Verdict(now, tuple(differences), {})
    differences += _answered_again(files, told, resolve)
    versions = told.get("versions")
    recorded = versions if isinstance(versions, dict) else {}
    return Verdict(now, tuple(differences), {str(k): str(v) for k, v in recorded.items()})


def _files(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """Give the plain files but MANIFEST, and the names of what is neither file nor folder."""
    files: dict[str, bytes] = {}
    strange: list[str] = []
    for found in sorted(path.rglob("*")):
        name = found.relative_to(path).as_posix()
        if found.is_symlink() or not (found.is_file() or found.is_dir()):
            strange.append(name)
        elif found.is_dir():
            if not any(found.iterdir()):
                strange.append(name)
        elif name != MANIFEST:
            files[name] = found.read_bytes()
    return files, strange


def _against_manifest(written: bytes, files: Mapping[str, bytes]) -> list[Difference]:
    lines = set(written.split(b"\n"))
    named = {line.partition(b"  ")[2]: line for line in lines if line}
    found: list[Difference] = []
    for name in sorted(files):
        line = line_of(name, files[name])
        path = line.partition(b"  ")[2]
        if named.pop(path, None) is None:
            found.append(Difference("added", name))
        elif line not in lines:
            found.append(Difference("changed", name))
    found += [Difference("missing", path.decode("utf-8", "replace")) for path in sorted(named)]
    if not found and written != manifest_of(files):
        found.append(Difference("manifest", MANIFEST))
    return found


def _told(content: bytes) -> dict[str, object] | None:
    try:
        told = json.loads(content)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _answered_again(
    files: Mapping[str, bytes],
    told: Mapping[str, object],
    resolve: Callable[[Dossier, Asked], Solution],
) -> list[Difference]:
    inputs = {
        name.removeprefix(INPUTS): content
        for name, content in files.items()
        if name.startswith(INPUTS)
    }
    asked, condition = _asked(told), told.get("condition")
    try:
        again = answer_of(resolve(Dossier(inputs), asked))
        found = [Difference("answer", key) for key in sorted(again) if told.get(key) != again[key]]
        if isinstance(condition, dict):
            come_true = replace(asked, condition=_condition(condition))
            then = answer_of(resolve(Dossier(inputs), come_true))
            if condition.get("then") != then:
                found.append(Difference("answer", "condition"))
    except (SalkkuError, ValueError):
        return [Difference("inputs", INPUTS)]
    return found


def _condition(told: Mapping[str, object]) -> Condition:
    level = next((one for one in LEVELS if one == told.get("level")), None)
    if level is None:
        raise ValueError(told.get("level"))
    return Condition(str(told.get("row")), level, str(told.get("by")))


def _asked(told: Mapping[str, object]) -> Asked:
    weights = told.get("weights")
    return Asked(
        _ids(told.get("forced")),
        _ids(told.get("forbidden")),
        {str(name): Fraction(str(value)) for name, value in weights.items()}
        if isinstance(weights, dict)
        else None,
    )


def _ids(given: object) -> tuple[str, ...]:
    return tuple(str(one) for one in given) if isinstance(given, list) else ()
