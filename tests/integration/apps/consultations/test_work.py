"""Sharing the reviewing, and samples that several people label unseen by each other."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.actions import submissions, work
from samstyring.apps.consultations.models import Assignment, Consultation, SampleLabel, Submission
from samstyring.apps.consultations.queries.agreement import agreement
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.consultations.themes import THEMES
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(owner: Organisation) -> User:
    return factories.person(role=Level.COORDINATOR, organisation=owner, email="bo@eksempel.example")


@pytest.fixture
def long(consultation: Consultation) -> Submission:
    text = "\n\n".join(f"Kommune {number} mener at tilbudet bør styrkes." for number in range(30))
    found = submissions.receive(
        consultation=consultation, file_name="lang.txt", chunks=[text.encode()], by=SYSTEM
    ).submission
    read_submission.call(found.pk)
    return found


def test_documents_change_hands(
    long: Submission, consultation: Consultation, analyst: User, colleague: User, client: Client
) -> None:
    client.force_login(analyst)
    address = reverse("consultations:assign", args=[consultation.public_id])
    client.post(address, {"document": str(long.public_id), "reviewer": str(colleague.public_id)})
    assert Assignment.objects.get().reviewer == colleague
    page = client.get(reverse("consultations:work", args=[consultation.public_id]))
    assert colleague.name in page.content.decode()
    client.post(address, {"document": str(long.public_id), "reviewer": "ingen"})
    assert not Assignment.objects.exists()


def test_somebody_from_elsewhere_cannot_be_given_documents(
    long: Submission, consultation: Consultation, analyst: User
) -> None:
    stranger = factories.person(email="ukjent@eksempel.example")
    with pytest.raises(ValidationError):
        work.assign(
            consultation=consultation,
            documents=[long.pk],
            reviewer=stranger,
            user=analyst,
            by=actor_for(analyst),
        )


def test_the_same_seed_draws_the_same(long: Submission, consultation: Consultation, analyst: User) -> None:
    drawn = [
        work.draw(consultation=consultation, size=10, user=analyst, by=actor_for(analyst), seed=7)
        for _ in range(2)
    ]
    first, second = ([(row.start, row.end) for row in sample.statements.all()] for sample in drawn)
    assert first == second
    assert len(set(first)) == 10
    assert [sample.number for sample in drawn] == [1, 2]


def test_others_answers_are_seen_only_where_one_has_answered(
    long: Submission, consultation: Consultation, analyst: User, colleague: User
) -> None:
    by = actor_for(analyst)
    sample = work.draw(consultation=consultation, size=10, user=analyst, by=by, seed=1)
    rows = list(sample.statements.all())
    for row in rows[:4]:
        work.label(sampled=row, type="proposal", theme="funding", themes=THEMES, user=analyst, by=by)
    for row in rows[:6]:
        work.label(sampled=row, type="challenge", theme="funding", themes=THEMES, user=colleague, by=by)
    mine = agreement(sample, seen_by=analyst.pk)
    assert len(mine.differing) == 4
    assert mine.between[0].agreed.n == 4
    assert mine.between[0].agreed.value == 0
    assert mine.program.types.n == 10
    # A change after the other's answer has been shown comes too late; a new answer does not.
    with pytest.raises(ValidationError):
        work.label(sampled=rows[0], type="challenge", theme="funding", themes=THEMES, user=analyst, by=by)
    work.label(sampled=rows[9], type="example", theme="funding", themes=THEMES, user=analyst, by=by)
    work.label(sampled=rows[9], type="proposal", theme="funding", themes=THEMES, user=analyst, by=by)
    assert SampleLabel.objects.filter(by=analyst).count() == 5


def test_the_pages(long: Submission, consultation: Consultation, analyst: User, client: Client) -> None:
    client.force_login(analyst)
    client.post(reverse("consultations:draw", args=[consultation.public_id]), {"size": "50"})
    at = [consultation.public_id, 1]
    label = reverse("consultations:sample_label", args=at)
    page = client.get(label).content.decode()
    assert "Kommune" in page
    assert client.post(label, {"position": "0", "type": "proposal"}).status_code == 422
    assert client.post(label, {"position": "0", "type": "proposal", "theme": "funding"}).status_code == 302
    assert client.get(reverse("consultations:sample", args=at)).status_code == 200
    assert (
        client.post(reverse("consultations:draw", args=[consultation.public_id]), {"size": "x"}).status_code
        == 302
    )


def test_closed_to_others(long: Submission, consultation: Consultation, client: Client) -> None:
    other = factories.organisation("Et annet eksempel")
    client.force_login(factories.person(role=Level.SECRETARY, organisation=other, email="c@eksempel.example"))
    assert client.get(reverse("consultations:work", args=[consultation.public_id])).status_code == 404
    Consultation.objects.update(visibility="public")
    assert client.get(reverse("consultations:work", args=[consultation.public_id])).status_code == 403
