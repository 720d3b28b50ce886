"""Two consultations or documents compared: new, back, turned; reckoned once; only what may be seen."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.integration.apps.consultations.test_points import take_in

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations import preparing
from samstyring.apps.consultations.actions import consultations, points
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Comparison, Consultation, Statement, Submission
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db

BEFORE = "Fjelldøme kommune\n\nVi støtter forslaget.\n\nDet er mangel på sykepleiere i distriktene.\n"
AGAIN = "Fjelldøme kommune\n\nVi går imot forslaget.\n\nDet er stor mangel på sykepleiere i distriktene.\n"
NEW = "Holmøy kommune\n\nStaten bør betale for innføringen av det nye journalsystemet.\n"


@pytest.fixture
def earlier(consultation: Consultation) -> Consultation:
    take_in(consultation, BEFORE)
    sent_by(consultation, {"svar-0.txt": ("Fjelldøme", "support")})
    return consultation


@pytest.fixture
def later(earlier: Consultation, analyst: User) -> Consultation:
    made = consultations.create(
        title="Eksempelhøring nummer to",
        owner_organisation=earlier.owner_organisation,
        by=actor_for(analyst, earlier.owner_organisation),
    )
    take_in(made, AGAIN, NEW)
    sent_by(made, {"svar-0.txt": ("Fjelldøme", "opposition"), "svar-1.txt": ("Holmøy", "")})
    return made


def sent_by(consultation: Consultation, senders: dict[str, tuple[str, str]]) -> None:
    for name, (sender, stance) in senders.items():
        submission = consultation.submissions.get(file_name=name)
        submission.senders.all().delete()
        submission.senders.create(position=0, name=sender, kind="other")
        Submission.objects.filter(pk=submission.pk).update(stance=stance)


def address(later: Consultation, earlier: Consultation) -> str:
    return reverse("consultations:compare", args=[later.public_id, earlier.public_id])


def reckoned(client: Client, later: Consultation, earlier: Consultation) -> str:
    client.get(address(later, earlier))
    preparing.compare.call(Comparison.objects.get(earlier=earlier, later=later).pk)
    return client.get(address(later, earlier)).content.decode()


def test_it_waits_for_the_background_and_then_shows_what_is_new(
    earlier: Consultation, later: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    waiting = client.get(address(later, earlier)).content.decode()
    assert 'id="comparing"' in waiting
    assert "Fjelldøme" in waiting
    page = reckoned(client, later, earlier)
    assert 'id="comparing"' not in page
    result = Comparison.objects.get().result
    new = set(Statement.objects.filter(pk__in=result["new"]).values_list("quote", flat=True))
    assert "Staten bør betale for innføringen av det nye journalsystemet." in new
    assert [Statement.objects.get(pk=row[0]).quote for row in result["back"]] == [
        "Det er stor mangel på sykepleiere i distriktene."
    ]
    assert "innføringen av det nye" in page


def test_who_waits_writes_nothing(
    earlier: Consultation, later: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    client.get(address(later, earlier))
    with CaptureQueriesContext(connection) as captured:
        waiting = client.get(address(later, earlier), headers={"HX-Request": "true"})
    assert 'id="comparing"' in waiting.content.decode()
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
    assert [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]] == []


def test_who_turned_who_is_new_and_who_is_absent(
    earlier: Consultation, later: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    senders = client.get(address(later, earlier)).context["senders"]
    assert [turn.name for turn in senders.changed] == ["Fjelldøme"]
    assert (senders.new, senders.absent, senders.same) == (["Holmøy"], [], [])
    senders = client.get(address(earlier, later)).context["senders"]
    assert (senders.new, senders.absent) == ([], ["Holmøy"])


def test_the_result_is_kept_until_something_changes(
    earlier: Consultation, later: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    reckoned(client, later, earlier)
    kept = Comparison.objects.get()
    client.get(address(later, earlier))
    assert Comparison.objects.get().changed == kept.changed
    found = Statement.objects.effective().get(consultation=later, quote__contains="Staten bør")
    points.make(
        consultation=later,
        spans=[Span(found.reading.source_text_id, found.start, found.end)],
        user=analyst,
        by=SYSTEM,
    )
    page = client.get(address(later, earlier)).content.decode()
    assert 'id="comparing"' in page
    page = reckoned(client, later, earlier)
    assert Comparison.objects.get().result["points"]["new"]


def test_only_consultations_that_may_be_seen_are_compared(
    earlier: Consultation, later: Consultation, client: Client, analyst: User
) -> None:
    hidden = Consultation.objects.create(
        title="Skjult eksempel", owner_organisation=factories.organisation("Eksempel lukket")
    )
    client.force_login(analyst)
    assert client.get(address(later, hidden)).status_code == 404
    assert client.get(address(hidden, later)).status_code == 404
    page = client.get(reverse("consultations:compare_choose", args=[later.public_id])).content.decode()
    assert "Eksempelhøring" in page
    assert "Skjult eksempel" not in page
    assert client.get(address(later, later)).status_code == 422


def test_a_fixed_number_of_queries(
    earlier: Consultation,
    later: Consultation,
    client: Client,
    analyst: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(analyst)
    reckoned(client, later, earlier)
    with CaptureQueriesContext(connection) as captured:
        client.get(address(later, earlier))
        few = len(captured)
    take_in(later, *(f"Svar {n}\n\nStaten bør betale for opplæring nummer {n}.\n" for n in range(4)))
    take_in(earlier, *(f"Brev {n}\n\nStaten bør betale for kurs nummer {n}.\n" for n in range(4)))
    reckoned(client, later, earlier)
    with django_assert_num_queries(few):
        client.get(address(later, earlier))
    assert 0 < few <= 40


def test_two_versions_of_a_document(
    earlier: Consultation, later: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    new = later.submissions.get(file_name="svar-0.txt")
    old = earlier.submissions.get(file_name="svar-0.txt")
    page = client.get(
        reverse("consultations:compare_documents", args=[new.public_id, old.public_id]), {"vis": "alt"}
    )
    kinds = {line.later or line.earlier: line.kind for line in page.context["page"]}
    assert kinds["Det er stor mangel på sykepleiere i distriktene."] == "changed"
    answer = client.get(reverse("consultations:compare_documents_choose", args=[new.public_id]))
    assert answer.status_code == 200
    hidden = Consultation.objects.create(title="Skjult", owner_organisation=factories.organisation("Andre"))
    take_in(hidden, NEW)
    closed = hidden.submissions.get()
    assert (
        client.get(
            reverse("consultations:compare_documents", args=[new.public_id, closed.public_id])
        ).status_code
        == 404
    )
