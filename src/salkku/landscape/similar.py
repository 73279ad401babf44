"""What is like a text: funded projects in any of three languages, each with the reasons why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from salkku.domain.periods import Month
from salkku.landscape.known import KnownProject
from salkku.landscape.relations import Reason, Side, relate
from salkku.text import (
    LANGUAGES,
    WordIndex,
    concepts_in,
    fuse,
    language_of,
    normal_forms,
    vocabulary,
)

__all__ = ["Hit", "Library", "Query", "similar"]

_NAME_COUNTS = 3
_TAG_COUNTS = 2
_LEAST_TELLING = 0.8
_DEPTH = 200
_TELLING = frozenset({"same_name", "shared_concepts", "shared_words"})


@dataclass(frozen=True, slots=True)
class Query:
    """A text to compare with what is funded.

    Parameters
    ----------
    texts
        The text in some languages: ``fi``, ``sv``, ``en``, or empty where nobody said which.
    name
        The project's own name, in the same keys.
    starts, ends
        Its months, where it has any.
    organisations
        Who takes part: a folded name to the name as written.
    key
        Its own key, never its own hit.
    tags
        Words that someone put on it.

    Examples
    --------
    >>> Query({"": "Droonit sairaaloiden välillä"}).starts is None
    True
    """

    texts: Mapping[str, str]
    name: Mapping[str, str] = field(default_factory=dict)
    starts: Month | None = None
    ends: Month | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One funded project that is like the text.

    Parameters
    ----------
    project
        Its key, as ``"cordis:101191725"``.
    source
        Name of its source.
    rank
        Place, from 1.
    relation
        ``duplicate``, ``overlaps``, ``complements``, ``continues`` or ``related``.
    because
        Reasons as codes and values, the telling ones first.
    name
        Its name, as the source writes it.

    Examples
    --------
    >>> Hit("cordis:1", "cordis", 1, "related", ()).rank
    1
    """

    project: str
    source: str
    rank: int
    relation: str
    because: tuple[Reason, ...]
    name: str = ""


class Library:
    """Funded projects, indexed once for many texts.

    Parameters
    ----------
    projects
        The projects to compare with; a key occurs once.

    Examples
    --------
    >>> library = Library([KnownProject("x:1", "x", {"en": "Drones between hospitals"})])
    >>> [hit.project for hit in library.hits(Query({"fi": "Drooni lentää sairaalaan"}))]
    ['x:1']
    """

    def __init__(self, projects: Iterable[KnownProject]) -> None:
        self._projects = tuple(projects)
        read = [_read(each.names, each.texts, each.tags) for each in self._projects]
        self._words = [words for words, _ in read]
        self._concepts = [concepts for _, concepts in read]
        self._index = WordIndex(self._words)
        self._concept_index = WordIndex([list(concepts) for concepts in self._concepts])

    def hits(self, query: Query, *, limit: int = 10, now: Month | None = None) -> tuple[Hit, ...]:
        """Find the projects most like a text.

        Parameters
        ----------
        query
            The text and what is known beside it.
        limit
            Most hits.
        now
            The month that a text without a start of its own is thought to begin in.

        Returns
        -------
        tuple of Hit
            The likest first; empty when nothing is like it.

        Examples
        --------
        >>> Library([]).hits(Query({"en": "Drones"}))
        ()
        """
        words, concepts = _read(query.name, query.texts, query.tags)
        by_words = [
            (number, score)
            for number, score in self._index.scores(words)[:_DEPTH]
            if score >= _LEAST_TELLING * log(1 + len(self._projects))
        ]
        by_concepts = self._by_concepts(concepts)[:_DEPTH]
        by_labels = self._index.scores(_said_otherwise(concepts))[:_DEPTH]
        fused = fuse([[n for n, _ in each] for each in (by_words, by_concepts, by_labels)])
        asked = Side(
            words=frozenset(words),
            concepts=frozenset(concepts),
            names=frozenset(" ".join(name.lower().split()) for name in query.name.values()),
            starts=query.starts if query.starts is not None else now,
            ends=query.ends,
            organisations=query.organisations,
        )
        found: list[Hit] = []
        for number, _ in fused:
            known = self._projects[number]
            if known.key == query.key or len(found) >= limit:
                continue
            relation, because = relate(asked, self._side(number), weigh=self._index.weight)
            if not any(reason.code in _TELLING for reason in because):
                continue
            name = next(iter(known.names.values()), "")
            found.append(Hit(known.key, known.source, len(found) + 1, relation, because, name))
        return tuple(found)

    def _by_concepts(self, concepts: Mapping[str, int]) -> list[tuple[int, float]]:
        """Rank by shared concepts, rare ones more, against all that both speak of."""
        weigh = self._concept_index.weight
        scored: list[tuple[int, float]] = []
        for number, _ in self._concept_index.scores(list(concepts)):
            own = self._concepts[number]
            shared = sum(
                weigh(each) * sqrt(min(own[each], _NAME_COUNTS)) for each in concepts if each in own
            )
            breadth = sqrt(sum(weigh(each) for each in own) + 5.0)
            scored.append((number, shared / breadth))
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _side(self, number: int) -> Side:
        known = self._projects[number]
        return Side(
            words=frozenset(self._words[number]),
            concepts=frozenset(self._concepts[number]),
            names=frozenset(" ".join(name.lower().split()) for name in known.names.values()),
            starts=known.starts,
            ends=known.ends,
            organisations=known.organisations,
        )


def similar(
    *,
    query: Query,
    projects: Sequence[KnownProject],
    limit: int = 10,
    now: Month | None = None,
) -> tuple[Hit, ...]:
    """Find the funded projects most like a text, in any of three languages.

    Words are compared in their normal forms (BM25), concepts across languages by a vocabulary,
    the concepts' labels in the other languages as words again, and the three rankings are fused
    by reciprocal rank.

    Parameters
    ----------
    query
        The text and what is known beside it.
    projects
        The projects to compare with.
    limit
        Most hits.
    now
        The month that a text without a start of its own is thought to begin in.

    Returns
    -------
    tuple of Hit
        The likest first; empty when nothing is like it.

    Examples
    --------
    >>> similar(query=Query({"en": "anything"}), projects=[])
    ()
    """
    return Library(projects).hits(query, limit=limit, now=now)


def _said_otherwise(concepts: Mapping[str, int]) -> list[str]:
    """Give the words of every label of some concepts, in every language."""
    known = vocabulary()
    return [
        word
        for concept in concepts
        for tongue in LANGUAGES
        for label in known[concept].labels[tongue]
        for word in normal_forms(label, tongue, parts=False)
    ]


def _read(
    names: Mapping[str, str], texts: Mapping[str, str], tags: tuple[str, ...]
) -> tuple[list[str], dict[str, int]]:
    """Read what is said into words and concepts; a name counts most, then tags, then texts."""
    words: list[str] = []
    concepts: dict[str, int] = {}
    tagged = {"en": " . ".join(tags)}
    for said, times in ((names, _NAME_COUNTS), (tagged, _TAG_COUNTS), (texts, 1)):
        for language, text in said.items():
            if not text:
                continue
            told = next((each for each in LANGUAGES if each == language), None)
            tongue = told or language_of(text)
            words.extend(normal_forms(text, tongue) * times)
            for concept, count in concepts_in(text, tongue).items():
                concepts[concept] = concepts.get(concept, 0) + count * times
    return words, concepts
