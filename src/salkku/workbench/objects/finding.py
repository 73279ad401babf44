"""What is known around as objects: projects found, one project, calls, neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.workbench.objects.ideas import hit_object, without_object
from salkku.workbench.objects.plain import Object, euros_of
from salkku.workbench.objects.watching import facts_object

if TYPE_CHECKING:
    from salkku.store.finding import FoundProjects
    from salkku.store.ties import Neighbour, Neighbourhood
    from salkku.workbench.exploring import Alike
    from salkku.workbench.finding import ProjectSheet, UsefulCalls

__all__ = [
    "alike_object",
    "calls_object",
    "found_object",
    "network_object",
    "sheet_object",
]


def alike_object(alike: Alike) -> Object:
    """Give what is like a text or a project, each reason in every language."""
    return {
        **without_object(alike.compared, alike.without),
        "hits": [{**hit_object(hit), "rank": hit.rank} for hit in alike.hits],
    }


def found_object(found: FoundProjects) -> Object:
    """Give a page of projects, the counts of every facet, names of its bodies; money in euros."""
    return {
        "total": found.total,
        "projects": [
            {
                "project": row.key,
                "name": row.name,
                "source": row.source,
                "scope": row.scope,
                "programme": row.programme,
                "starts": row.starts,
                "ends": row.ends,
                "total_eur": None if row.cents is None else euros_of(row.cents),
                "relation": row.relation,
                "focus_areas": list(row.areas),
            }
            for row in found.rows
        ],
        "facets": {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in found.facets.items()
        },
        "names": dict(found.names),
    }


def sheet_object(sheet: ProjectSheet) -> Object:
    """Give what is known of a project: ``facts`` and its partners and subjects."""
    return {
        **facts_object(sheet.key, sheet.facts),
        "name": sheet.name,
        "partners": [
            {
                "name": one.name,
                "role": one.role,
                "city": one.city,
                "country": one.country,
                "support_eur": None if one.cents is None else euros_of(one.cents),
                "source": one.source,
                "as_of": one.as_of,
            }
            for one in sheet.partners
        ],
        "organisations": sheet.bodies,
        "organisations_told": sheet.way,
        "subjects": [{"code": code, "title": title} for code, title in sheet.subjects],
    }


def calls_object(found: UsefulCalls) -> Object:
    """Give the calls that can still be used; ``last_useful_day`` is the last deadline."""
    return {
        "ours": [
            {
                "call": one.id,
                "name": dict(one.name),
                "fund": one.fund,
                "opens": one.opens,
                "last_useful_day": one.closes,
                "focus_areas": list(one.focus_areas),
                "available_eur": None
                if one.available_cents is None
                else euros_of(one.available_cents),
                "source": one.source,
            }
            for one in found.ours
        ],
        "total": found.total,
        "others": [
            {
                "call": one.key,
                "name": one.name,
                "programme": one.programme,
                "opens": one.opens,
                "last_useful_day": one.until,
                "budget_eur": None if one.cents is None else euros_of(one.cents),
                "address": one.address,
            }
            for one in found.others
        ],
    }


def network_object(found: Neighbourhood) -> Object:
    """Give one node's neighbours; ``ties`` names two of them and how many projects they share."""
    return {
        "node": found.key,
        "name": found.name,
        "organisations": [_neighbour(one) for one in found.organisations],
        "others": found.others,
        "ties": [
            [found.organisations[a].key, found.organisations[b].key, count]
            for a, b, count in found.ties
        ],
        "projects": [_neighbour(one) for one in found.projects],
        "all_projects": found.all_projects,
        "organisations_told": found.way,
    }


def _neighbour(one: Neighbour) -> Object:
    return {"key": one.key, "name": one.name, "shared": one.shared, "last_year": one.last}
