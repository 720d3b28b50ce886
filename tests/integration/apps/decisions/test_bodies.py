"""Bodies: shipped rows, who prepares for whom without circles, seats, meetings, and what became of advice."""

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.decisions.actions import bodies, decisions, first_rows, route
from samstyring.apps.decisions.models import BodyProfile, Meeting, Preparation, Seat
from samstyring.apps.ledger.events import SYSTEM

from .cases import Small, advised, body, decision_fields, small

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def plain(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def english(user: Any = None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    return client


def described(organisation: Organisation) -> BodyProfile:
    fields = {"level": "national", "power": "advises", "role": "Et råd"}
    return bodies.describe(organisation=organisation, fields=fields, by=SYSTEM)


@pytest.fixture
def register() -> None:
    for row in first_rows.rows():
        if row["register_key"]:
            factories.organisation(
                f"Navn på {row['key']}", register_key=row["register_key"], kind=OrganisationKind.BODY
            )


@pytest.mark.usefixtures("register")
def test_shipped_bodies_are_loaded_once_and_left_as_people_wrote_them() -> None:
    assert first_rows.load() == len(first_rows.rows())
    assert BodyProfile.objects.filter(organisation=None).count() == 4
    assert Preparation.objects.count() == 19
    kommit = BodyProfile.objects.get(key="kommit")
    organisation = kommit.organisation
    assert organisation is not None
    bodies.describe(organisation=organisation, fields={"role": "Noe annet"}, profile=kommit, by=SYSTEM)
    assert first_rows.load() == 0
    assert BodyProfile.objects.get(key="kommit").role == "Noe annet"
    assert all(row["source"] for row in first_rows.rows())


@pytest.mark.usefixtures("register")
def test_the_page_draws_and_lists_who_prepares_for_whom() -> None:
    first_rows.load()
    answer = english().get(reverse("decisions:bodies"))
    html = answer.content.decode()
    ends = {key for pair in Preparation.objects.values_list("body", "other") for key in pair}
    for one in BodyProfile.objects.filter(organisation__in=ends):
        assert f'<a href="{one.get_absolute_url()}" aria-label="{one.name}"><rect' in html
    assert html.count('class="chart__line"') == Preparation.objects.count()
    words = plain(answer)
    for said in ("Programstyre", "Outside the council model", "a kind of body", "KS' brev 2022"):
        assert said in words.replace("&#x27;", "'")


def test_a_circle_is_refused_and_shown() -> None:
    one, two, three = (body(name) for name in ("Første", "Andre", "Tredje"))
    bodies.prepare(body=one, other=two, by=SYSTEM)
    bodies.prepare(body=two, other=three, by=SYSTEM)
    with pytest.raises(NotPossible) as caught:
        bodies.prepare(body=three, other=one, by=SYSTEM)
    assert "Tredje (eksempel) → Første (eksempel) → Andre (eksempel) → Tredje (eksempel)" in str(caught.value)
    assert caught.value.field == "other"
    with pytest.raises(NotPossible):
        bodies.prepare(body=one, other=one, by=SYSTEM)
    assert Preparation.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Preparation.objects.create(body=one, other=one)


def test_a_circle_is_told_at_the_field_and_nothing_typed_is_lost() -> None:
    one, two = body("Første"), body("Andre")
    described(one)
    profile = described(two)
    bodies.prepare(body=one, other=two, by=SYSTEM)
    secretary = factories.person(role=Level.SECRETARY, organisation=two)
    address = reverse("decisions:add_preparation", args=[profile.public_id])
    answer = english(secretary).post(address, {"other": one.pk, "source": "Skrevet med flid"})
    assert answer.status_code == 422
    assert "This would go in a circle" in plain(answer)
    assert "Skrevet med flid" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": day(10), "papers_due": day(11)}, "papers_due"),
        ({"day": day(3), "papers_due": None}, "day"),
    ],
)
def test_days_of_a_meeting_in_order(fields: dict[str, Any], field: str) -> None:
    one = body("Rådet")
    bodies.meet(body=one, fields={"day": day(3), "papers_due": day(1)}, by=SYSTEM)
    with pytest.raises(NotPossible) as caught:
        bodies.meet(body=one, fields=fields, by=SYSTEM)
    assert caught.value.field == field
    assert Meeting.objects.count() == 1


