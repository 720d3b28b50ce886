"""The example's people: a known pass-phrase on this machine alone, and never anywhere else."""

import pytest
from django.test import Client
from pytest_django import Settings

from samstyring.apps.actors.actions import example, people
from samstyring.apps.actors.models import User
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db

EVERYWHERE = ["samstyring.example.org"]


@pytest.fixture(autouse=True)
def _local(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def can_log_in(login: example.ExampleLogin) -> bool:
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/logg-inn/", {"email": login.email, "password": login.password})
    return answer.status_code == 302 and client.get("/min-konto/").status_code == 200


def test_on_this_machine_everybody_logs_in_with_the_pass_phrase() -> None:
    made = example.create_example_people()
    assert {login.password for login in made.logins} == {example.PASSPHRASE}
    assert all(can_log_in(login) for login in made.logins)
    assert "eksempel" in made.organisation.name.lower()
    for login in made.logins:
        user = User.objects.get(email=login.email)
        assert user.roles.get().role == login.level
        assert "Eksempel" in user.name
        assert not user.is_superuser


def test_making_them_again_changes_nothing() -> None:
    before = example.create_example_people()
    passwords = set(User.objects.values_list("password", flat=True))
    assert example.create_example_people() == before
    assert set(User.objects.values_list("password", flat=True)) == passwords


def test_a_changed_password_stands_and_is_not_told() -> None:
    login = example.create_example_people().logins[0]
    people.change_password(user=User.objects.get(email=login.email), password="mitt eget passord", by=SYSTEM)
    again = example.create_example_people().logins[0]
    assert again.password == ""
    assert User.objects.get(email=login.email).check_password("mitt eget passord")


def test_elsewhere_each_gets_a_password_of_its_own_told_once(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = EVERYWHERE
    made = example.create_example_people()
    passwords = {login.password for login in made.logins}
    assert len(passwords) == len(made.logins)
    assert example.PASSPHRASE not in passwords
    assert {login.password for login in example.create_example_people().logins} == {""}


def test_opening_the_installation_to_others_ends_the_pass_phrase(settings: Settings) -> None:
    example.create_example_people()
    settings.ALLOWED_HOSTS = EVERYWHERE
    made = example.create_example_people()
    assert example.PASSPHRASE not in {login.password for login in made.logins}
    assert not any(user.check_password(example.PASSPHRASE) for user in User.objects.all())
