"""Recorded decisions of an agreement: kept with their inputs, listed, handed out."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from salkku import workbench
from salkku.domain.answers import Condition
from salkku.web.desk.models import DecisionRecord
from salkku.web.desk.opening import Desk

__all__ = ["Recorded", "bundle", "decided_before", "decisions_of", "record"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded decision; ``answer`` is the content of its decision.json."""

    name: str
    digest: str
    by: str
    note: str
    answer: dict[str, Any]
    recorded: datetime
    person: str


def _recorded(one: DecisionRecord) -> Recorded:
    person = one.user.get_username() if one.user else ""
    return Recorded(one.name, one.digest, one.by, one.note, one.answer, one.recorded, person)


def decisions_of(desk: Desk) -> list[Recorded]:
    """List the decisions, the newest first."""
    found = DecisionRecord.objects.filter(agreement_id=desk.pk).select_related("user")
    return [_recorded(one) for one in found]


def decided_before(desk: Desk, name: str) -> dict[str, Any]:
    """Give what a recorded decision chose, and its starts where it had them.

    Raises
    ------
    Http404
        If there is no such decision.
    """
    found = DecisionRecord.objects.filter(agreement_id=desk.pk, name=name).first()
    if found is None:
        raise Http404(name)
    return {key: found.answer[key] for key in ("chosen", "starts") if found.answer.get(key)}


@transaction.atomic
def record(
    *,
    desk: Desk,
    by: str,
    note: str,
    today: date,
    user: Any,
    force: tuple[str, ...] = (),
    forbid: tuple[str, ...] = (),
    condition: Condition | None = None,
) -> Recorded:
    """Solve, seal the answer with its inputs, and keep it under the day's next name.

    Parameters
    ----------
    condition
        Records both branches of a conditional decision.

    Raises
    ------
    Infeasible
        If there is no portfolio to decide on.
    """
    workspace = desk.workspace
    made = workbench.decide(
        workspace, by=by, note=note, today=today, force=force, forbid=forbid, condition=condition
    ).decision
    taken = set(
        DecisionRecord.objects.filter(
            agreement_id=desk.pk, name__startswith=today.isoformat()
        ).values_list("name", flat=True)
    )
    name = next(
        name
        for name in (f"{today.isoformat()}-{number:02d}" for number in range(1, 1000))
        if name not in taken
    )
    for path, content in made.files.items():
        workspace.append_file(f"decisions/{name}/{path}", content)
    one = DecisionRecord.objects.create(
        agreement_id=desk.pk,
        name=name,
        digest=made.digest,
        by=by,
        note=note,
        answer=json.loads(made.files["decision.json"]),
        user=user,
    )
    return _recorded(one)


def bundle(desk: Desk, name: str) -> bytes | None:
    """Give a decision's folder as a zip, byte for byte; None where there is none."""
    workspace, folder = desk.workspace, f"decisions/{name}/"
    paths = workspace.paths_under(folder)
    if not paths:
        return None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.removeprefix("decisions/"), (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, workspace.read_bytes(path), zipfile.ZIP_DEFLATED)
    return made.getvalue()
