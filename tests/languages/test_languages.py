"""The words of each language, and telling which one a text is in."""

import pytest

from reviewtui.languages import guess_language, language_codes, load_language

SAMPLES = {
    "en": "We keep the log of your voyage for as long as you have an account with us.",
    "de": "Wir speichern die Daten Ihrer Fahrt nur so lange, wie Sie bei uns ein Konto haben.",
    "fr": "Nous conservons les données de votre voyage aussi longtemps que vous avez un compte.",
    "es": "Guardamos los datos de su viaje durante el tiempo que usted tenga una cuenta aquí.",
    "pt": "Guardamos os dados da sua viagem enquanto você tiver uma conta com a nossa empresa.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert guess_language(SAMPLES[code]) == code


@pytest.mark.parametrize("text", ["", "42", "xyz " * 50, "Tideline Harbour Bergen Chart " * 5])
def test_what_tells_nothing_is_no_language(text: str) -> None:
    assert guess_language(text) == ""


def test_every_language_is_complete() -> None:
    assert set(SAMPLES) <= set(language_codes())
    for code in language_codes():
        language = load_language(code)
        assert language.code == code
        for words in (
            language.stop_words, language.negations, language.modals, language.abbreviations,
            language.closing_abbreviations, language.numbered_abbreviations,
            language.introducing, language.navigation,
        ):  # fmt: skip
            assert words
            assert all(word == word.lower().strip() for word in words)
        for abbreviations in (language.abbreviations, language.closing_abbreviations):
            assert not any(word.endswith(".") for word in abbreviations)


def test_a_language_without_data_is_english() -> None:
    assert load_language("xx") is load_language("en")
    assert load_language("") is load_language("en")
    assert load_language("../en") is load_language("en")
    assert load_language("de-CH").code == "de"
    assert load_language("DE").code == "de"


def test_every_stemmer_exists() -> None:
    import Stemmer

    for code in language_codes():
        assert Stemmer.Stemmer(load_language(code).stemmer).stemWord("a")
