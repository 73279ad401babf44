"""A small sound sample of each source of open data: files by name, of invented rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.unit.ingest import eura, funds, horizon, registers

SAMPLES: dict[str, Callable[[], Mapping[str, bytes]]] = {
    "cordis": horizon.files,
    "eura2014": eura.files,
    "eura2021": eura.report_files,
    "euroscivoc": registers.sciences,
    "keep": funds.interreg,
    "kohesio": funds.operations,
    "pabulib": registers.votes,
    "places": registers.geography,
    "plain": registers.listed,
    "topics": funds.topics,
    "yso": registers.ontology,
    "ytj": registers.companies,
}
