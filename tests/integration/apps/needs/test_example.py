"""A new installation has example needs as soon as the example consultation has been read."""

from io import StringIO

import pytest
from django.core.management import call_command
from tests import factories

from samstyring.apps.consultations.actions import example as consultation_example
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.needs import tasks
from samstyring.apps.needs.actions import example
from samstyring.apps.needs.models import Need

pytestmark = pytest.mark.django_db


def test_the_examples_wait_for_the_reading_and_are_made_once() -> None:
    call_command("load_needs", stdout=StringIO())
    consultation_example.load(factories.organisation())
    assert tasks.make_examples.call() == "later"
    assert tasks.make_examples.call(tasks.MOST_TRIES) == "given up"
    assert not Need.objects.exists()
    for submission in Consultation.objects.get().submissions.all():
        read_submission.call(submission.pk)
    assert tasks.make_examples.call() == "2 made"
    assert example.load() == 0
    needs = list(Need.objects.filter(is_example=True))
    assert ["Eksempel" in need.title for need in needs] == [True, True]
    assert [need.sources.count() for need in needs] == [2, 2]
    assert Need.objects.get(kind="knowledge").knowledge.population
