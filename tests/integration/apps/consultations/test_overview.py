"""The overview counts what counts now, each municipality once, and each figure leads to its statements."""

import io

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations.actions import reviews, submissions
from samstyring.apps.consultations.models import Consultation, Statement, Submission
from samstyring.apps.consultations.queries import overview as queries
from samstyring.apps.consultations.queries.selection import Selection
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db

LORENSKOG = "Høringssvar fra Lørenskog kommune\n\nVi støtter forslaget.\n\nDet er mangel på sykepleiere.\n"
AGAIN = "Tillegg til høringssvar fra Lørenskog kommune\n\nStaten bør betale for opplæring.\n"
UTSIRA = "Høringssvar fra Utsira kommune\n\nKommunen går imot forslaget.\n"


def take_in(consultation: Consultation, *texts: str) -> None:
    for number, text in enumerate(texts):
        found = submissions.receive(
            consultation=consultation, file_name=f"svar-{number}.txt", chunks=[text.encode()], by=SYSTEM
        ).submission
        read_submission.call(found.pk)


@pytest.fixture
def replies(consultation: Consultation) -> Consultation:
    call_command("load_register", stdout=io.StringIO())
    take_in(consultation, LORENSKOG, AGAIN, UTSIRA)
    return consultation


def test_a_municipality_counts_once_however_many_replies_it_sent(replies: Consultation) -> None:
    shown = queries.overview(replies, Selection())
    assert [(row.value, row.submissions, row.municipalities) for row in shown.kinds] == [
        ("municipality", 3, 2)
    ]
    assert {row.value: (row.submissions, row.municipalities) for row in shown.sizes} == {
        "small": (1, 1),
        "large": (2, 1),
    }
    small, large = shown.sizes
    assert 0 < small.inhabitants < 5_000 < large.inhabitants
    assert {row.label for row in shown.counties} == {"Akershus", "Rogaland"}


def test_every_cell_leads_to_as_many_statements_as_it_says(replies: Consultation) -> None:
    shown = queries.overview(replies, Selection())
    assert shown.statements == Statement.objects.count()
    cells = [cell for row in [*shown.by_type.rows, *shown.by_kind.rows] for cell in [*row.cells, row.total]]
    assert cells
    from django.http import QueryDict

    for cell in cells:
        found = Selection.from_address(QueryDict(cell.query).dict()).statements(replies)
        assert found.distinct().count() == cell.count


def test_a_persons_decision_moves_the_count(replies: Consultation, analyst: User) -> None:
    statement = Statement.objects.get(quote__contains="sykepleiere")
    reviews.set_type(statement=statement, type="example", seen=None, user=analyst, by=actor_for(analyst))
    assert Selection(type="challenge").statements(replies).count() == 0
    assert Selection(type="example", vurdert="ja").statements(replies).get() == statement
    assert queries.overview(replies, Selection()).reviewed == 1


def test_filters_on_senders_and_stance(replies: Consultation) -> None:
    county = Selection(fylke="11").statements(replies)
    assert {row.reading.submission.file_name for row in county} == {"svar-2.txt"}
    against = Selection(holdning="opposition").statements(replies)
    assert {row.reading.submission.file_name for row in against} == {"svar-2.txt"}
    assert not Selection(avsenderslag="supplier").statements(replies).exists()


def test_an_address_with_nonsense_shows_everything(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    address = reverse("consultations:statements", args=[replies.public_id])
    page = client.get(address + "?type=nonsense&tema=x&fylke=zz&innspill=not-a-uuid&side=999")
    assert page.status_code == 200


@pytest.mark.parametrize("name", ["overview", "statements"])
def test_a_fixed_number_of_queries(
    name: str,
    replies: Consultation,
    client: Client,
    analyst: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(analyst)
    address = reverse(f"consultations:{name}", args=[replies.public_id])
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    take_in(replies, *(f"Svar {number} fra Bergen kommune\n\nTilbudet bør styrkes." for number in range(8)))
    with django_assert_num_queries(len(few)):
        client.get(address)
    assert len(few) <= 28


@pytest.mark.parametrize("name", ["overview", "statements"])
def test_closed_consultations_are_not_there(name: str, replies: Consultation, client: Client) -> None:
    assert client.get(reverse(f"consultations:{name}", args=[replies.public_id])).status_code == 404


def test_private_persons_are_not_named_for_visitors(
    consultation: Consultation, client: Client, submission: Submission
) -> None:
    Consultation.objects.update(visibility="public")
    read_submission.call(submission.pk)
    submission.senders.all().delete()
    submission.senders.create(position=0, name="Kari Eksempel", kind="private_person")
    for name in ("statements",):
        page = client.get(reverse(f"consultations:{name}", args=[consultation.public_id]))
        assert "Kari Eksempel" not in page.content.decode()
    page = client.get(reverse("consultations:document", args=[submission.public_id]))
    assert "Kari Eksempel" not in page.content.decode()
