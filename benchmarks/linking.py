"""How well spellings of one organisation are joined: labelled names, beside simpler ways.

``python -m benchmarks.linking`` reads the labelled names of ``../shared/data`` (ambiguous ones
and departments left out), links them by name, city and country alone, and prints for each way and
each part of the names: pairwise precision, the same among Finnish names, recall, recall of the
pairs whose names agree in form (token-set similarity of at least 85 after folding case, accents
and legal forms), and processor seconds. ``learned`` is the half of the organisations that the
weights were learned on, ``kept aside`` the other. ``--identifiers`` gives PIC and business id to
those who have one, and tells the recall of the pairs that both have one ("identified");
``--size N`` links N distinct names of open data and tells the seconds; where there are fewer, the
rest are their spellings in capitals without the last word.

The simpler ways: one form of the whole name and country ("normalised"), and Splink as it comes:
its own comparisons of name and city, trained by itself on the same rows ("Splink defaults").
"""

from __future__ import annotations

import argparse
import csv
import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from scripts.weigh_names import learned_on

from salkku import resolve
from salkku.resolve import Mention
from salkku.resolve.words import words
from salkku.store import tables
from salkku.text import fold

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
ALIKE = 85
Row = Mapping[str, str]


def labelled(data: Path) -> list[Row]:
    """Read the names that are scored."""
    path = data / "linkage" / "organisation_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["ambiguous"] == "0" and row["relation"] != "unit"
        ]


def mention(row: Row, *, identified: bool = False) -> Mention:
    """Give what linkage may know of a labelled name."""
    pic = business = ""
    if identified:
        known = dict(part.split(":", 1) for part in row["identifier"].split(";") if ":" in part)
        pic, business = known.get("PIC", ""), known.get("BID", known.get("YTUNNUS", ""))
    return Mention(row["name"], row["city"], row["country"], pic, business)


def by_salkku(rows: Sequence[Row], *, identified: bool = False) -> Sequence[object]:
    """Link as the product does."""
    mentions = [mention(row, identified=identified) for row in rows]
    return resolve.link(mentions=mentions).clusters


def by_name(rows: Sequence[Row]) -> Sequence[object]:
    """Join names of one country that are the same after folding case, accents, legal forms."""
    return [(plain(row["name"]), row["country"]) for row in rows]


def by_splink_defaults(rows: Sequence[Row]) -> Sequence[object]:
    """Link as Splink does with its own comparisons, trained by expectation maximisation."""
    import pandas
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    frame = pandas.DataFrame(
        {
            "unique_id": range(len(rows)),
            "name": [plain(row["name"]) for row in rows],
            "first": [(plain(row["name"]).split() or [""])[0] for row in rows],
            "city": [fold(row["city"]) or None for row in rows],
            "country": [row["country"] for row in rows],
        }
    )
    blocks: list[Any] = [
        block_on("country", "name"),
        block_on("country", "first"),
        block_on("city"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name"),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker(tables.linkage(engine="duckdb").register(frame), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("country", "name")], recall=0.2
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in (block_on("city"), block_on("name")):
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    pairs = linker.inference.predict(threshold_match_probability=0.95)
    joined: Any = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.95)
    found = joined.as_pandas_dataframe()
    of = dict(zip(found["unique_id"], found["cluster_id"], strict=True))
    return [of.get(number, f"alone {number}") for number in range(len(rows))]


def plain(name: str) -> str:
    """Fold case, accents and legal forms away."""
    return " ".join(word for word in re.findall(r"\w+", fold(name)) if word not in words().legal)


def same(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give every pair of one organisation."""
    of: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        of[row["entity_id"]].append(number)
    for numbers in of.values():
        yield from combinations(numbers, 2)


def identified(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Give the pairs of one organisation that both have a PIC, or both a business id."""
    told = [mention(row, identified=True) for row in rows]
    return [
        (one, other)
        for one, other in same(rows)
        if (told[one].pic and told[other].pic)
        or (told[one].business_id and told[other].business_id)
    ]


def agreeing(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Give the pairs of one organisation whose names agree in form."""
    forms = [plain(row["name"]) for row in rows]
    return [
        (one, other)
        for one, other in same(rows)
        if fuzz.token_set_ratio(forms[one], forms[other]) >= ALIKE
    ]


def pairs(labels: Sequence[object]) -> int:
    """Count the pairs with one label."""
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def shares(rows: Sequence[Row], clusters: Sequence[object]) -> dict[str, float]:
    """Give precision, the same in Finland, recall, that of agreeing and of identified pairs."""

    def share(numbers: Sequence[int]) -> tuple[float, float]:
        told = [clusters[number] for number in numbers]
        truth = [rows[number]["entity_id"] for number in numbers]
        both = pairs(list(zip(told, truth, strict=True)))
        return both / max(1, pairs(told)), both / max(1, pairs(truth))

    precision, recall = share(range(len(rows)))
    finnish, _ = share([n for n, row in enumerate(rows) if row["country"] == "FI"])

    def found(wanted: Sequence[tuple[int, int]]) -> float:
        return sum(clusters[a] == clusters[b] for a, b in wanted) / max(1, len(wanted))

    return {
        "precision": precision,
        "in Finland": finnish,
        "recall": recall,
        "agreeing": found(agreeing(rows)),
        "identified": found(identified(rows)),
    }


WAYS: Mapping[str, Callable[[Sequence[Row]], Sequence[object]]] = {
    "salkku": by_salkku,
    "normalised": by_name,
    "Splink defaults": by_splink_defaults,
}


def parts(rows: Sequence[Row]) -> Iterator[tuple[str, list[int]]]:
    """Give the parts of the labelled names that are told apart."""
    yield "all", list(range(len(rows)))
    for name, wanted in (("learned", True), ("kept aside", False)):
        yield name, [n for n, row in enumerate(rows) if learned_on(row["entity_id"]) is wanted]


def open_names(size: int, data: Path) -> list[Mention]:
    """Give so many distinct mentions of open data, FP7's first."""
    from scripts.common_words import mentions

    found: dict[Mention, None] = {}
    for name, city, country in mentions(data):
        found.setdefault(Mention(name, city, country))
    for one in list(found):
        shorter = one.name.upper().rpartition(" ")[0] or one.name.upper()
        found.setdefault(Mention(shorter, one.city, one.country))
    return list(found)[:size]


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--identifiers", action="store_true")
    asked.add_argument("--size", type=int)
    told = asked.parse_args()
    if told.size:
        given = open_names(told.size, DATA)
        before = time.process_time()
        linked = resolve.link(mentions=given)
        seconds = time.process_time() - before
        print(f"{len(given)} names: {linked.organisations} organisations, {seconds:.1f} CPU s")
        return
    rows = labelled(DATA)
    ways = dict(WAYS)
    if told.identifiers:
        ways = {"salkku": lambda given: by_salkku(given, identified=True)}
    for way, link in ways.items():
        before = time.process_time()
        clusters = link(rows)
        seconds = time.process_time() - before
        for part, numbers in parts(rows):
            found = shares([rows[n] for n in numbers], [clusters[n] for n in numbers])
            figures = "  ".join(f"{name} {share:.4f}" for name, share in found.items())
            print(f"{way:16} {part:11} {figures}  {seconds:.1f} CPU s")


if __name__ == "__main__":
    main()