def test_forms_of_a_body_tell_what_is_wrong() -> None:
    one = body("Rådet")
    profile = described(one)
    client = english(factories.person(role=Level.SECRETARY, organisation=one))
    wrong = [
        ("add_meeting", {"day": "2027-03-10", "papers_due": "2027-03-11"}, "due after the meeting"),
        ("add_meeting", {"day": "snart"}, "Write the day as 2026-01-31."),
        ("add_seat", {"number": "1"}, "Write who has the seats"),
        ("add_seat", {"number": "0", "held_by": "KS"}, "Write at least one."),
        (
            "add_seat",
            {"number": "1", "held_by": "KS", "valid_from": "2027-01-02", "valid_to": "2027-01-01"},
            "The last day is before the first.",
        ),
        ("describe_body", {"level": ""}, "Choose where it belongs."),
    ]
    for name, form, sentence in wrong:
        form = {"visibility": "public"} | form
        answer = client.post(reverse(f"decisions:{name}", args=[profile.public_id]), form)
        assert answer.status_code == 422, name
        assert sentence in plain(answer)
    assert not Meeting.objects.exists()
    assert not Seat.objects.exists()


def test_the_page_of_a_body() -> None:
    world = small()
    profile = described(world.council)
    meeting = bodies.meet(body=world.council, fields={"day": day(20), "papers_due": day(-1)}, by=SYSTEM)
    closed = bodies.meet(
        body=world.council, fields={"day": day(21)}, by=SYSTEM, visibility=Visibility.ORGANISATION
    )
    route.set_meeting(step=world.case.steps.get(body=world.council), meeting=meeting, by=SYSTEM)
    bodies.seat(body=world.council, fields={"held_by": "Små kommuner", "number": 3}, by=SYSTEM)
    case_page = reverse("decisions:case", args=[world.case.public_id])
    assert "after the papers were due" in plain(english().get(case_page))
    words = plain(english().get(profile.get_absolute_url()))
    for said in ("Papers were due", "Eksempelsak", "Små kommuner", "3 seats", "On the way"):
        assert said in words
    assert str(closed.public_id) not in words
    case = advised(world, "support")
    words = plain(english().get(profile.get_absolute_url()))
    assert "Not decided yet" in words
    decisions.decide(case=case, fields=decision_fields(result="not_taken", reason="Nei."), by=SYSTEM)
    words = plain(english().get(profile.get_absolute_url()))
    assert "The decision departs from it" in words
    assert "Eksempelstyret (eksempel)" in words


def test_a_meeting_of_another_body_is_refused() -> None:
    world = small()
    meeting = bodies.meet(body=world.board, fields={"day": day(5)}, by=SYSTEM)
    with pytest.raises(NotPossible, match="another body"):
        route.set_meeting(step=world.case.steps.get(body=world.council), meeting=meeting, by=SYSTEM)


def test_a_meeting_in_which_a_case_was_up_is_not_called_off() -> None:
    world = small()
    meeting = bodies.meet(body=world.council, fields={"day": day(5)}, by=SYSTEM)
    route.set_meeting(step=world.case.steps.get(body=world.council), meeting=meeting, by=SYSTEM)
    other = bodies.meet(body=world.council, fields={"day": day(6)}, by=SYSTEM)
    bodies.cancel(meeting=other, by=SYSTEM)
    advised(world)
    with pytest.raises(NotPossible, match="has been up"):
        bodies.cancel(meeting=meeting, by=SYSTEM)


def test_only_those_of_the_body_change_it() -> None:
    one, two = body("Første"), body("Andre")
    profile = described(one)
    stranger = factories.person(role=Level.SECRETARY, organisation=two)
    for name in ("describe_body", "add_seat", "add_preparation", "add_meeting"):
        address = reverse(f"decisions:{name}", args=[profile.public_id])
        assert english(stranger).get(address).status_code == 403
        assert english().get(address).status_code == 302


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_lists_ask_the_same_however_many() -> None:
    world = small()
    profile = described(world.council)
    fill(world, ["Først"])
    advised(world)
    client = english()
    pages = [reverse("decisions:bodies"), profile.get_absolute_url()]
    few = [asked(client, page) for page in pages]
    fill(world, [f"Råd {number}" for number in range(8)])
    assert [asked(client, page) for page in pages] == few
    assert max(few) <= 14


def fill(world: Small, names: list[str]) -> None:
    """A body that prepares for the council, a meeting of it and seats in it, for each name."""
    for name in names:
        other = body(name)
        described(other)
        bodies.prepare(body=other, other=world.council, by=SYSTEM)
        day_of = day(1 + Meeting.objects.count())
        bodies.meet(body=world.council, fields={"day": day_of}, by=SYSTEM)
        bodies.seat(body=world.council, fields={"held_by": name, "number": 1}, by=SYSTEM)
