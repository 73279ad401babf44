"""Dictionaries kept as arrays hold what the analyser's own holds, and words are read alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salkku.text import analyser, lay_open, lexicon, normal_forms, packed_dictionary
from salkku.text import forms as forms_module
from salkku.text.lexicon import Lexicon, kept_lexicon

SAID = (
    "Återbruk av byggdelar i stadens skolor; gymnasiebibliotekarien och l'été 5G Övningarna",
    "The cities' learning environments, co-created services and re-used building parts in 2027",
)


@given(st.dictionaries(st.text(max_size=6), st.text(max_size=6), max_size=40), st.text(max_size=6))
def test_arrays_find_what_the_dictionary_finds(forms: dict[str, str], other: str) -> None:
    held = Lexicon(Lexicon.pack(forms))
    assert {word: held.get(word) for word in forms} == forms
    assert held.get(other) == forms.get(other)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read words without what this process knows, before and after."""
    monkeypatch.setattr(lexicon, "_OPEN", {})
    for cache in (forms_module._analyser, forms_module.word_forms):
        cache.cache_clear()
    yield
    for cache in (forms_module._analyser, forms_module.word_forms):
        cache.cache_clear()


@pytest.mark.usefixtures("analysers", "anew")
@pytest.mark.parametrize(("language", "text"), [("sv", SAID[0]), ("en", SAID[1])])
def test_words_are_read_alike_from_kept_arrays(
    language: forms_module.Language, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert analyser(language) == "simplemma"
    before = normal_forms(text, language)
    packed = packed_dictionary(language)
    assert packed is not None
    for cache in (forms_module._analyser, forms_module.word_forms):
        cache.cache_clear()
    lay_open(language, lambda: packed)
    monkeypatch.setattr(forms_module, "_read_dictionary", lambda told: pytest.fail("decoded again"))
    assert normal_forms(text, language) == before


@pytest.mark.usefixtures("anew")
def test_what_is_not_there_after_all_is_read_as_ever() -> None:
    before = normal_forms("The cities", "en")
    lay_open("en", lambda: None)
    assert kept_lexicon("en") is None
    for cache in (forms_module._analyser, forms_module.word_forms):
        cache.cache_clear()
    assert normal_forms("The cities", "en") == before
