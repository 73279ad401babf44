"""The workbench lays the stages end to end: one function for each thing a person can do.

Each name is imported when it is first asked for, so that ``check`` need not wait for a solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salkku.workbench.accepting import accept, with_row, without_row
    from salkku.workbench.bodies import organisation, organisations
    from salkku.workbench.branching import conditional
    from salkku.workbench.choosing import (
        explain,
        fair,
        front,
        near,
        not_competing,
        rank,
        readings,
        repair,
        robust,
        solve,
    )
    from salkku.workbench.comparing import compare, difference_sentence
    from salkku.workbench.covering import coverage_over_time, coverage_sentences
    from salkku.workbench.deciding import Decided, decide, verify, versions
    from salkku.workbench.doubting import (
        doubt,
        question_sentence,
        questions,
        statement_sentence,
    )
    from salkku.workbench.exchanging import describe, packed
    from salkku.workbench.exploring import Alike, coverage, fetch, link, load, similar
    from salkku.workbench.finding import (
        ProjectSheet,
        UsefulCalls,
        areas_on_map,
        call_areas,
        find_calls,
        find_projects,
        project,
        project_like,
        read_landscape,
    )
    from salkku.workbench.following import strip, week, week_sentence
    from salkku.workbench.ideas import CardPart, because, card_parts, cell_of, idea, lacking
    from salkku.workbench.likening import is_compared
    from salkku.workbench.linking import (
        evidence_sentence,
        queue,
        term_sentence,
        weigh_names,
        with_ruling,
        without_ruling,
    )
    from salkku.workbench.networking import network
    from salkku.workbench.opening import Checked, check, open_folder, read, read_files
    from salkku.workbench.pairing_up import likely_relations, pair_because
    from salkku.workbench.placing import fit, fit_sentences, likely_fits, value_without_fit
    from salkku.workbench.proving import certify, verify_front
    from salkku.workbench.publishing import publish, report
    from salkku.workbench.running import ScenarioRunner, open_runner, runner_names
    from salkku.workbench.spending import budget, design, reserve
    from salkku.workbench.supposing import suppose
    from salkku.workbench.telling import alarm_sentence, move_sentence, shortfall_sentences
    from salkku.workbench.timing import (
        alarms,
        baseline_of,
        repair_in_time,
        replan,
        schedule,
        slots_of_testbeds,
    )
    from salkku.workbench.tying import ecosystem, ecosystem_sentences
    from salkku.workbench.watching import area_changes, downloads, facts, loaded_files, news
    from salkku.workbench.weighing import ground_sentence, grounds, reason_sentence, reasons, slack

__all__ = [
    "Alike",
    "CardPart",
    "Checked",
    "Decided",
    "ProjectSheet",
    "ScenarioRunner",
    "UsefulCalls",
    "accept",
    "alarm_sentence",
    "alarms",
    "area_changes",
    "areas_on_map",
    "baseline_of",
    "because",
    "budget",
    "call_areas",
    "card_parts",
    "cell_of",
    "certify",
    "check",
    "compare",
    "conditional",
    "coverage",
    "coverage_over_time",
    "coverage_sentences",
    "decide",
    "describe",
    "design",
    "difference_sentence",
    "doubt",
    "downloads",
    "ecosystem",
    "ecosystem_sentences",
    "evidence_sentence",
    "explain",
    "facts",
    "fair",
    "fetch",
    "find_calls",
    "find_projects",
    "fit",
    "fit_sentences",
    "front",
    "ground_sentence",
    "grounds",
    "idea",
    "is_compared",
    "lacking",
    "likely_fits",
    "likely_relations",
    "link",
    "load",
    "loaded_files",
    "move_sentence",
    "near",
    "network",
    "news",
    "not_competing",
    "open_folder",
    "open_runner",
    "organisation",
    "organisations",
    "packed",
    "pair_because",
    "project",
    "project_like",
    "publish",
    "question_sentence",
    "questions",
    "queue",
    "rank",
    "read",
    "read_files",
    "read_landscape",
    "readings",
    "reason_sentence",
    "reasons",
    "repair",
    "repair_in_time",
    "replan",
    "report",
    "reserve",
    "robust",
    "runner_names",
    "schedule",
    "shortfall_sentences",
    "similar",
    "slack",
    "slots_of_testbeds",
    "solve",
    "statement_sentence",
    "strip",
    "suppose",
    "term_sentence",
    "value_without_fit",
    "verify",
    "verify_front",
    "versions",
    "week",
    "week_sentence",
    "weigh_names",
    "with_row",
    "with_ruling",
    "without_row",
    "without_ruling",
]

_MODULES = {
    "accepting": "accept with_row without_row",
    "bodies": "organisation organisations",
    "branching": "conditional",
    "choosing": "explain fair front near not_competing rank readings repair robust solve",
    "comparing": "compare difference_sentence",
    "covering": "coverage_over_time coverage_sentences",
    "deciding": "Decided decide verify versions",
    "doubting": "doubt question_sentence questions statement_sentence",
    "exchanging": "describe packed",
    "exploring": "Alike coverage fetch link load similar",
    "finding": "ProjectSheet UsefulCalls areas_on_map call_areas find_calls find_projects "
    "project project_like read_landscape",
    "following": "strip week week_sentence",
    "ideas": "CardPart because card_parts cell_of idea lacking",
    "likening": "is_compared",
    "linking": "evidence_sentence queue term_sentence weigh_names with_ruling without_ruling",
    "networking": "network",
    "opening": "Checked check open_folder read read_files",
    "pairing_up": "likely_relations pair_because",
    "placing": "fit fit_sentences likely_fits value_without_fit",
    "proving": "certify verify_front",
    "publishing": "publish report",
    "running": "ScenarioRunner open_runner runner_names",
    "spending": "budget design reserve",
    "supposing": "suppose",
    "telling": "alarm_sentence move_sentence shortfall_sentences",
    "timing": "alarms baseline_of repair_in_time replan schedule slots_of_testbeds",
    "tying": "ecosystem ecosystem_sentences",
    "watching": "area_changes downloads facts loaded_files news",
    "weighing": "ground_sentence grounds reason_sentence reasons slack",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Import a function of the workbench from its module."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"salkku.workbench.{_HOMES[name]}"), name)
