"""The whole reading: every table opened, every reference checked, every fault collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salkku.domain.agreement import Agreement
from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault
from salkku.store.layout import BY_FILE, SETTINGS
from salkku.store.reading.diminishing import read_diminishing
from salkku.store.reading.ecosystem import read_ecosystem
from salkku.store.reading.fit import read_fit
from salkku.store.reading.judgements import read_benefits, read_scores
from salkku.store.reading.keys import Keys
from salkku.store.reading.known import Known
from salkku.store.reading.notes import Notes
from salkku.store.reading.proposals import read_proposals
from salkku.store.reading.rows import Row, Rows
from salkku.store.reading.settings import Settings, open_settings, read_settings
from salkku.store.reading.slips import note_file_slips
from salkku.store.reading.tables import open_tables
from salkku.store.reading.terms import read_budgets, read_costs, read_relations, read_rules
from salkku.store.reading.weights import read_preferences, read_weights
from salkku.store.workspace import Workspace

__all__ = ["Reading", "examine", "read"]

_REQUIRED = (SETTINGS, "proposals.csv")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder says, or everything that is wrong with it.

    Parameters
    ----------
    agreement
        None exactly when there are faults.
    faults
        Every fault, by file, row and column.
    warnings
        What is worth saying though nothing is wrong.
    """

    agreement: Agreement | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the agreement can be used."""
        return self.agreement is not None


def read(dossier: Dossier, *, faults: tuple[Fault, ...] = ()) -> Reading:
    r"""Read an agreement from its files, all faults at once.

    Parameters
    ----------
    dossier
        The files.
    faults
        What is already known to be wrong with some files (a folder in a file's place, a link
        that leads out …): nothing more is said about those.

    Returns
    -------
    Reading
        With the agreement, or with the faults.

    Examples
    --------
    >>> reading = read(Dossier({"agreement.toml": b'[agreement]\nid = "a"\n'}))
    >>> reading.agreement, [(fault.file, fault.code) for fault in reading.faults]
    (None, [('proposals.csv', 'file_missing')])
    """
    notes, known = Notes(faults), Known()
    files = {path: content for path, content in dossier.files.items() if path not in notes.unread}
    for file in _REQUIRED:
        if file not in files and file not in notes.unread:
            notes.fault(file, "file_missing")
    note_file_slips(files, notes=notes)
    root = open_settings(files, notes=notes, known=known)
    rows = open_tables(files, notes=notes, known=known)
    settings = read_settings(root, known=known) if root else Settings()
    _declare(rows, notes, known)
    agreement = _assemble(root, settings, rows)
    return Reading(
        agreement=None if notes.faults else agreement,
        faults=notes.faults,
        warnings=notes.warnings,
    )


def _declare(rows: Rows, notes: Notes, known: Known) -> None:
    """Make the ids of every table known, noting duplicates."""
    for file, table in rows.items():
        if BY_FILE[file].columns[0].type != "id":
            continue
        ids = _ids(table)
        if file not in notes.unread:
            known.declare(file.removesuffix(".csv"), ids)
    if "budgets.csv" not in notes.unread:
        known.declare("lines", (row.text("line") for row in rows.get("budgets.csv", ())))


def _ids(table: Sequence[Row]) -> set[str]:
    first: dict[str, int] = {}
    for row in table:
        id = row.text("id")
        if id in first:
            row.fault("duplicate_id", "id", cell=id, before=first[id])
        elif id:
            first[id] = row.line
    return set(first)


def _assemble(root: Keys | None, settings: Settings, rows: Rows) -> Agreement:
    """Read every table, in the order of the format."""
    criteria = settings.criteria
    benefits = rows.get("benefits.csv")
    return Agreement(
        id=settings.id,
        name=settings.name,
        period=settings.period,
        parties=settings.parties,
        focus_areas=settings.focus_areas,
        methods=settings.methods,
        criteria=criteria,
        goals=settings.goals,
        continuation=settings.continuation,
        repair=settings.repair,
        loss_per_year=settings.loss_per_year,
        severity_correction=settings.severity_correction,
        diminishing=read_diminishing(root) if root else (),
        fit=read_fit(root) if root else None,
        weights=read_weights(root, criteria=criteria) if root else None,
        preferences=read_preferences(root, criteria=criteria) if root else (),
        proposals=read_proposals(rows.get("proposals.csv", ())),
        budgets=read_budgets(rows.get("budgets.csv", ())),
        costs=read_costs(rows.get("costs.csv", ())),
        scores=read_scores(rows.get("scores.csv", ()), criteria=criteria),
        relations=read_relations(rows.get("relations.csv", ())),
        rules=read_rules(rows.get("rules.csv", ()), told=bool(rows.get("participations.csv"))),
        benefits=None if benefits is None else read_benefits(benefits),
        **read_ecosystem(rows),
    )


def examine(workspace: Workspace) -> Reading:
    """Read the agreement that a workspace keeps, the faults of its files and links included."""
    dossier, faults = workspace.inspect()
    return read(dossier, faults=faults)
