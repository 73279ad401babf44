"""The tables around the proposals: partners, needs, results, what is funded already."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from salkku.domain.ecosystem import (
    FITTINGS,
    Actual,
    Call,
    Event,
    Fitting,
    FundedProject,
    Indicator,
    Need,
    Organisation,
    Participation,
    Testbed,
)
from salkku.domain.proposals import LEVELS, Commitment, Result
from salkku.store.reading.amounts import BadCellError, euros
from salkku.store.reading.rows import Row, Rows
from salkku.store.reading.rulings import read_rulings

__all__ = ["read_ecosystem"]


def read_ecosystem(rows: Rows) -> dict[str, Any]:
    """Read the tables of the ecosystem, named as the fields of the agreement.

    Examples
    --------
    >>> read_ecosystem({})["needs"]
    ()
    """
    readers = {
        "organisations": _organisation,
        "participations": _participation,
        "needs": _need,
        "results": _result,
        "commitments": _commitment,
        "projects": _project,
        "fit": _fitting,
        "calls": _call,
        "events": _event,
        "testbeds": _testbed,
        "indicators": _indicator,
        "actuals": _actual,
    }
    found: dict[str, Any] = {}
    for name, reader in readers.items():
        made = (reader(row) for row in rows.get(f"{name}.csv", ()))
        found[name] = tuple(noun for noun in made if noun is not None)
    found["rulings"] = read_rulings(rows.get("links.csv", ()))
    found["fits"] = found.pop("fit")
    return found


def _organisation(row: Row) -> Organisation:
    return Organisation(
        id=row.text("id"),
        name=row.text("name"),
        aliases=row.members("aliases"),
        kind=row.text("kind"),
        city=row.text("city"),
        country=row.text("country"),
        business_id=row.text("business_id"),
        pic=row.text("pic"),
        source=row.text("source"),
        carry_cents_per_year=row.euros("carry_eur_per_year"),
    )


def _participation(row: Row) -> Participation | None:
    proposal = row.reference("proposal", "proposals")
    organisation = row.reference("organisation", "organisations")
    share = row.euros("share_eur")
    if not proposal or not organisation:
        return None
    return Participation(proposal, organisation, row.text("role"), row.text("city"), share)


def _need(row: Row) -> Need:
    start, end = row.span("from", "to", row.month)
    return Need(
        id=row.text("id"),
        party=row.reference("party", "parties"),
        unit=row.text("unit"),
        need=row.names("need"),
        adopter=row.text("adopter"),
        start=start,
        end=end,
    )


def _result(row: Row) -> Result | None:
    proposal, kind = row.reference("proposal", "proposals"), row.word("kind")
    need, main = row.reference("need", "needs"), row.yes("main", default=True)
    if not proposal:
        return None
    return Result(row.text("id"), proposal, row.names("name"), kind, need, main)


def _commitment(row: Row) -> Commitment | None:
    proposal = row.reference("proposal", "proposals")
    noun = Commitment(
        proposal=proposal,
        organisation=row.reference("organisation", "organisations"),
        result=row.reference("result", "results"),
        carries_on_as=row.text("carries_on_as"),
        cents_per_year=row.euros("money_eur_per_year") or 0,
        start=row.month("from"),
        level=row.one_of("level", LEVELS, "none"),
        evidence=row.text("evidence"),
    )
    return noun if proposal or noun.result else None


def _project(row: Row) -> FundedProject:
    start, end = row.span("start", "end", lambda column: row.month(column, days=True))
    return FundedProject(
        id=row.text("id"),
        name=row.names("name"),
        scope=row.word("scope", "neighbour"),
        source=row.text("source"),
        as_of=row.text("as_of"),
        fund=row.text("fund"),
        lead=row.text("lead"),
        partners=row.members("partners"),
        focus_areas=row.shares("focus_area", "focus_areas"),
        methods=row.shares("methods", "methods"),
        parties=row.members("parties", "parties"),
        start=start,
        end=end,
        total_cents=row.euros("total_eur"),
        support_cents=row.euros("support_eur"),
        continues=row.members("continues"),
        tags=row.members("tags"),
        summary=row.names("summary"),
    )


def _fitting(row: Row) -> Fitting | None:
    """Read an accepted relation; a project with a colon is a loaded one, which nothing declares."""
    proposal, project = row.must_refer("proposal", "proposals"), row.need("project")
    relation, share = row.one_of("relation", FITTINGS, None), row.share("share")
    row.date("as_of")
    if project and ":" not in project:
        row.check_any("project", ("projects", "proposals"), project)
    if proposal and proposal == project:
        row.fault("self_relation", "project", cell=proposal)
    if not proposal or not project or relation is None:
        return None
    return Fitting(
        proposal,
        project,
        relation,
        Fraction(1) if share is None else share,
        row.text("reason"),
        row.text("evidence"),
        row.text("by"),
        row.line,
    )


def _call(row: Row) -> Call:
    opens, closes = row.date("opens"), row.date("closes")
    if opens and closes and "H" not in opens + closes:
        row.ordered("opens", "closes", (opens, closes), "from_after_to")
    return Call(
        id=row.text("id"),
        name=row.names("name"),
        fund=row.text("fund"),
        opens=opens,
        closes=closes,
        earliest_decision=row.date("earliest_decision"),
        available_cents=row.euros("available_eur"),
        threshold_share=row.share("threshold_share"),
        earmarks=_earmarks(row),
        focus_areas=row.members("focus_areas", "focus_areas"),
        line=row.reference("line", "lines"),
        source=row.text("source"),
    )


def _earmarks(row: Row) -> dict[str, int]:
    """Read ``health:700000;urban:500000``."""
    found: dict[str, int] = {}
    for part in row.members("earmarks"):
        id, colon, said = (piece.strip() for piece in part.rpartition(":"))
        if not colon:
            row.fault("earmark_without_amount", "earmarks", cell=part)
            continue
        row.check("earmarks", "focus_areas", id)
        try:
            found[id] = found.get(id, 0) + euros(said)
        except BadCellError as error:
            row.fault(error.code, "earmarks", cell=part)
    return found


def _event(row: Row) -> Event:
    return Event(
        id=row.text("id"),
        name=row.names("name"),
        kind=row.text("kind"),
        month=row.month("month"),
        precedes=row.members("precedes", "proposals"),
        follows=row.members("follows", "proposals"),
    )


def _testbed(row: Row) -> Testbed:
    return Testbed(
        id=row.text("id"),
        name=row.names("name"),
        owner=row.text("owner"),
        place=row.text("place"),
        capacity=row.whole("capacity"),
        party=row.reference("party", "parties"),
        focus_area=row.text("focus_area"),
    )


def _indicator(row: Row) -> Indicator:
    return Indicator(
        id=row.text("id"),
        proposal=row.reference("proposal", "proposals"),
        code=row.text("code"),
        name=row.names("name"),
        baseline=row.number("baseline"),
        target=row.number("target"),
        unit=row.text("unit"),
    )


def _actual(row: Row) -> Actual | None:
    indicator, value = row.reference("indicator", "indicators"), row.number("value")
    date = row.date("date")
    return None if value is None else Actual(indicator, date, value, row.text("source"))
