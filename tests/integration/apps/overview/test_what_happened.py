"""“What happened to the input?”: each organisation finds its points with state, reason, case and decision."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests import factories
from tests.integration.apps.decisions.answered import Answered, answered_world

from samstyring.apps.actors.models import OrganisationName
from samstyring.apps.actors.names import normalise
from samstyring.apps.consultations.actions import points
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Consultation, Statement
from samstyring.apps.decisions.actions import route
from samstyring.apps.decisions.models import Case
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import needs
from samstyring.apps.needs.models import Need, NeedSource
from samstyring.apps.overview.queries.progress import Progress, progress_of
from samstyring.apps.overview.treated import treated_points

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> Answered:
    settings.MEDIA_ROOT = tmp_path / "files"
    return answered_world()


def to(world: Answered, **query: str) -> str:
    """The page of what the first municipality said, as everybody sees it."""
    address = reverse("overview:happened_to", args=[world.one.public_id])
    return Client().get(address, query, headers={"accept-language": "en"}).content.decode()


def progress(world: Answered) -> Progress:
    return progress_of([world.consultation], world.reader)[world.consultation.pk]


def test_an_organisation_is_found_whatever_the_accents_and_without_logging_in(
    world: Answered, client: Client
) -> None:
    place = factories.organisation("Grønnåsby kommune (eksempel)", kind="municipality")
    OrganisationName.objects.create(
        organisation=place, name=place.name, normalised=normalise(place.name), kind="usual"
    )
    page = client.get(reverse("overview:happened"), {"q": "gronnasby"}).content.decode()
    assert reverse("overview:happened_to", args=[place.public_id]) in page
    empty = client.get(reverse("overview:happened_to", args=[place.public_id]))
    assert empty.status_code == 200


def test_each_point_stands_with_state_reason_case_and_decision(world: Answered) -> None:
    assert to(world).count("Being treated in a case") >= 2
    world.answered(world.points[0], kind="not_taken_in")
    page = to(world)
    assert "1 of 2 points and needs answered" in page
    for shown in (
        "Det mangler folk",
        "Not taken in",
        "Det er for dyrt.",
        "Eksempelsak",
        "Eksempeldepartementet",
    ):
        assert shown in page
    only = to(world, stand="not_taken_in")
    assert "Det mangler folk" in only
    assert "Staten bør betale" not in only


def test_statements_in_no_point_are_counted(world: Answered) -> None:
    page = to(world, horing=str(world.consultation.public_id))
    # One of the three statements is support that nobody has put in a point; the other two are in points.
    assert '<td class="number">1</td></tr>' in page


def test_a_point_is_treated_through_the_need_made_of_it(world: Answered) -> None:
    consultation = world.consultation
    statement = Statement.objects.get(current_type="opposition")
    point = points.make(
        consultation=consultation,
        spans=[Span(statement.reading.source_text_id, statement.start, statement.end)],
        user=world.small.secretary,
        by=SYSTEM,
        name="Imot forslaget",
    )
    assert treated_points([point], world.reader)[point.pk].state == "none"
    part = needs.write(
        organisation=world.other,
        fields={"title": "En del av det", "kind": "staffing", "visibility": "public"},
        by=SYSTEM,
    )
    NeedSource.objects.create(
        need=part,
        point=point,
        source_text=statement.reading.source_text,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
    )
    assert treated_points([point], world.reader)[point.pk].state == "in_need"
    Need.objects.filter(pk=part.pk).update(state="merged", merged_into=world.need, counted_with=world.need)
    assert treated_points([point], world.reader)[point.pk].state == "in_case"
    world.answered(world.need, kind="put_off")
    assert treated_points([point], world.reader)[point.pk].state == "put_off"
    assert progress(world).answered == 1
    Need.objects.filter(pk__in=[part.pk, world.need.pk]).update(visibility="organisation")
    assert treated_points([point], world.reader)[point.pk].state == "none"
    assert progress(world).answered == 0


def test_a_merged_point_brings_its_answer(world: Answered) -> None:
    first, second = world.points
    world.answered(first)
    points.merge(point=first, into=second, seen=None, user=world.small.secretary, by=SYSTEM)
    second.refresh_from_db()
    assert treated_points([second], world.reader)[second.pk].state == "not_taken_in"
    assert (progress(world).points, progress(world).answered) == (1, 1)


def test_what_is_closed_counts_as_not_treated(world: Answered) -> None:
    world.answered(*world.points)
    Case.objects.filter(pk=world.case.pk).update(visibility="organisation")
    page = to(world)
    assert "Det er for dyrt." not in page
    assert "Eksempelsak" not in page
    assert "0 of 2" in page
    Consultation.objects.filter(pk=world.consultation.pk).update(visibility="organisation")
    assert "Det mangler folk" not in to(world)


def test_the_figures_of_a_consultation(world: Answered, client: Client) -> None:
    assert progress(world) == Progress(points=2, answered=0, days=None, from_deadline=False)
    deadline = timezone.localdate() - timedelta(days=40)
    Consultation.objects.filter(pk=world.consultation.pk).update(deadline=deadline)
    world.consultation.refresh_from_db()
    world.answered(world.points[0])
    assert progress(world) == Progress(points=2, answered=1, days=40, from_deadline=True)
    address = reverse("overview:happened_consultation", args=[world.consultation.public_id])
    line = client.get(address, headers={"HX-Request": "true", "accept-language": "en"}).content.decode()
    assert "1 of 2 points answered" in line
    assert "<html" not in line
    whole = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "within 40 days of the deadline" in whole
    assert "Not taken in" in whole
    assert address in client.get(reverse("overview:happened")).content.decode()


def test_what_was_answered_stays_when_the_case_is_taken_up_again(world: Answered) -> None:
    world.answered(*world.points)
    route.take_up(case=world.case, reason="Nye tall.", by=SYSTEM)
    page = to(world)
    assert page.count("The case is taken up again") == 2
    assert page.count("Det er for dyrt.") == 2


def test_the_pages_ask_the_same_number_of_questions(
    world: Answered, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.answered(world.points[0], world.need)
    addresses = [
        reverse("overview:happened"),
        reverse("overview:happened_to", args=[world.one.public_id]),
        reverse("overview:happened_consultation", args=[world.consultation.public_id]),
    ]
    counts = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        counts.append(len(few))
    statement = Statement.objects.get(current_type="support")
    for number in range(30):
        points.make(
            consultation=world.consultation,
            spans=[Span(statement.reading.source_text_id, statement.start, statement.end)],
            user=world.small.secretary,
            by=SYSTEM,
            name=f"Poeng {number}",
        )
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(address)
    assert max(counts) < 30
