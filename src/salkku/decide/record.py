"""Make the files of a decision: the inputs as they were, the answer, and a manifest of both."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256

from salkku.domain.answers import Conditional, Solution
from salkku.domain.dossier import Dossier

__all__ = [
    "ANSWER",
    "INPUTS",
    "MANIFEST",
    "Decision",
    "answer_of",
    "canonical",
    "line_of",
    "manifest_of",
    "record",
]

ANSWER, INPUTS, MANIFEST = "decision.json", "inputs/", "MANIFEST"


@dataclass(frozen=True, slots=True)
class Decision:
    """The files of a decision, sealed.

    Parameters
    ----------
    files
        Path inside the decision's folder → bytes: ``inputs/…``, ``decision.json``, ``MANIFEST``.
    digest
        SHA-256 of MANIFEST, in hexadecimal: whoever knows it can tell any later change.
    """

    files: Mapping[str, bytes]
    digest: str


def record(
    dossier: Dossier,
    *,
    answer: Solution,
    by: str,
    note: str = "",
    today: date,
    versions: Mapping[str, str],
    force: Sequence[str] = (),
    forbid: Sequence[str] = (),
    weights: Mapping[str, Fraction] | None = None,
    condition: Conditional | None = None,
    value_without_fit: Fraction | None = None,
) -> Decision:
    """Seal an answer together with a byte copy of everything it was computed from.

    Parameters
    ----------
    dossier
        The agreement's files.
    answer
        What was solved from them, with the same ``force``, ``forbid`` and ``weights``.
    by, note
        The role that decides (never a person's name is needed) and its reasons.
    versions
        Part → version of what computed the answer.
    condition
        Both branches of a conditional decision; ``answer`` is then its ``otherwise``, what holds
        until the condition has come true.
    value_without_fit
        The value of what is chosen as it is without (N); None where fit is off, and then it is
        not told.

    Returns
    -------
    Decision
        The same for the same arguments: it holds no time of day.

    Examples
    --------
    >>> made = record(
    ...     Dossier({"agreement.toml": b""}),
    ...     answer=Solution("infeasible"),
    ...     by="steering group",
    ...     today=date(2027, 3, 1),
    ...     versions={"salkku": "0.1.0"},
    ... )
    >>> sorted(made.files)
    ['MANIFEST', 'decision.json', 'inputs/agreement.toml']
    """
    told: dict[str, object] = {
        **answer_of(answer),
        "by": by,
        "note": note,
        "date": today.isoformat(),
        "forced": list(force),
        "forbidden": list(forbid),
        "weights": None if weights is None else {name: str(w) for name, w in weights.items()},
        "versions": dict(versions),
    }
    if value_without_fit is not None:
        told["value_without_fit"] = _number(value_without_fit)
    if condition is not None:
        told["condition"] = {**asdict(condition.condition), "then": answer_of(condition.then)}
    files = {INPUTS + path: content for path, content in dossier.files.items()}
    files[ANSWER] = canonical(told)
    manifest = manifest_of(files)
    return Decision({**files, MANIFEST: manifest}, sha256(manifest).hexdigest())


def answer_of(solution: Solution) -> dict[str, object]:
    """Give the part of a decision that solving again must give again."""
    return {
        "status": solution.status,
        "chosen": list(solution.chosen),
        "values": {name: _number(value) for name, value in solution.values.items()},
        "value": _number(solution.value),
        "bound": _number(solution.bound),
    }


def canonical(content: Mapping[str, object]) -> bytes:
    """Write JSON with sorted keys, one line a value, in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return (text + "\n").encode()


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """Write the SHA-256 and path of each file, a line each, sorted by path.

    A path with a backslash or a line end in it is written as ``sha256sum`` does: escaped, and
    with a backslash before the line.

    Examples
    --------
    >>> manifest_of({"a": b""}).decode().split()
    ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'a']
    """
    return b"".join(line_of(path, files[path]) + b"\n" for path in sorted(files))


def line_of(path: str, content: bytes) -> bytes:
    """Write one file's line of a manifest, without its end."""
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    before = "" if escaped == path else "\\"
    line = f"{before}{sha256(content).hexdigest()}  {escaped}"
    return line.encode("utf-8", "surrogateescape")


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
