"""Certificates of fronts: written beside the answer, and what their replay found, told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.cli.answer import Block
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import Front
    from salkku.domain.certificate import Replayed

__all__ = ["told", "verdict_object", "verdict_view", "written"]


def written(agreement: Agreement, front: Front, path: Path) -> tuple[dict[str, object] | None, str]:
    """Write a front's certificate, and give its object; or None and why there is none."""
    from salkku import workbench
    from salkku.store.aside import put_whole

    content = workbench.certify(agreement, front=front)
    if content is None:
        return None, "solver" if front.complete else "incomplete"
    put_whole(path, content)
    return {"file": str(path), "sha256": sha256(content).hexdigest()}, ""


def told(
    front: Front, proof: Mapping[str, object] | None, because: str, *, language: str
) -> Iterator[Block]:
    """Say who proved a complete front, and where its certificate is or why there is none."""
    words = Wording(language, area="proof")
    if front.complete:
        code = "by_solver" if front.solver else "by_labels"
        yield words.say(code, solver=front.solver)
    if proof is not None:
        yield words.say("written", path=proof["file"], digest=proof["sha256"])
    elif because != "not_asked":
        yield words.say(f"none_{because}", solver=front.solver)


def verdict_object(found: Replayed) -> Mapping[str, object]:
    """Give the object of ``verify-front``; ``missing`` is a portfolio that the front lacks."""
    return {
        "status": found.status,
        "proved": found.status == "proved",
        "code": found.code or None,
        "place": found.place if found.status == "refuted" else None,
        "missing": None if found.found is None else found.chosen,
        "labels": found.labels,
    }


def verdict_view(found: Replayed, *, language: str) -> Iterator[Block]:
    """Say what the replay found."""
    words = Wording(language, area="proof")
    if found.status == "refuted":
        yield words.say(f"wrong_{found.code}", place=found.place + 1)
        if found.chosen:
            yield ", ".join(found.chosen)
    else:
        yield words.say(found.status, labels=found.labels)
