"""Names are compared in one form, whatever the spelling."""

import pytest

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.names import kind_told, normalise, parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sør-Odal", "SØR ODAL"),
        ("Sør-Odal kommune", "Sørodal"),
        ("Ålesund", "Aalesund"),
        ("Lærdal", "Laerdal kommune"),
        ("Røros", "Roeros"),
        ("Guovdageaidnu", "guovdageaidnu"),
        ("Kárášjohka", "Karasjohka"),
        ("Porsáŋggu gielda", "Porsanggu"),
        ("Snåasen tjïelte", "SNÅASEN"),
        ("Helse Nord RHF", "Helse Nord"),
        ("Herøy kommune i Nordland", "Herøy (Nordland)"),
        ("Voss herad", "Voss kommune"),
    ],
)
def test_spellings_of_one_name_compare_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Lardal", "Lærdal"), ("Bø", "Båtsfjord"), ("Nes", "Nesna"), ("Os", "Osen")]
)
def test_names_of_two_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_name_of_general_words_only_is_kept() -> None:
    assert normalise("Kommune") == "kommune"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kåfjord kommune", OrganisationKind.MUNICIPALITY),
        ("Deanu gielda", OrganisationKind.MUNICIPALITY),
        ("Nordland fylkeskommune", OrganisationKind.COUNTY),
        ("Helse Bergen HF", OrganisationKind.HEALTH_TRUST),
        ("Nordland", None),
        ("Oslo kommune / Oslo fylke", None),
    ],
)
def test_a_name_can_tell_its_kind(name: str, kind: OrganisationKind | None) -> None:
    assert kind_told(name) == kind


def test_a_line_of_names_is_parted_and_a_hyphen_in_a_name_is_not() -> None:
    assert parts("Gáivuotna - Kåfjord - Kaivuono") == ["Gáivuotna", "Kåfjord", "Kaivuono"]
    assert parts("Nord-Aurdal kommune, Sør-Aurdal kommune") == ["Nord-Aurdal kommune", "Sør-Aurdal kommune"]
