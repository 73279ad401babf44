"""Names of everything that answers speak of by id, in the reader's language."""

from __future__ import annotations

from salkku.domain.agreement import Agreement, Names
from salkku.web.ui.templatetags.say import language
from salkku.workbench import naming

__all__ = ["line_names", "names_of"]


def names_of(agreement: Agreement) -> dict[str, Names]:
    """Give the rows' names by id; those of all else by ``~`` and the id.

    A row's id may look like any number or criterion: the mark keeps them apart.
    """
    found: dict[str, Names] = {row.id: row.name for row in agreement.proposals}
    told = naming.Naming(agreement, language())
    found |= {f"~{one.id}": {language(): told.plain("rules", one.id)} for one in agreement.rules}
    found |= {
        f"~relation:{one.row}": {language(): told.plain("relations", str(one.row))}
        for one in agreement.relations
        if one.kind in ("requires", "excludes", "together")
    }
    found |= {f"~{one.id}": one.name for one in agreement.testbeds}
    found |= {f"~{one.id}": one.name for one in agreement.criteria}
    found |= {f"~{one.id}": one.name for one in agreement.parties}
    found |= {f"~{one.id}": one.name for one in (*agreement.focus_areas, *agreement.methods)}
    found |= {f"~{one.id}": one.name for one in agreement.calls}
    found |= {f"~{one.id}": {"en": one.name} for one in agreement.organisations}
    found |= {f"~{id}": {language(): name} for id, name in line_names(agreement).items()}
    return found


def line_names(agreement: Agreement) -> dict[str, str]:
    """Name each budget line in the reader's language."""
    return naming.line_names(agreement, language=language())
