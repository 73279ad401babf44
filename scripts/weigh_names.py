"""Learn what each likeness of two names is worth: ``src/salkku/resolve/weights.csv``.

``python scripts/weigh_names.py`` reads the labelled names of ``../shared/data``, takes the half
of the organisations that ``learned_on`` chooses, takes for each compared pair of that half which
level of each comparison holds, and fits a logistic regression with a ridge on the
levels (Newton's method). Its coefficients, in bits, are the weights: Fellegi and Sunter's sum of
log-likelihood ratios, but learned together, since levels of one name are not independent. Cases
that are rare together lean on the weights of each case alone.

The thresholds are learned on the same half, on pairs that the fold's model has not seen: of those
that keep the clusters' precision, everywhere and in the country that has levels of its own, the
ones that join the most. They are folded into the prior and into that country's levels, so that
``scoring.THRESHOLD`` joins.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from salkku.resolve.clusters import Bodies, agree
from salkku.resolve.evidence import Mention, columns
from salkku.resolve.recipe import COMPARISONS, levels, weights
from salkku.resolve.scoring import THRESHOLD, weight_of
from salkku.resolve.weighing import held

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT.parent / "shared" / "data" / "linkage" / "organisation_names.csv"
WEIGHTS = ROOT / "src" / "salkku" / "resolve" / "weights.csv"
SET = ("identifier", "frame", "crowd")
"""Comparisons whose weights are set and not learned."""
LEARNED = tuple(name for name in COMPARISONS if name not in SET)
STRICT = "fi"
RIDGE = 10.0
POWER = 0.5
FOLDS = 5
WANTED = 0.98
BARRED = (
    *(("country", level) for level in levels("country") if level.endswith("|foundation")),
    ("country", "fi|under|under|home"),
    ("body", "foundation|untold"),
    ("body", "hospital|untold"),
    ("body", "school|untold"),
    ("body", "town|untold"),
    ("body", "clash_univ|untold"),
    ("direction", "both"),
    ("number", "differ"),
    *(("place", level) for level in levels("place") if level.startswith("under|1|1")),
    ("spelling", "under|strangers"),
)
"""Levels that keep two names apart whatever else they share, set and not learned: a town and its
university have no telling word but their place; two schools of a town have all but their number; a
university and another one's school share a town; names that share no telling word, no initials and
hardly a syllable share no more."""
BARRIER = -12.0
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def learned_on(entity: str) -> bool:
    """Say whether weights are learned on an organisation's names; the other half only judges."""
    return hashlib.sha256(entity.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True)
class Lesson:
    """Compared pairs of labelled names, as levels."""

    pairs: NDArray[np.int64]
    same: Flags
    strict: Flags
    barred: Flags
    counts: Floats
    """How much a pair weighs: strangers by how many spellings each has, since a wrong join of
    two joins all of them."""
    cases: Floats
    names: list[tuple[str, tuple[int, str] | str]]
    entities: list[str]
    countries: list[str]
    mentions: list[int]
    """For each labelled name its row."""


def lesson(rows: Sequence[dict[str, str]]) -> Lesson:
    """Compare the labelled names on everything but identifiers."""
    made, places = columns([Mention(row["name"], row["city"], row["country"]) for row in rows])
    found = held(rows=made).sort_values(["left_row", "right_row"])
    pairs = found[["left_row", "right_row"]].to_numpy()
    entity = [""] * len(made["unique_id"])
    for row, own in zip(rows, places, strict=True):
        entity[own[0]] = row["entity_id"]
    chosen = np.array([learned_on(entity[a]) and learned_on(entity[b]) for a, b in pairs])
    found, pairs = found[chosen], pairs[chosen]
    blocks: list[Floats] = []
    names: list[tuple[str, tuple[int, str] | str]] = []
    for comparison in LEARNED:
        for block, name in _cases(comparison, found[comparison].to_numpy()):
            blocks.append(block)
            names.append(name)
    countries = made["country"]
    return Lesson(
        pairs,
        np.array([entity[a] == entity[b] for a, b in pairs]),
        np.array([countries[a] == STRICT for a, _ in pairs]),
        np.any([blocks[names.index(level)] > 0 for level in BARRED if level in names], axis=0),
        _counts(entity, pairs),
        np.stack([*blocks, np.ones(len(pairs))], axis=1),
        names,
        entity,
        countries,
        [own[0] for own in places],
    )


def _counts(entity: Sequence[str], pairs: NDArray[np.int64]) -> Floats:
    spelt = Counter(entity)
    return np.array(
        [
            1.0 if entity[a] == entity[b] else (spelt[entity[a]] * spelt[entity[b]]) ** POWER
            for a, b in pairs
        ]
    )


def _cases(
    comparison: str, told: NDArray[np.int64]
) -> list[tuple[Floats, tuple[str, tuple[int, str] | str]]]:
    """Give each level as a column, and each case of a comparison that crosses several."""
    named = levels(comparison)
    wanted = [level for level in named if comparison != "country" or level.startswith(STRICT)]
    found: list[tuple[Floats, tuple[str, tuple[int, str] | str]]] = [
        ((told == named.index(level)).astype(float), (comparison, level)) for level in wanted
    ]
    crossed = COMPARISONS[comparison]
    if len(crossed) > 1:
        for place, choice in enumerate(crossed):
            for case, _ in choice:
                numbers = [n for n, level in enumerate(named) if level.split("|")[place] == case]
                numbers = [n for n in numbers if named[n] in wanted]
                if numbers:
                    column = np.isin(told, numbers).astype(float)
                    found.append((column, (comparison, (place, case))))
    return found


