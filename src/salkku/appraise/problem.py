"""The bridge: an agreement's tables become one exact problem."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from salkku.appraise.constraints import Items, constraints_of, line_limits_of
from salkku.appraise.diminishing import diminishing_pairs
from salkku.appraise.fitting import fits_of, moves_of
from salkku.appraise.lasting import keeps_of, lasting_of, levels_of
from salkku.appraise.polytope import centre_of, party_vertices
from salkku.appraise.readings import Reading
from salkku.appraise.rows import Rows, rows_of
from salkku.appraise.scores import Estimate, connected_assessors, estimates_of
from salkku.appraise.unions import made_by
from salkku.domain.agreement import Agreement, Criterion
from salkku.domain.problem import FitTerm, NotCompeting, Pair, Problem, Scale, Weights
from salkku.domain.proposals import Proposal

__all__ = ["problem_of"]

Estimates = Mapping[tuple[str, str], Estimate]
Values = tuple[tuple[Fraction, ...], ...]


def problem_of(agreement: Agreement, *, reading: Reading | None = None) -> Problem:
    """Turn an agreement into the problem that ``optimise`` answers questions about.

    Parameters
    ----------
    agreement
        Read and checked.
    reading
        How scores become amounts; the agreement's own when None.

    Returns
    -------
    Problem
        Exact: cents, integers and fractions only.
    """
    how = reading or Reading()
    rows = rows_of(agreement)
    estimates = estimates_of(agreement, rows)
    out = _not_competing(agreement, rows, estimates)
    items = _items(agreement, rows, {reason.id for reason in out})
    vertices = _vertices(agreement)
    centre = centre_of(vertices)
    slopes = _slopes(agreement, rows, items, how)
    made = made_by(agreement, items.rows)
    fits = fits_of(agreement, rows, items) if how.fit else ()
    worth = _worths(agreement, items, estimates, how, slopes, fits)
    limits = line_limits_of(agreement)
    parties = tuple(party.id for party in agreement.parties)
    return Problem(
        ids=items.ids,
        costs=items.costs,
        keys=tuple(_key(row) for row in items.ids),
        criteria=tuple(c.id for c in agreement.criteria),
        widths=tuple(c.high - c.low for c in agreement.criteria),
        scores=tuple(
            tuple(estimates[row, c.id].mean for row in items.ids) for c in agreement.criteria
        ),
        worth=worth["mean"],
        worth_low=worth["low"],
        worth_high=worth["high"],
        pairs=_pairs(agreement, rows, items),
        constraints=constraints_of(agreement, rows, items, made=made),
        weights=_weights(agreement) or centre,
        vertices=vertices,
        centre=centre,
        party_ids=parties,
        pays=tuple(_pays(party, items, limits) for party in parties),
        party_worth=_party_worth(agreement, rows, items, worth["mean"], vertices),
        line_costs=items.line_costs,
        line_limits=limits,
        fixed=tuple(j for j, row in enumerate(items.rows) if row.fixed),
        not_competing=out,
        assumptions=_assumptions(agreement, items, estimates, how),
        scales=tuple(
            Scale(c.low, c.high, c.threshold, how.size_of(c) == "euro") for c in agreement.criteria
        ),
        slopes=slopes,
        keeps=_keeps(agreement, rows, items) if how.lasting else (),
        unions=made.counts,
        fits=fits,
    )


def _key(row: str) -> int:
    return int.from_bytes(hashlib.sha256(row.encode()).digest()[:3], "big")


def _not_competing(
    agreement: Agreement, rows: Rows, estimates: Estimates
) -> tuple[NotCompeting, ...]:
    """Proposals under the threshold of a criterion; decided rows are beyond it."""
    gates = [(c.id, c.threshold) for c in agreement.criteria if c.threshold is not None]
    found = []
    for row in rows.all.values():
        if row.status != "proposal":
            continue
        for criterion, threshold in gates:
            score = estimates[row.id, criterion].mean
            if score < threshold:
                found.append(NotCompeting(row.id, criterion, score, threshold))
                break
    return tuple(found)


def _items(agreement: Agreement, rows: Rows, out: set[str]) -> Items:
    chosen = [row for row in rows.all.values() if row.competes and row.id not in out]
    place = {row.id: j for j, row in enumerate(chosen)}
    totals: dict[str, list[int]] = defaultdict(lambda: [0] * len(chosen))
    for cost in agreement.costs:
        if cost.proposal in place:
            totals[cost.line][place[cost.proposal]] += cost.cents
    families = {
        row: tuple(place[member] for member in members if member in place)
        for row, members in rows.family.items()
    }
    return Items(
        ids=tuple(place),
        rows=tuple(chosen),
        costs=tuple(sum(column[j] for column in totals.values()) for j in range(len(chosen))),
        line_costs={line: tuple(column) for line, column in totals.items()},
        families={row: members for row, members in families.items() if members},
    )


def _vertices(agreement: Agreement) -> dict[str, tuple[Weights, ...]]:
    """Vertices over all criteria: those of kind general never carry weight."""
    live = [c.id for c in agreement.criteria if c.kind != "general"]
    place = {name: index for index, name in enumerate(live)}
    groups = party_vertices(
        agreement.preferences, criteria=live, parties=[party.id for party in agreement.parties]
    )
    return {
        party: tuple(
            tuple(vertex[place[c.id]] if c.id in place else Fraction(0) for c in agreement.criteria)
            for vertex in vertices
        )
        for party, vertices in groups.items()
    }


def _weights(agreement: Agreement) -> Weights | None:
    if agreement.weights is None:
        return None
    given = [
        Fraction(0) if c.kind == "general" else agreement.weights.get(c.id, Fraction(0))
        for c in agreement.criteria
    ]
    total = sum(given, Fraction(0))
    return tuple(weight / total for weight in given) if total else None


def _slopes(agreement: Agreement, rows: Rows, items: Items, how: Reading) -> Values:
    """Give what one unit of a score adds, amount × lasting ÷ width: per criterion and item."""
    levels = levels_of(agreement, rows)
    lasting = [
        lasting_of(agreement, levels[row]) if how.lasting else Fraction(1) for row in items.ids
    ]
    return tuple(
        tuple(
            _amount(row, cost, criterion, how.size_of(criterion))
            * keep
            / (criterion.high - criterion.low)
            for row, cost, keep in zip(items.rows, items.costs, lasting, strict=True)
        )
        for criterion in agreement.criteria
    )


def _keeps(agreement: Agreement, rows: Rows, items: Items) -> tuple[tuple[Fraction, Fraction], ...]:
    """(L) Give the ends of what each item may keep; empty where none is in doubt."""
    levels = levels_of(agreement, rows)
    found = tuple(keeps_of(agreement, levels[row]) for row in items.ids)
    return found if any(low != high for low, high in found) else ()


def _worths(
    agreement: Agreement,
    items: Items,
    estimates: Estimates,
    how: Reading,
    slopes: Values,
    fits: tuple[FitTerm, ...],
) -> dict[str, Values]:
    """Contributions of every item to ``value`` per criterion, moved by (N): mean, low and high."""
    found: dict[str, list[tuple[Fraction, ...]]] = {"mean": [], "low": [], "high": []}
    for index, (criterion, factors) in enumerate(zip(agreement.criteria, slopes, strict=True)):
        moves = moves_of(fits, criterion=index, count=len(items.ids))
        baseline = how.baseline_of(criterion)
        for part, values in found.items():
            values.append(
                tuple(
                    factor * (getattr(estimates[row, criterion.id], part) - baseline + move)
                    for row, factor, move in zip(items.ids, factors, moves, strict=True)
                )
            )
    return {part: tuple(values) for part, values in found.items()}


def _amount(row: Proposal, cost: int, criterion: Criterion, size: str) -> Fraction:
    if size == "euro":
        return Fraction(cost, 100) / criterion.size_unit
    if size == "reach":
        return (row.reach or Fraction(0)) / criterion.size_unit
    return Fraction(1)


def _pairs(agreement: Agreement, rows: Rows, items: Items) -> tuple[Pair, ...]:
    """(S) Pairs whose both sides compete, each side standing for a row and its levels."""
    place = {c.id: index for index, c in enumerate(agreement.criteria)}
    found = []
    for relation in agreement.relations:
        left = items.families.get(relation.source, ())
        right = items.families.get(relation.target, ())
        if relation.kind in ("synergy", "overlap") and left and right:
            criterion = place[relation.criterion]
            found.append(Pair(left, right, criterion, relation.value, relation.row))
    return (*found, *diminishing_pairs(agreement, rows, items))


def _pays(party: str, items: Items, limits: Mapping[str, tuple[int, str]]) -> tuple[int, ...]:
    lines = [costs for line, costs in items.line_costs.items() if limits[line][1] == party]
    return tuple(sum(costs[j] for costs in lines) for j in range(len(items.ids)))


def _party_worth(
    agreement: Agreement,
    rows: Rows,
    items: Items,
    worth: Values,
    vertices: Mapping[str, tuple[Weights, ...]],
) -> Values:
    """Each party's benefit of each item: value at its own centre × its share."""
    found = []
    shares = _shares(agreement, rows, items)
    for party in agreement.parties:
        group = vertices.get(party.id) or vertices.get("", ())
        weights = centre_of({party.id: group}) or tuple(Fraction(0) for _ in worth)
        found.append(
            tuple(
                share
                * sum((w * row[j] for w, row in zip(weights, worth, strict=True)), Fraction(0))
                for j, share in enumerate(shares[party.id])
            )
        )
    return tuple(found)


