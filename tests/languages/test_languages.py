"""The words of each language, and telling which one a text is in."""

import pytest

from reviewtui.documents import policy_from_text
from reviewtui.documents.sentences import sentence_spans
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


SHORT = {
    "en": "You may ask for a copy of your data at any time. We do not sell them.",
    "de": "Sie können jederzeit eine Kopie Ihrer Daten verlangen. Wir verkaufen sie nicht.",
    "fr": "Vous pouvez demander une copie de vos données à tout moment. Nous ne les vendons pas.",
    "es": "Puede pedirnos una copia de sus datos en cualquier momento. No los vendemos a nadie.",
    "pt": "Pode pedir-nos uma cópia dos seus dados a qualquer momento. Não os vendemos a ninguém.",
}
OTHERS = {
    "it": "Conserviamo i dati del suo viaggio per il tempo in cui lei ha un conto presso di noi.",
    "nl": "Wij bewaren de gegevens van uw reis zolang u een account bij ons hebt, en niet langer.",
    "pl": "Przechowujemy dane o podróży tak długo, jak mają Państwo u nas konto, i nie dłużej.",
    "sv": "Vi sparar uppgifter om din resa så länge du har ett konto hos oss, och inte längre.",
    "ro": "Păstrăm datele dumneavoastră atât timp cât aveți un cont la noi și nu le vindem.",
    "ru": "Мы храним данные о вашей поездке, пока у вас есть учётная запись.",
    "ja": "お客様の旅行の記録は、口座をお持ちの間だけ保管し、その後は削除します。",
    "zh": "我们会在您拥有帐户期间保存您的旅行数据，之后将其删除。",
    "ko": "귀하의 여행 기록은 계정을 보유하는 동안에만 보관합니다.",
}


@pytest.mark.parametrize("code", SHORT)
def test_a_short_policy_tells_its_language(code: str) -> None:
    assert guess_language(SHORT[code]) == code


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_without_a_data_file_is_told_from_those_with_one(code: str) -> None:
    assert guess_language(OTHERS[code]) == code
    assert load_language(code).code == "en"  # whose rules split it


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


MENU = {
    "en": ("Home", "About us", "What we do", "Where we are", "Contact us", "Terms of use"),
    "de": ("Startseite", "Über uns", "Was wir tun", "Wo wir sind", "Kontakt", "Die Firma"),
    "fr": ("Accueil", "Qui nous sommes", "Ce que nous faisons", "Où nous sommes", "La société"),
}


@pytest.mark.parametrize("menu", MENU)
@pytest.mark.parametrize("code", SAMPLES)
def test_menus_in_another_language_do_not_mislead(code: str, menu: str) -> None:
    lines = "\n".join(MENU[menu] * 5)
    policy = policy_from_text(f"{lines}\n\n{SAMPLES[code]}\n\n{SAMPLES[code]}\n\n{lines}\n")
    assert policy.language == code


@pytest.mark.parametrize("code", SAMPLES)
def test_a_long_policy_that_quotes_english_is_in_its_own_language(code: str) -> None:
    text = "\n\n".join([SAMPLES["en"]] * 30 + [SAMPLES[code]] * 300)
    assert policy_from_text(text).language == code


def test_a_policy_in_another_language_is_at_most_likely() -> None:
    from reviewtui import Matcher
    from reviewtui.checklists import Checklist, Requirement

    requirement = Requirement(id="r", title="Fahrt", text="Wir speichern die Daten Ihrer Fahrt")
    checklist = Checklist(id="c", title="c", language="en", requirements=(requirement,))
    german = policy_from_text(f"{SAMPLES['de']} {SHORT['de']}")
    (first, *_) = Matcher(checklist).rank(german, "r")
    assert first.strength in {"likely", "weak"}


@pytest.mark.parametrize(
    "text",
    [
        "J. Data protected by the Family Act (20 U.S.C. § 12, 34 C.F.R. Part 9).",
        "EU-U.S. and Swiss-U.S. Privacy Shield Frameworks",
        "(c) a profile; (d) inferences drawn; (j) education; (l) a log; (m) biometry.",
    ],
)
def test_letters_that_number_or_abbreviate_are_no_french(text: str) -> None:
    assert guess_language(text) in {"en", ""}


@pytest.mark.parametrize("code", sorted(set(SAMPLES) - {"en"}))
def test_a_changed_quote_in_the_other_language_of_a_policy_counts(code: str) -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.reviews import Decision, Verdict, decide, new_review, record_policies
    from reviewtui.reviews.comparing import Comparer

    asked = Requirement(id="r", title="Keeping", text="Says how long data are kept.")
    checklist = Checklist(id="c", title="c", language="en", requirements=(asked,))
    english = f"{SAMPLES['en']}\n\n{SHORT['en']}\n\n"
    old = policy_from_text(f"{english}{SAMPLES[code]}\n")
    evidence = old.quote(len(english), len(english) + len(SAMPLES[code]))
    review = record_policies(
        new_review(checklist, Path("/nowhere/r.toml")), [old], Path("/nowhere/r.toml")
    )
    decision = Decision(old.id, old.text_digest, asked, Verdict.MET, (evidence,))
    review = decide(review, [decision], reviewer="ann", time=datetime(2026, 1, 1, tzinfo=UTC))
    (entry,) = review.entries.values()
    # a comma more: nothing, in a language whose words are known to the checklist's rules
    new = policy_from_text(f"{english}{SAMPLES[code].replace(' ', ', ', 1)}\n")
    assert Comparer(review, checklist).examine(entry, new).stale


def test_articles_and_those_that_follow_them_are_one_sentence() -> None:
    whole = "Sie haben ein Recht auf Auskunft gemäß Art. 15 ff. DSGVO."
    text = f"{whole} Die Frist beträgt einen Monat nach Art. 12 ff. Die Antwort ist frei."
    spans = sentence_spans(text, 0, len(text), load_language("de"))
    assert text[slice(*spans[0])] == whole
    assert len(spans) == 3
