"""Coverage over time as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape.over_time import OverTime

__all__ = ["over_time_view"]


def over_time_view(agreement: Agreement, found: OverTime, *, language: str) -> Iterator[Block]:
    """Say the states and the gaps, then list the cells of each state and the years."""
    from salkku import workbench

    words = Wording(language, area="coverage")
    for _, text in workbench.coverage_sentences(found, agreement, language=language):
        yield text
    names = {one.id: words.name(one.name) for one in agreement.parties}
    themes = (*agreement.focus_areas, *agreement.methods)
    names |= {one.id: words.name(one.name) for one in themes}
    columns = ("state", "focus_area", "method", "party", "projects", "organisations", "money")
    yield Sheet(
        words.say("title_cells"),
        tuple(words.say(name) for name in columns),
        tuple(
            (
                words.say(f"state_{cell.state}"),
                names.get(cell.focus_area, cell.focus_area),
                names.get(cell.method, cell.method),
                names.get(cell.party, cell.party),
                str(len(cell.projects)),
                str(cell.organisations),
                words.euros(cell.cents),
            )
            for cell in found.cells
        ),
        frozenset({4, 5, 6}),
    )
    years = sorted({year for _, year, _ in found.years})
    if years:
        counts = {(area, year): count for area, year, count in found.years}
        yield Sheet(
            words.say("title_years"),
            (words.say("focus_area"), *map(str, years)),
            tuple(
                (words.name(area.name), *(str(counts[area.id, year]) for year in years))
                for area in agreement.focus_areas
            ),
            frozenset(range(1, len(years) + 1)),
        )
