"""Languages, normal forms, concepts and rankings, with every analyser that may be there or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salkku.text import (
    LANGUAGES,
    Postings,
    WordIndex,
    analyser,
    best,
    concepts_in,
    fuse,
    language_of,
    mend,
    normal_forms,
    vocabulary,
)
from salkku.text import concepts as concepts_module
from salkku.text import forms as forms_module


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kokeillaan droonikuljetuksia sairaaloiden välillä ja kaupungissa", "fi"),
        ("Vi utvecklar lärmiljöer för skolor och företag i Esbo", "sv"),
        ("We develop the learning environments of three schools", "en"),
        ("Muistiystävällinen Myyrmäki", "fi"),
        ("Digitalt lärande för äldre", "sv"),
        ("Urban heat and greening", "en"),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=60))
def test_any_text_has_a_language_and_forms(text: str) -> None:
    language = language_of(text)
    assert language in LANGUAGES
    assert all(form for form in normal_forms(text, language))


def test_inflected_words_meet_in_their_normal_form() -> None:
    if analyser("fi") == "none":
        pytest.skip("no analyser of Finnish is installed")
    assert set(normal_forms("kaupungeissa", "fi")) & set(normal_forms("kaupungin", "fi"))
    assert normal_forms("städernas", "sv") == normal_forms("stad", "sv")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take every analyser away."""
    for name in ("libvoikko", "simplemma", "snowballstemmer"):
        monkeypatch.setitem(sys.modules, name, None)
    caches = [
        forms_module._analyser,
        forms_module.word_forms,
        concepts_module._begun_by,
        concepts_module._labels,
    ]
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("bare")
def test_without_analysers_words_stay_as_written_and_it_is_said() -> None:
    assert [analyser(language) for language in LANGUAGES] == ["none"] * 3
    assert normal_forms("Cities and robots", "en") == ["cities", "robots"]
    assert "drone" in concepts_in("drone", "en")


@pytest.mark.usefixtures("analysers")
def test_without_voikko_the_next_analyser_reads_finnish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libvoikko", None)
    forms_module._analyser.cache_clear()
    forms_module.word_forms.cache_clear()
    try:
        assert analyser("fi") in ("simplemma", "snowball")
        assert normal_forms("kaupungeissa", "fi") == normal_forms("kaupungissa", "fi")
    finally:
        forms_module._analyser.cache_clear()
        forms_module.word_forms.cache_clear()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Droonikuljetukset sairaaloiden välillä", "fi", {"drone", "hospital"}),
        ("Drönare mellan sjukhus", "sv", {"drone", "hospital"}),
        ("Drones between hospitals", "en", {"drone", "hospital"}),
        ("Rakennusosien uudelleenkäyttö", "fi", {"reuse_of_building_parts"}),
        ("Digital twins of three cities", "en", {"digital_twin"}),
        ("Kvanttiturvalliset palvelut", "fi", {"quantum"}),
    ],
)
@pytest.mark.usefixtures("analysers")
def test_concepts_meet_over_languages(text: str, language: str, expected: set[str]) -> None:
    if analyser("fi") != "voikko" and language == "fi":
        pytest.skip("compounds are split by Voikko, which is not installed")
    assert expected <= set(concepts_in(text, language))


def test_every_concept_is_found_by_each_of_its_own_labels() -> None:
    for concept in vocabulary().values():
        for language in LANGUAGES:
            for label in concept.labels[language]:
                assert concept.id in concepts_in(label, language), (concept.id, language, label)


def test_an_abbreviation_is_matched_as_it_is_written() -> None:
    assert "artificial_intelligence" in concepts_in("AI skills", "en")
    assert "artificial_intelligence" not in concepts_in("heat is measured", "en")


def test_a_label_cut_short_is_no_concept() -> None:
    assert "digital_twin" not in concepts_in("digital", "en")
    assert concepts_in("", "fi") == {}


def test_rare_words_weigh_more_and_the_best_comes_first() -> None:
    index = WordIndex([Postings.of([["drone", "city"], ["city", "city"]]), Postings.of([["hymn"]])])
    assert index.weight("drone") > index.weight("city") > index.weight("nowhere") == 0
    assert best(index.scores(["drone", "city"]), 9) == [0, 1]
    assert best(index.scores(["hymn"]), 9) == [2]
    assert best(WordIndex([]).scores(["drone"]), 9) == []


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=5), max_size=6))
def test_postings_give_back_what_they_were_made_of(texts: list[list[str]]) -> None:
    postings = Postings.from_arrays(Postings.of(texts).arrays("x"), "x")
    assert [postings.of_text(number) for number in range(len(texts))] == [
        {word: text.count(word) for word in sorted(set(text))} for text in texts
    ]
    for word in "abcdefg":
        numbers, counts = postings.texts(word)
        held = {n: text.count(word) for n, text in enumerate(texts) if word in text}
        assert dict(zip(numbers.tolist(), counts.tolist(), strict=True)) == held


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(1, 6))
def test_the_best_are_those_of_a_plain_sort(scores: list[int], limit: int) -> None:
    plain = sorted((n for n, score in enumerate(scores) if score), key=lambda n: (-scores[n], n))
    assert best(np.array(scores, dtype=float), limit) == plain[:limit]


@given(st.lists(st.lists(st.integers(0, 9), unique=True, max_size=6), max_size=4))
def test_fusing_keeps_everyone_once_and_follows_agreement(rankings: list[list[int]]) -> None:
    fused = fuse([(1.0, each) for each in rankings])
    assert sorted(number for number, _ in fused) == sorted({n for each in rankings for n in each})
    if rankings and rankings[0]:
        assert fuse([(1.0, rankings[0])] * 3)[0][0] == rankings[0][0]


def test_broken_encodings_are_mended_and_sound_ones_left() -> None:
    assert mend("TandvÃ¥rds- och LÃ¤kemedel") == "Tandvårds- och Läkemedel"
    assert mend("Polit√©cnico de Bragan√ßa") == "Politécnico de Bragança"
    assert mend("52¬∞North") == "52°North"
    assert mend("FUNDACIÃ“N Y TECNOLOGÃ�A") == "FUNDACIÓN Y TECNOLOG�A"
    for sound in ("Åbo", "São Paulo", "Ã", "√2", "a ¬ b"):
        assert mend(sound) == sound
