"""What waits for a person on the home page: notices, needs, rounds, cases and answers."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests import factories
from tests.integration.apps.decisions.answered import answered_world
from tests.integration.apps.decisions.cases import advised, give, small

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import User
from samstyring.apps.needs.models import Need
from samstyring.apps.overview.queries.waiting import waiting
from samstyring.apps.priorities.models import Item, Member, Round

pytestmark = pytest.mark.django_db


def said(user: User) -> dict[str, int]:
    """What waits, in words, and how many."""
    return {one.what: one.count for one in waiting(user) or []}


def test_decided_cases_wait_for_answers_and_answers_wait_to_be_read(
    settings: Settings, tmp_path: Path, client: Client
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    world = answered_world()
    secretary = world.small.secretary
    assert said(secretary)["to answer in “Eksempelsak”"] == 3
    world.answered(*world.points)
    assert said(secretary)["to answer in “Eksempelsak”"] == 1
    assert said(world.reader) == {"unread notice in your inbox": 1}
    client.force_login(world.reader)
    page = client.get("/").content.decode()
    assert 'href="/innboks/"' in page


def test_a_case_waits_for_the_body_that_has_it() -> None:
    world = small()
    advised(world)
    assert said(world.secretary) == {f"case with {world.board.name}": 1}
    assert said(factories.person(email="cy@eksempel.example")) == {}


def test_needs_raised_to_a_network_wait_there() -> None:
    home = factories.organisation(kind=OrganisationKind.MUNICIPALITY)
    network = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
    for state in ("raised", "adopted"):
        Need.objects.create(
            title="Flere folk",
            kind="staffing",
            raised_by=home,
            held_by=network,
            owner_organisation=home,
            level="network",
            visibility="public",
            state=state,
        )
    coordinator = factories.person(role=Level.COORDINATOR, organisation=network)
    assert said(coordinator) == {"need raised to Eksempelnettverket": 1}
    reader = factories.person(email="cy@eksempel.example")
    give(reader, network, Level.READER)
    assert said(reader) == {}


def test_a_round_waits_for_those_who_have_not_scored() -> None:
    home = factories.organisation()
    member = factories.person(role=Level.READER, organisation=home)
    round_ = Round.objects.create(
        title="Eksempelrunde",
        over="needs",
        state="open",
        turn=1,
        owner_organisation=home,
        visibility="public",
    )
    need = Need.objects.create(
        title="Flere folk", kind="staffing", raised_by=home, held_by=home, owner_organisation=home
    )
    Item.objects.create(round=round_, position=1, need=need)
    seat = Member.objects.create(round=round_, user=member, organisation=home)
    assert said(member) == {"to score in “Eksempelrunde”": 1}
    Member.objects.filter(pk=seat.pk).update(done_turn=1)
    assert said(member) == {}
