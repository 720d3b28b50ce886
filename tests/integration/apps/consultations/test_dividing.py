"""The document's page: themes, dividing, undoing, deep links, the original beside, who may."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.models import Consultation, Cut, Review, Statement, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged_in(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


@pytest.fixture
def statement(read: Submission) -> Statement:
    return Statement.objects.effective().get(quote__contains="sykepleiere")


def address(name: str, statement: Statement) -> str:
    return reverse(
        f"consultations:{name}", args=[statement.submission.public_id, statement.start, statement.end]
    )


def test_theme_split_and_undo_without_javascript(logged_in: Client, statement: Statement) -> None:
    logged_in.post(address("review", statement), {"theme": "funding", "seen": "0"})
    statement.refresh_from_db()
    assert statement.current_theme == "funding" == Review.objects.get().theme
    at = statement.start + statement.quote.index("i distriktene")
    answer = logged_in.post(address("divide", statement), {"split": str(at)}, follow=True)
    assert "i distriktene" in answer.content.decode()
    cut = Cut.objects.get()
    assert cut.kind == "split"
    undo = reverse("consultations:undo_cut", args=[statement.submission.public_id, cut.pk])
    logged_in.post(undo)
    statement.refresh_from_db()
    assert statement.is_effective


def test_what_nobody_offers_changes_nothing(logged_in: Client, statement: Statement) -> None:
    for data in ({"theme": "nonsense"}, {"type": "nonsense"}):
        logged_in.post(address("review", statement), data)
    for data in ({"split": "x"}, {"split": "0"}, {"act": "nonsense"}, {}):
        logged_in.post(address("divide", statement), data)
    assert not Review.objects.exists()
    assert not Cut.objects.exists()


def test_the_later_of_two_sees_the_text_as_it_is_now(logged_in: Client, statement: Statement) -> None:
    at = statement.start + statement.quote.index("i distriktene")
    logged_in.post(address("divide", statement), {"split": str(at)})
    answer = logged_in.post(address("review", statement), {"type": "example"}, headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert 'role="alert"' in shown
    assert 'id="text"' in shown
    assert not Review.objects.exists()


def test_a_deep_link_to_any_range(logged_in: Client, statement: Statement) -> None:
    place = reverse("consultations:statement", args=[statement.submission.public_id, 0, 12])
    answer = logged_in.get(place, follow=True)
    assert answer.status_code == 200
    assert 'data-selected="0-12"' in answer.content.decode()
    too_far = reverse("consultations:statement", args=[statement.submission.public_id, 0, 99_999_999])
    assert logged_in.get(too_far).status_code == 404


def test_marking_text_that_is_no_statement(logged_in: Client, statement: Statement) -> None:
    text = statement.reading.source_text.text
    start = text.index("Utfordringer")
    place = reverse(
        "consultations:divide", args=[statement.submission.public_id, start, start + len("Utfordringer")]
    )
    logged_in.post(place, {"act": "mark", "type": "background"})
    marked = Statement.objects.effective().get(quote="Utfordringer")
    assert (marked.origin, marked.current_type, marked.is_reviewed) == ("person", "background", True)


def test_somebody_else_may_not(client: Client, statement: Statement) -> None:
    Consultation.objects.update(visibility="public")
    other = factories.organisation("Et annet eksempel")
    client.force_login(
        factories.person(role=Level.SECRETARY, organisation=other, email="bo@eksempel.example")
    )
    assert client.post(address("divide", statement), {"act": "unmark"}).status_code == 403
    assert client.post(address("hold", statement), {}).status_code == 403
    assert client.post(address("review", statement), {"theme": "funding"}).status_code == 403
    assert not Cut.objects.exists()


def test_the_original_is_shown_in_frames_of_ours_only(
    logged_in: Client, read: Submission, owner: Organisation
) -> None:
    answer = logged_in.get(reverse("consultations:original_shown", args=[read.public_id]))
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_review_mode_goes_to_the_least_sure_and_never_back_to_what_is_done(
    logged_in: Client, read: Submission
) -> None:
    start = reverse("consultations:next_review", args=[read.consultation.public_id])
    seen: list[tuple[int, int]] = []
    total = Statement.objects.effective().count()
    query = ""
    for _ in range(total):
        there = logged_in.get(start + query)["Location"]
        span = there.split("utsagn=")[1].split("&")[0]
        first, end = map(int, span.split("-"))
        assert (first, end) not in seen
        seen.append((first, end))
        row = Statement.objects.get(submission=read, start=first, end=end)
        logged_in.post(address("review", row), {"type": row.type})
        query = f"?etter={read.public_id}:{span}"
    sure = [Statement.objects.get(start=first, end=end).confidence or 0 for first, end in seen]
    assert sure == sorted(sure)
    assert "utsagn/?" in logged_in.get(start + query)["Location"]
