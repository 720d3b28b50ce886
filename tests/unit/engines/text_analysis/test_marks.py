"""Language, citations, mentions and personal data."""

import pytest

from samstyring.engines.text_analysis import Register, RegisterEntry
from samstyring.engines.text_analysis.citations import is_cited
from samstyring.engines.text_analysis.language import language_of
from samstyring.engines.text_analysis.mentions import mentions

from .samples import reading, source


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kommunen mener at forslaget ikke tar hensyn til de som bor utenfor byene.", "nb"),
        ("Kommunen meiner at framlegget ikkje tek omsyn til dei som bur utanfor byane.", "nn"),
        ("Suohkan oaivvilda ahte dearvvašvuođabálvalusat galget leat sámegillii buot olbmuide.", "se"),
        ("The municipality believes that the proposal does not reflect the needs of its citizens.", "en"),
        ("Ja.", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_language_per_passage() -> None:
    text = (
        "Vi mener at dette ikke er bra for kommunen, og vi ønsker en ny vurdering.\n\nMe meiner "
        "at dette ikkje er bra for kommunen, og me ønskjer ei ny vurdering.\n"
    )
    assert [s.language for s in reading(text).statements] == ["nb", "nn"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Rapporten peker på at samordningen er for svak.", True),
        ("Ifølge Riksrevisjonen er ansvaret uklart.", True),
        ("Høringsnotatet legger opp til at kommunene skal betale.", True),
        ("Kommunen mener at samordningen er for svak.", False),
        ("Vi er enige i det rapporten sier, og vi mener at staten må betale.", False),
    ],
)
def test_cited(text: str, cited: bool) -> None:
    assert is_cited(text) is cited


def test_bullets_under_a_citation_are_cited() -> None:
    text = "Undersøkelsen viser at:\n• Ansvaret er uklart\n• Pengene mangler\n"
    assert [s.cited for s in reading(text).statements] == [True, True, True]


def found(text: str, kind: str) -> list[tuple[str, str]]:
    return [(m.quote, m.value) for m in mentions(source(text)) if m.kind == kind]


def test_amounts() -> None:
    assert found("Det koster 12,5 mill. kroner, ikke kr 1 200 000 eller 3 milliarder kroner.", "amount") == [
        ("12,5 mill. kroner", "12500000"),
        ("kr 1 200 000", "1200000"),
        ("3 milliarder kroner", "3000000000"),
    ]


def test_dates() -> None:
    assert found("Fra 3. mai 2024 til 01.10.2025, senest 17. mai.", "date") == [
        ("3. mai 2024", "2024-05-03"),
        ("01.10.2025", "2025-10-01"),
        ("17. mai", "--05-17"),
    ]


def test_laws_and_solutions() -> None:
    text = "Etter helse- og omsorgstjenesteloven § 3-5 og Meld. St. 9 (2012–2013) skal kjernejournal brukes."
    assert next(quote for quote, _ in found(text, "law")).startswith("omsorgstjenesteloven § 3-5")
    assert found(text, "solution") == [("kjernejournal", "Kjernejournal")]


def test_organisations_of_the_register() -> None:
    register = Register((RegisterEntry("m1", "Fjellvik", "municipality"),))
    (mention,) = mentions(source("Samarbeidet med Fjellvik kommune er godt."), register=register)
    assert (mention.quote, mention.value) == ("Fjellvik kommune", "m1")


def personal(text: str) -> list[tuple[str, str]]:
    document = reading(text)
    return [(p.kind, document.source.text[p.start : p.end]) for p in document.personal_data]


def test_identity_number_by_checksum() -> None:
    # Made up: born on a day in 2100 by the rules of the number, with a valid checksum.
    assert ("national_identity_number", "15076500565") in personal("Min mor (15076500565) venter på plass.")
    assert personal("Saken har nummer 15076500566 i arkivet.") == []


def test_phone_mail_and_names_in_signature() -> None:
    text = (
        "Vi støtter forslaget fullt ut.\n\nMed vennlig hilsen\nKari Eksempelsen\nTlf. 99 88 77 "
        "66\nkari@example.org\n"
    )
    kinds = dict(personal(text))
    assert kinds["person_name"] == "Kari Eksempelsen"
    assert kinds["phone"] == "99 88 77 66"
    assert kinds["email"] == "kari@example.org"


def test_amounts_and_case_numbers_are_no_phones() -> None:
    assert personal("Tilskuddet er 12 500 000 kroner, og sak 22/41412345 gjelder dette.") == []