def _shares(agreement: Agreement, rows: Rows, items: Items) -> dict[str, list[Fraction]]:
    """Share of each item's value per party: benefits.csv, or equal among its parties."""
    shares = {party.id: [Fraction(0)] * len(items.ids) for party in agreement.parties}
    if agreement.benefits is None:
        for j, row in enumerate(items.rows):
            for party in row.parties:
                shares[party][j] = Fraction(1, len(row.parties))
        return shares
    own = {benefit.proposal for benefit in agreement.benefits}
    for j, row_id in enumerate(items.ids):
        source = row_id if row_id in own else rows.base[row_id]
        for benefit in agreement.benefits:
            if benefit.proposal == source:
                shares[benefit.party][j] += (benefit.share_low + benefit.share_high) / 2
    return shares


def _assumptions(
    agreement: Agreement, items: Items, estimates: Estimates, how: Reading
) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = [
        ("not_scored", row, criterion.id)
        for row in items.ids
        for criterion in agreement.criteria
        if not estimates[row, criterion.id].scored
    ]
    if any(how.size_of(c) == "reach" for c in agreement.criteria):
        found += [("reach_unknown", row.id) for row in items.rows if row.reach is None]
    if agreement.benefits is None and agreement.parties:
        found.append(("equal_benefit_shares",))
    if agreement.severity_correction and not connected_assessors(agreement.scores):
        found.append(("severity_not_corrected",))
    found += [("needs_time", rule.id) for rule in agreement.rules if rule.measure == "ends"]
    return tuple(found)
