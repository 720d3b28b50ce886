"""Which replies a document joins: proposed by the reader, decided by a person, undone, kept."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations import tasks
from samstyring.apps.consultations.actions import submissions
from samstyring.apps.consultations.models import Consultation, Decision, Endorsement, Submission
from samstyring.apps.consultations.queries.voices import endorsements_of
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db

JOINS = (
    "Eksempelvik kommune\n\nVi slutter oss til høringssvaret fra Eksempelfjord kommune.\n\n"
    "Vi viser for øvrig til\ndet som Eksempelnettet har skrevet.\n"
)


@pytest.fixture
def fjord(db: None) -> Organisation:
    return organisations.add(name="Eksempelfjord", kind="municipality", by=SYSTEM)


@pytest.fixture
def joining(consultation: Consultation, fjord: Organisation) -> Submission:
    found = submissions.receive(
        consultation=consultation, file_name="svar.txt", chunks=[JOINS.encode()], by=SYSTEM
    ).submission
    tasks.read_submission.call(found.pk)
    found.refresh_from_db()
    return found


def press(client: Client, submission: Submission, do: str, **more: str) -> int:
    submission.refresh_from_db()
    answer = client.post(
        reverse("consultations:endorsements", args=[submission.public_id]),
        {"do": do, "seen": submission.decisions_made, **more},
    )
    return answer.status_code


def test_what_a_person_turns_down_no_longer_counts_and_can_be_undone(
    client: Client, analyst: User, joining: Submission, fjord: Organisation
):
    proposed = Endorsement.objects.get()
    assert proposed.organisation == fjord
    client.force_login(analyst)
    assert press(client, joining, f"not|{proposed.pk}") == 302
    assert endorsements_of(joining.consultation) == []
    with translation.override("en"):
        assert "does not join" in ledger.history(joining.public_id)[0].sentence
    last = Decision.objects.latest("pk")
    client.post(reverse("consultations:undo_decision", args=[joining.public_id]), {"act": last.act})
    proposed.refresh_from_db()
    assert (proposed.is_rejected, proposed.decided_by) == (False, None)


def test_it_stays_turned_down_when_the_document_is_read_again(
    client: Client, analyst: User, joining: Submission
):
    client.force_login(analyst)
    press(client, joining, f"not|{Endorsement.objects.get().pk}")
    joining.readings.update(engine_version="0.0.1")
    submissions.read_again(submission=joining)
    tasks.read_submission.call(joining.pk)
    assert endorsements_of(joining.consultation) == []
    assert [row.is_rejected for row in Endorsement.objects.all()] == [True]


def test_one_that_the_program_did_not_see_is_added_with_its_words(
    client: Client, analyst: User, joining: Submission
):
    network = organisations.add(name="Eksempelnettet", kind="network", by=SYSTEM)
    client.force_login(analyst)
    # As copied from the page, where the lines are broken elsewhere.
    words = "Vi viser for øvrig til det som Eksempelnettet har skrevet"
    assert press(client, joining, "look", words=words, name="eksempelnett") == 200
    assert press(client, joining, f"is|{network.public_id}", words=words, name="eksempelnett") == 302
    added = Endorsement.objects.get(organisation=network)
    assert added.source_text.text[added.start : added.end] == added.quote
    assert not added.found_by_program
    last = Decision.objects.latest("pk")
    client.post(reverse("consultations:undo_decision", args=[joining.public_id]), {"act": last.act})
    assert not Endorsement.objects.filter(organisation=network).exists()


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    client: Client, analyst: User, joining: Submission
):
    client.force_login(analyst)
    address = reverse("consultations:endorsements", args=[joining.public_id])
    answer = client.post(
        address, {"do": "name", "seen": 0, "words": "finnes ikke her", "name": "Eksempelnettet"}
    )
    assert answer.status_code == 422
    assert answer.context["errors"].keys() == {"words"}
    assert "finnes ikke her" in answer.text
    assert 'value="Eksempelnettet"' in answer.text
    answer = client.post(address, {"do": "name", "seen": 0, "words": "Vi viser for øvrig", "name": " "})
    assert answer.context["errors"].keys() == {"name"}
    assert Decision.objects.count() == 0


def test_two_at_once_do_not_overwrite_each_other(client: Client, analyst: User, joining: Submission):
    client.force_login(analyst)
    proposed = Endorsement.objects.get()
    address = reverse("consultations:endorsements", args=[joining.public_id])
    client.post(address, {"do": f"not|{proposed.pk}", "seen": 0})
    client.post(address, {"do": f"joins|{proposed.pk}", "seen": 0})
    proposed.refresh_from_db()
    assert proposed.is_rejected
