"""Words are found whatever the case of their letters, æ, ø and å too, on both databases."""

import pytest
from tests import factories

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.words import having_all

pytestmark = pytest.mark.django_db


def found(text: str) -> set[str]:
    condition = having_all(text, "name", "number")
    return set(Organisation.objects.filter(condition).values_list("name", flat=True))


@pytest.fixture(autouse=True)
def places(db: None) -> None:
    factories.organisation("Ærverdige Østdøme (eksempel)", kind=OrganisationKind.MUNICIPALITY, number="9901")
    factories.organisation("ÅSDØME (eksempel)", kind=OrganisationKind.MUNICIPALITY, number="9902")


@pytest.mark.parametrize("word", ["ærverdig", "ÆRVERDIG", "Ærverdig", "østdøme", "ærverdige øst", "øst 9901"])
def test_a_word_is_found_in_any_case(word: str) -> None:
    assert found(word) == {"Ærverdige Østdøme (eksempel)"}


@pytest.mark.parametrize("word", ["åsdøme", "ÅSDØME", "Åsdøme"])
def test_capitals_are_found_by_any_case(word: str) -> None:
    assert found(word) == {"ÅSDØME (eksempel)"}


def test_every_word_is_asked_for() -> None:
    assert found("ærverdig åsdøme") == set()
    assert len(found("døme eksempel")) == 2
    assert len(found("  ")) == 2


def test_signs_of_the_database_are_only_signs() -> None:
    assert found("%") == set()
    assert found("_stdøme") == set()
