"""A task that answers with fronts: an agreement's files are shared, a row is the objectives."""

from __future__ import annotations

import json

from salkku import workbench
from salkku.domain.dossier import Dossier
from salkku.workbench.objects.choosing import front_object
from salkku.workbench.objects.plain import as_text


class Fronts:
    """Finds the front of some objectives, with its certificate: what is shared is JSON of texts."""

    def __init__(self, shared: bytes) -> None:
        files = {path: text.encode() for path, text in json.loads(shared).items()}
        self._agreement = workbench.read_files(Dossier(files))

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Give the object of the front and the file of its proof, or None where time ended."""
        found = workbench.front(
            self._agreement, objectives=row.decode().split(","), seconds=seconds
        )
        if not found.complete:
            return None
        certificate = workbench.certify(self._agreement, front=found) or b""
        return as_text(front_object(found)).encode() + certificate