def fitted(cases: Floats, same: Flags, counts: Floats, *, steps: int = 15) -> Floats:
    """Fit a logistic regression with a ridge on all but the last column, the constant.

    ``counts`` says how many pairs each pair stands for.
    """
    told = np.zeros(cases.shape[1])
    ridge = np.full(cases.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(steps):
        share = 1 / (1 + np.exp(-cases @ told))
        slope = cases.T @ (counts * (share - same)) + ridge * told
        bend = (cases * (counts * share * (1 - share) + 1e-9)[:, None]).T @ cases + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        told -= step
        if abs(step).max() < 1e-4:
            break
    return told


def unseen(of: Lesson) -> Floats:
    """Give the log-odds of each pair by a model that saw neither of its organisations."""
    fold = np.array([hashlib.sha256(f"fold {e}".encode()).digest()[0] % FOLDS for e in of.entities])
    left, right = fold[of.pairs[:, 0]], fold[of.pairs[:, 1]]
    told = np.zeros(len(of.pairs))
    for one, other in combinations_with_replacement(range(FOLDS), 2):
        asked = ((left == one) & (right == other)) | ((left == other) & (right == one))
        known = ~np.isin(left, (one, other)) & ~np.isin(right, (one, other)) & ~of.barred
        if asked.any():
            told[asked] = of.cases[asked] @ fitted(
                of.cases[known], of.same[known], of.counts[known]
            )
    return told + BARRIER * of.barred


@dataclass(frozen=True)
class Judged:
    """How the learned half's names are joined: right pairs, and the shares that are right."""

    rights: int
    precision: float
    strict_precision: float


def judged(of: Lesson, bits: Floats) -> Judged:
    """Join the names of pairs that are so many bits over the threshold, and judge the clusters.

    Among all organisations a name meets twice as many strangers as in the half that is learned
    on, and as many of its own spellings: wrong pairs count twice. The strict country has too few
    names for that, where one wrong cluster is a point of precision: its pairs count as they are.
    """
    bodies = Bodies(len(of.entities))
    rows = zip(of.pairs[:, 0].tolist(), of.pairs[:, 1].tolist(), bits.tolist(), strict=True)
    agree(list(rows), bodies)
    half = [row for row in of.mentions if learned_on(of.entities[row])]
    rights, wrongs = _right_and_wrong(of, bodies, half)
    strict = [row for row in half if of.countries[row] == STRICT]
    few, bad = _right_and_wrong(of, bodies, strict)
    return Judged(rights, rights / max(1, rights + 2 * wrongs), few / max(1, few + bad))


def _right_and_wrong(of: Lesson, bodies: Bodies, rows: Sequence[int]) -> tuple[int, int]:
    joined = _pairs(Counter(bodies.root(row) for row in rows))
    rights = _pairs(Counter((bodies.root(row), of.entities[row]) for row in rows))
    return rights, joined - rights


def _pairs(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def thresholds(of: Lesson, bits: Floats) -> tuple[float, float]:
    """Find the thresholds, in bits, that join the most of those that keep the precisions."""
    tried = [
        (least / 4, strict / 2, judged(of, bits - least / 4 - strict / 2 * of.strict))
        for least in range(2, 10)
        for strict in range(0, 11)
    ]
    kept = [
        (found.rights, least, strict)
        for least, strict, found in tried
        if min(found.precision, found.strict_precision) >= WANTED
    ]
    _, least, strict = max(kept)
    return least, strict


def main() -> None:
    """Write the weights."""
    asked = [float(each) for each in sys.argv[1:]]
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["ambiguous"] == "0" and row["relation"] != "unit"
        ]
    learned = lesson(rows)
    least, strict = asked or thresholds(learned, unseen(learned) / log(2))
    free = ~learned.barred
    found = fitted(learned.cases[free], learned.same[free], learned.counts[free]) / log(2)
    told = dict(zip([*learned.names, ("prior", "")], found.tolist(), strict=True))
    print(f"{len(learned.pairs)} pairs; threshold {least} bits, {STRICT} {strict} more")
    kept = {at: bits for at, bits in weights().items() if at[0] in SET}
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(("comparison", "level", "bits"))
        sheet.writerow(("prior", "", f"{told['prior', ''] - least + weight_of(THRESHOLD):.3f}"))
        for comparison in LEARNED:
            for level in levels(comparison):
                if comparison == "country" and not level.startswith(STRICT):
                    continue
                bits = told.get((comparison, level), 0.0) + sum(
                    told.get((comparison, part), 0.0) for part in enumerate(level.split("|"))
                )
                bits = BARRIER if (comparison, level) in BARRED else bits
                sheet.writerow(
                    (comparison, level, f"{bits - strict * (comparison == 'country'):.3f}")
                )
        sheet.writerows((*at, f"{bits:g}") for at, bits in kept.items())
        among = sorted(Counter(learned.countries).items())
        sheet.writerows(("among", country, names) for country, names in among)


if __name__ == "__main__":
    main()
