"""How well what is like a text is found: the judged texts, against words and vectors alone.

``python -m benchmarks.matching`` loads the real projects of ``../shared/data``, makes the vectors
that are missing (some minutes, kept in ``build/matching``), and prints for the half that was tuned
on and the half kept aside: nDCG@10 with gain 2^grade − 1 (Järvelin, Kekäläinen 2002), the share of
texts with a related project (grade 2 or 3) among the first five, and how the relations are named
beside the reader's names. ``--open`` prints the half that is tuned on, and nothing of the other.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

import numpy as np

from salkku import ingest, workbench
from salkku.domain.periods import parse_month
from salkku.landscape import Hit, Library, Query, open_library
from salkku.store.vectors import find_vectors
from salkku.text import DIMENSIONS, MODEL, embed_query

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "data" / "judged"
DATA = ROOT.parent / "shared" / "data"
KEPT = ROOT / "build" / "matching"
ASKED = parse_month("2027-01")
"""The month in which the ideas are thought to begin."""
FIRST = 10
Rank = Callable[[Query], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Text:
    """One judged text, with the grades and relations of its theme."""

    id: str
    topic: str
    language: str
    form: str
    text: str
    grades: Mapping[str, int]
    relations: Mapping[str, str]

    @property
    def kept_aside(self) -> bool:
        """Whether nobody tunes on it: themes with an even number."""
        return int(self.topic) % 2 == 0

    @property
    def query(self) -> Query:
        """The text as it is asked."""
        return Query({self.language: self.text}, starts=ASKED)


def judged() -> tuple[Text, ...]:
    """Read the judged texts, those with nothing like them among them."""
    grades: dict[str, dict[str, int]] = {}
    relations: dict[str, dict[str, str]] = {}
    for row in _rows("grades.csv"):
        grades.setdefault(row["topic"], {})[row["project"]] = int(row["grade"])
        if row["relation"]:
            relations.setdefault(row["topic"], {})[row["project"]] = row["relation"]
    return tuple(
        Text(
            row["id"],
            row["topic"],
            row["language"],
            row["form"],
            row["text"],
            grades.get(row["topic"], {}),
            relations.get(row["topic"], {}),
        )
        for row in _rows("texts.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (JUDGED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Give the discounted gain of the first ten, against the best that the grades allow."""

    def gain(row: Sequence[int]) -> float:
        first = enumerate(row[:FIRST], start=2)
        return sum(float(2**grade - 1) / log2(place) for place, grade in first)

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(each, 0) for each in ranked]) / best if best else 0.0


def found(ranked: Sequence[str], grades: Mapping[str, int]) -> bool:
    """Say whether a related project is among the first five."""
    return any(grades.get(each, 0) >= 2 for each in ranked[:5])


@dataclass(frozen=True, slots=True)
class Figures:
    """What a method reached on some texts."""

    texts: int
    ndcg: float
    found: float


def figures(rank: Rank, texts: Sequence[Text]) -> Figures:
    """Measure a ranking on texts that have something like them."""
    graded = [text for text in texts if text.grades]
    rows = [(rank(text.query), text.grades) for text in graded]
    count = len(rows)
    return Figures(
        count,
        sum(ndcg(ranked, grades) for ranked, grades in rows) / count,
        sum(found(ranked, grades) for ranked, grades in rows) / count,
    )


def shown(library: Library, texts: Sequence[Text]) -> list[tuple[Text, Hit]]:
    """Give the first ten hits of each text."""
    return [(text, hit) for text in texts for hit in library.hits(text.query, limit=FIRST)]


