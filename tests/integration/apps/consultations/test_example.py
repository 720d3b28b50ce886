"""The example that a new installation shows: invented, named so, owned by an invented organisation."""

import io

import pytest
from django.core.management import call_command

from samstyring.apps.actors.actions.example import create_example_people
from samstyring.apps.consultations import files
from samstyring.apps.consultations.models import Consultation

pytestmark = pytest.mark.django_db


def test_loading_it_twice_gives_one_example_with_its_logins() -> None:
    said = io.StringIO()
    call_command("load_example", stdout=said)
    call_command("load_example", stdout=io.StringIO())
    consultation = Consultation.objects.get(is_example=True)
    assert "eksempel" in consultation.title.lower()
    assert consultation.owner_organisation == create_example_people().organisation
    assert consultation.submissions.count() >= 5
    assert "analytiker@eksempel.example" in said.getvalue()


def test_every_sender_is_named_as_an_example() -> None:
    call_command("load_example", stdout=io.StringIO())
    for submission in Consultation.objects.get().submissions.all():
        head = files.read(submission.sha256).decode().splitlines()[0].lower()
        assert "eksempel" in head
