"""The position of the sector: proposed, commented on, agreed with a mandate, and what was said afterwards."""

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.decisions.actions import bodies, decisions, positions, route
from samstyring.apps.decisions.choices import PositionState
from samstyring.apps.decisions.models import Position, PositionComment
from samstyring.apps.decisions.queries.positions import counts
from samstyring.apps.ledger.events import SYSTEM

from .cases import Small, advised, decision_fields, small

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def plain(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def english(user: Any = None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    return client


def municipality(name: str, persons: int | None) -> Organisation:
    made = factories.organisation(f"{name} (eksempel)", kind=OrganisationKind.MUNICIPALITY)
    for year, count in ((2025, 1), (2026, persons)):
        if persons is not None:
            Population.objects.create(organisation=made, year=year, persons=count, source="Eksempel")
    return made


@pytest.fixture
def world() -> Small:
    return small()


@pytest.fixture
def asked(world: Small) -> Position:
    position = positions.propose(case=world.case, text="Vi støtter det.", by=SYSTEM)
    return positions.ask(position=position, until=TODAY, by=SYSTEM)


def agreement(world: Small, **fields: Any) -> dict[str, Any]:
    return {
        "agreed": "Vi støtter det fra 2028.",
        "agreed_by": world.council,
        "agreed_on": TODAY,
        "mandate": "Kan gå med på 2029.",
        "mandate_in": world.board,
    } | fields


def say(position: Position, organisation: Organisation, view: str, text: str = "") -> PositionComment:
    return positions.comment(position=position, organisation=organisation, view=view, text=text, by=SYSTEM)


def test_municipalities_count_one_each_and_by_inhabitants(asked: Position) -> None:
    small_one, large, unknown = (
        municipality("Småvik", 1_200),
        municipality("Storby", 250_000),
        municipality("Ukjent", None),
    )
    say(asked, small_one, "support")
    say(asked, large, "against")
    say(asked, unknown, "support")
    say(asked, factories.organisation("Foreningen (eksempel)"), "support")
    found = {one.view: one for one in counts(asked)}
    support, against = found["support"], found["against"]
    assert (support.municipalities, support.inhabitants, support.unknown, support.others) == (2, 1_200, 1, 1)
    assert (against.municipalities, against.inhabitants, against.by_size) == (1, 250_000, (0, 0, 1))


def test_the_newest_comment_counts_and_the_earlier_one_is_kept(asked: Position) -> None:
    one = municipality("Småvik", 1_200)
    say(asked, one, "support")
    say(asked, one, "against", "Vi har tenkt oss om.")
    assert PositionComment.objects.count() == 2
    assert {row.view: row.municipalities for row in counts(asked)} == {
        "support": 0,
        "changes": 0,
        "against": 1,
        "no_view": 0,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        PositionComment.objects.update(counts=True)


def test_comments_come_in_time_and_only_when_asked_for(world: Small, asked: Position) -> None:
    Position.objects.update(comments_until=TODAY - datetime.timedelta(days=1))
    one = municipality("Småvik", 1_200)
    with pytest.raises(NotPossible, match="Comments could be given until"):
        say(asked, one, "support")
    positions.agree(position=asked, fields=agreement(world), by=SYSTEM)
    with pytest.raises(NotPossible, match="not out for comment"):
        say(asked, one, "support")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mandate": " "}, "mandate"),
        ({"agreed": ""}, "agreed"),
        ({"agreed_on": TODAY + datetime.timedelta(days=1)}, "agreed_on"),
    ],
)
def test_what_is_agreed_is_whole(world: Small, asked: Position, change: dict[str, Any], field: str) -> None:
    with pytest.raises(NotPossible) as caught:
        positions.agree(position=asked, fields=agreement(world, **change), by=SYSTEM)
    assert caught.value.field == field
    asked.refresh_from_db()
    assert asked.state == PositionState.COMMENTING


def test_afterwards_stands_beside_what_was_decided(world: Small, asked: Position) -> None:
    with pytest.raises(NotPossible, match="nobody has spoken"):
        positions.tell(position=asked, said="Ja.", said_on=TODAY, by=SYSTEM)
    positions.agree(position=asked, fields=agreement(world), by=SYSTEM)
    yesterday = TODAY - datetime.timedelta(days=1)
    with pytest.raises(NotPossible, match="before the day when the position was agreed"):
        positions.tell(position=asked, said="Ja.", said_on=yesterday, by=SYSTEM)
    positions.tell(position=asked, said="Representantene sa ja.", said_on=TODAY, by=SYSTEM)
    decisions.decide(case=advised(world), fields=decision_fields(text="Det ble nei."), by=SYSTEM)
    for name in ("case", "position"):
        words = plain(english().get(reverse(f"decisions:{name}", args=[world.case.public_id])))
        for said in (
            "Vi støtter det fra 2028.",
            "Representantene sa ja.",
            "Det ble nei.",
            "Kan gå med på 2029.",
        ):
            assert said in words
    with pytest.raises(NotPossible):
        positions.agree(position=asked, fields=agreement(world), by=SYSTEM)


def test_no_position_agreed_says_why_and_can_be_proposed_again(asked: Position) -> None:
    with pytest.raises(NotPossible, match="Write why"):
        positions.drop(position=asked, why="", by=SYSTEM)
    positions.drop(position=asked, why="Kommunene er delt.", by=SYSTEM)
    again = positions.propose(case=asked.case, text="Et nytt forslag.", by=SYSTEM)
    assert (again.pk, again.state) == (asked.pk, PositionState.PROPOSED)


def test_no_position_on_a_settled_case(world: Small) -> None:
    case = route.withdraw(case=world.case, reason="Nei.", by=SYSTEM)
    with pytest.raises(NotPossible, match="settled"):
        positions.propose(case=case, text="Vi mener noe.", by=SYSTEM)


def test_anchored_before_the_national_body_meets(world: Small, asked: Position) -> None:
    bodies.describe(organisation=world.board, fields={"level": "national", "power": "decides"}, by=SYSTEM)
    meeting = bodies.meet(body=world.board, fields={"day": TODAY + datetime.timedelta(days=4)}, by=SYSTEM)
    route.set_meeting(step=world.case.steps.get(body=world.board), meeting=meeting, by=SYSTEM)
    address = reverse("decisions:position", args=[world.case.public_id])
    assert "4 days are left." in plain(english().get(address))
    positions.agree(position=asked, fields=agreement(world), by=SYSTEM)
    assert "Agreed before Eksempelstyret (eksempel) meets" in plain(english().get(address))


def test_commenting_by_form(world: Small, asked: Position) -> None:
    one = municipality("Småvik", 1_200)
    client = english(factories.person(role=Level.CONTRIBUTOR, organisation=one, email="bo@eksempel.example"))
    address = reverse("decisions:comment_position", args=[world.case.public_id])
    answer = client.post(address, {"organisation": one.pk, "view": "changes", "text": ""})
    assert "Write which changes you ask for." in plain(answer)
    answer = client.post(address, {"organisation": world.owner.pk, "view": "support"})
    assert answer.status_code == 422
    client.post(address, {"organisation": one.pk, "view": "changes", "text": "Fra 2030."})
    page = plain(english().get(reverse("decisions:position", args=[world.case.public_id])))
    assert "Fra 2030." in page
    assert "Småvik (eksempel)" in page


def test_a_coordinator_proposes_and_does_not_agree(world: Small, asked: Position) -> None:
    coordinator = factories.person(
        role=Level.COORDINATOR, organisation=world.owner, email="bo@eksempel.example"
    )
    client = english(coordinator)
    assert client.get(reverse("decisions:agree_position", args=[world.case.public_id])).status_code == 403
    assert client.get(reverse("decisions:propose_position", args=[world.case.public_id])).status_code == 200
    assert asked.state == PositionState.COMMENTING
