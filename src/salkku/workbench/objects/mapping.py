"""The map as an object: outlines, projects by postcode, and the register of test environments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salkku.domain.periods import format_half_year
from salkku.workbench.objects.plain import Object

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.ecosystem import Testbed
    from salkku.domain.timetable import SlotUse
    from salkku.store.mapping import Outline, PostcodeCount

__all__ = ["map_object"]


def map_object(
    agreement: Agreement,
    outlines: Sequence[Outline],
    counts: Sequence[PostcodeCount],
    uses: Sequence[SlotUse],
) -> Object:
    """Give what the map shows; ``areas`` is a GeoJSON collection in degrees, WGS 84.

    Parameters
    ----------
    uses
        Of the slots of test environments.
    """
    return {
        "areas": {"type": "FeatureCollection", "features": [_feature(one) for one in outlines]},
        "projects": [
            {
                "postcode": one.postcode,
                "municipality": one.municipality,
                "longitude": one.longitude,
                "latitude": one.latitude,
                "count": one.projects,
            }
            for one in counts
        ],
        "testbeds": [_testbed(one) for one in agreement.testbeds],
        "slots": [_slot(one) for one in uses if one.used or one.capacity is not None],
    }


def _feature(one: Outline) -> Object:
    names = {"code": one.code, "kind": one.kind, "name": one.name, "name_sv": one.name_sv}
    rings = [[[list(point) for point in ring]] for ring in one.rings]
    shape = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "properties": names, "geometry": shape}


def _testbed(one: Testbed) -> Object:
    return {
        "testbed": one.id,
        "name": dict(one.name),
        "owner": one.owner,
        "place": one.place,
        "party": one.party,
        "focus_area": one.focus_area,
        "capacity": one.capacity,
    }


def _slot(one: SlotUse) -> Object:
    return {
        "testbed": one.testbed,
        "half_year": format_half_year(one.half_year),
        "used": one.used,
        "capacity": one.capacity,
        "short": one.short,
        "proposals": list(one.rows),
    }