def named(hits: Sequence[tuple[Text, Hit]]) -> Counter[tuple[str, str]]:
    """Count the relations: as the reader named them, and as we do."""
    return Counter(
        (text.relations[hit.project], hit.relation)
        for text, hit in hits
        if hit.project in text.relations
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """How well relations that say more than *related* are named among the first ten."""

    named: int
    judged: int
    right: int
    near: int
    """Of those named, how many have grade 2 or 3; what nobody read counts as none."""


def naming(hits: Sequence[tuple[Text, Hit]]) -> Naming:
    """Measure the relations that say more than that two projects are related."""
    told = [(text, hit) for text, hit in hits if hit.relation != "related"]
    read = [(text, hit) for text, hit in told if hit.project in text.relations]
    return Naming(
        len(told),
        len(read),
        sum(hit.relation == text.relations[hit.project] for text, hit in read),
        sum(text.grades.get(hit.project, 0) >= 2 for text, hit in told),
    )


def ranked_once(rank: Rank) -> Rank:
    """Rank each text once, however many slices it is in."""
    found: dict[str, Sequence[str]] = {}

    def remembered(query: Query) -> Sequence[str]:
        if query.said not in found:
            found[query.said] = rank(query)
        return found[query.said]

    return remembered


def vectors_alone(library: Library, folder: Path) -> Rank:
    """Rank by the model's vectors and nothing else, what all have in common taken away."""
    keys = np.concatenate([each.keys for each in library.shelves])
    held, vectors = find_vectors(folder=folder, model=MODEL, dimensions=DIMENSIONS, keys=keys)
    middle = vectors.mean(axis=0)
    apart = vectors - middle
    apart /= np.linalg.norm(apart, axis=1, keepdims=True)

    def rank(query: Query) -> list[str]:
        near = np.argsort(-(apart @ (embed_query(query.said) - middle)), kind="stable")
        return [library.known(number).key for number in held[near[:FIRST]].tolist()]

    return rank


def listed(library: Library) -> Rank:
    """Rank as a person sees it: only what has a reason."""
    return lambda query: [hit.project for hit in library.hits(query, limit=FIRST)]


def ranking(library: Library, weights: Mapping[str, float] | None) -> Rank:
    """Give the ranking of some parts of the method; of all of them as they are used by default."""

    def rank(query: Query) -> list[str]:
        return [library.known(number).key for number, _ in library.ranked(query, weights)[:FIRST]]

    return rank


def load(folder: Path, *, data: Path = DATA) -> None:
    """Make an agreement folder with the projects that the texts were judged against."""
    if (folder / "agreement.toml").is_file():
        return
    shutil.copytree(ROOT / "examples" / "hevi", folder, dirs_exist_ok=True)
    horizon = data / "cordis" / "horizon"
    files = [horizon / "project.csv", horizon / "organization.csv"]
    ingest.load(source="cordis", paths=files, into=folder)
    funds = data / "eura" / "projektilista-2014-2020.csv"
    ingest.load(source="eura2014", paths=[funds], into=folder)


def library_of(folder: Path, *, vectors: bool) -> Library:
    """Open the projects; every vector is made first when they are asked for."""
    agreement = workbench.read(workbench.open_folder(folder))
    if not vectors:
        return Library(open_library(projects=agreement.projects, folder=folder).shelves)

    def told(kind: str, done: int, count: int) -> None:
        print(f"{kind} {done}/{count}", file=sys.stderr)

    return open_library(projects=agreement.projects, folder=folder, whole=True, told=told)


def slices(texts: Sequence[Text]) -> dict[str, list[Text]]:
    """Give the texts as they are reported: all, by language, by form."""
    rows = {"all": list(texts)}
    for language in ("fi", "sv", "en"):
        rows[language] = [text for text in texts if text.language == language]
    for form in ("title", "text"):
        rows[form] = [text for text in texts if text.form == form]
    return rows


def tell(name: str, half: Sequence[Text], methods: Mapping[str, Rank], library: Library) -> None:
    """Print the figures of one half."""
    print(f"\n{name}: nDCG@10 / related among the first five")
    for method, ranker in methods.items():
        rank, cells = ranked_once(ranker), []
        for slice_, rows in slices(half).items():
            got = figures(rank, rows)
            cells.append(f"{slice_} {got.ndcg:.3f}/{got.found:.2f}")
        print(f"  {method:14} " + "  ".join(cells))
    hits = shown(library, half)
    told = named(hits)
    right, asked = sum(n for (a, b), n in told.items() if a == b), told.total()
    print(f"  relations named rightly: {right} of {asked} ({right / asked:.2f})")
    for (reader, ours), count in sorted(told.items()):
        print(f"    {reader:12} named {ours:12} {count}")
    telling = naming(hits)
    print(
        f"  named more than related: {telling.named}; "
        f"rightly {telling.right} of the {telling.judged} that a reader named "
        f"({telling.right / max(telling.judged, 1):.2f}); "
        f"of grade 2 or 3 {telling.near} ({telling.near / max(telling.named, 1):.2f})"
    )
    empty = [text for text in half if not text.grades]
    silent = len(empty) - len({text.id for text, _ in hits if not text.grades})
    print(f"  nothing like it, and said so: {silent} of {len(empty)}")


def main() -> int:
    """Print the figures of both halves, or of the one that is tuned on."""
    load(KEPT)
    library = library_of(KEPT, vectors=True)
    methods = {
        "words alone": ranking(library, {"words": 1.0}),
        "vectors alone": vectors_alone(library, KEPT),
        "without model": ranking(library_of(KEPT, vectors=False), None),
        "all": ranking(library, None),
        "as listed": listed(library),
    }
    halves = (("tuned on", False), ("kept aside", True))[: 1 if "--open" in sys.argv else 2]
    for name, aside in halves:
        tell(name, [one for one in judged() if one.kept_aside == aside], methods, library)
    return 0


if __name__ == "__main__":
    sys.exit(main())
