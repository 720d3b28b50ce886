"""The whole thread, both ways, from everything that has a page; nothing closed is shown or hinted at."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests.integration.apps.decisions.answered import Answered, answered_world

from samstyring.apps.actors.models import Organisation
from samstyring.apps.consultations.models import Consultation, PersonalMark, Statement
from samstyring.apps.decisions.models import Case, CaseSubject
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import needs
from samstyring.apps.needs.models import Need, NeedSource
from samstyring.apps.priorities.models import Item, Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> Answered:
    """The answered world; the need comes from the first point, and a round has weighed it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = answered_world()
    member = made.points[0].members.earliest("pk")
    NeedSource.objects.create(
        need=made.need,
        point=made.points[0],
        source_text=member.source_text,
        start=member.start,
        end=member.end,
        quote=member.quote,
    )
    round_ = Round.objects.create(
        title="Eksempelrunde",
        over="needs",
        state="concluded",
        turn=1,
        owner_organisation=made.small.council,
        visibility="public",
    )
    Item.objects.create(round=round_, position=1, need=made.need)
    for thing in ({"round": round_}, {"measure": made.small.measure}):
        CaseSubject.objects.create(case=made.case, **thing)
    type(made.small.measure).objects.update(visibility="public")
    made.answered(*made.points, made.need)
    return made


def page(address: str) -> str:
    """The page as everybody sees it."""
    answer = Client().get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def all_addresses(world: Answered) -> dict[str, str]:
    decision = world.case.decisions.get()
    statement = Statement.objects.filter(current_theme="staffing", current_type="challenge").earliest("pk")
    return {
        "statement": reverse(
            "overview:thread_statement",
            args=[statement.reading.submission.public_id, statement.start, statement.end],
        ),
        "point": reverse("overview:thread_point", args=[world.points[0].public_id]),
        "need": reverse("overview:thread_need", args=[world.need.public_id]),
        "measure": reverse("overview:thread_measure", args=[world.small.measure.public_id]),
        "round": reverse("overview:thread_round", args=[Round.objects.get().public_id]),
        "case": reverse("overview:thread_case", args=[world.case.public_id]),
        "decision": reverse("overview:thread_decision", args=[decision.public_id]),
    }


@pytest.mark.parametrize("start", ["statement", "point", "need", "measure", "round", "case", "decision"])
def test_the_thread_is_the_same_from_everywhere(world: Answered, start: str) -> None:
    shown = page(all_addresses(world)[start])
    for name in ("Det mangler folk", "Flere folk", "Eksempelrunde", "Eksempelløsning", "Eksempelsak"):
        assert f">{name}</a>" in shown, name
    assert "<svg" in shown
    assert "Answers: Not taken in 3" in shown


def test_what_only_shares_a_case_is_left_out(world: Answered) -> None:
    assert "Staten bør betale" not in page(all_addresses(world)["point"])
    assert "Staten bør betale" in page(all_addresses(world)["case"])


def test_statements_are_counted_and_not_listed(world: Answered) -> None:
    assert "2 statements in 2 replies" in page(all_addresses(world)["point"])
    assert "3 statements in 2 replies" in page(all_addresses(world)["case"])


@pytest.mark.parametrize(
    ("model", "name"), [(Need, "Flere folk"), (Round, "Eksempelrunde"), (Case, "Eksempelsak")]
)
def test_a_closed_thing_is_neither_shown_nor_counted(world: Answered, model: type, name: str) -> None:
    closed = {"visibility": "organisation"}
    if model is Need:
        closed |= {"held_by": Organisation.objects.get(pk=world.small.owner.pk)}
    model.objects.update(**closed)
    own = {Need: "need", Round: "round", Case: "case"}[model]
    for start, address in all_addresses(world).items():
        if start == own or (own == "case" and start == "decision"):
            assert Client().get(address).status_code == 404
        else:
            assert name not in page(address)


def test_a_closed_consultation_leaves_no_trace(world: Answered) -> None:
    addresses = all_addresses(world)
    Consultation.objects.update(visibility="organisation")
    for start in ("statement", "point"):
        assert Client().get(addresses[start]).status_code == 404
    shown = page(addresses["case"])
    assert "Det mangler folk" not in shown
    assert "statements in" not in shown


def test_what_is_held_back_is_hidden_in_a_statement(world: Answered) -> None:
    address = all_addresses(world)["statement"]
    statement = Statement.objects.filter(current_theme="staffing", current_type="challenge").earliest("pk")
    PersonalMark.objects.create(
        source_text=statement.reading.source_text, start=statement.start, end=statement.start + 8
    )
    assert statement.quote[:8] not in page(address)


def test_how_a_point_was_treated_is_shown_on_its_own_page(world: Answered) -> None:
    address = reverse("overview:thread_point", args=[world.points[0].public_id])
    fragment = Client().get(address, headers={"HX-Request": "true", "accept-language": "en"})
    assert "Not taken in" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    point = page(reverse("consultations:point", args=[world.points[0].public_id]))
    assert f'hx-get="{address}"' in point


def test_a_thread_asks_the_same_number_of_questions_however_long_it_is(
    world: Answered, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = all_addresses(world)["case"]
    page(address)
    with CaptureQueriesContext(connection) as few:
        page(address)
    for number in range(70):
        need = needs.write(
            organisation=world.one,
            fields={"title": f"Behov {number}", "kind": "staffing", "visibility": "public"},
            by=SYSTEM,
        )
        CaseSubject.objects.create(case=world.case, need=need)
    with django_assert_num_queries(len(few)):
        shown = page(address)
    assert len(few) < 35
    assert "(71)" in shown
    assert "Show 53 more" in shown
    assert "and 11 that are not named here" in shown
