"""A coordinator writes hours on a phone without script: what is wrong is said, what is above plan is marked,
and the newest change is undone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import User
from samstyring.apps.adoption.actions import hours, waves
from samstyring.apps.adoption.models import WaveParticipant
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import measures
from tests import factories
from tests.browser.looking import go, overflow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]


@pytest.fixture
def participant(db: None) -> WaveParticipant:
    """A municipality that is over-booked as soon as it takes part with more than fifty hours."""
    network = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
    place = factories.organisation(kind=OrganisationKind.MUNICIPALITY)
    measure = measures.add(
        fields={"name": "Eksempeltiltak", "code": "eksempeltiltak", "kind": "national"}, owner=None, by=SYSTEM
    )
    fields = {"name": "Bølge 1 (eksempel)", "visibility": Visibility.PUBLIC}
    wave = waves.add(network=network, measure=measure, fields=fields, by=SYSTEM)
    (made,) = waves.join(wave=wave, organisations=[place], inside=frozenset([place.pk]), by=SYSTEM)
    hours.say_capacity(
        organisation=place, year=2026, rows=[hours.Has(1, "", 50)], visibility=Visibility.PUBLIC, by=SYSTEM
    )
    return made


@pytest.fixture
def coordinator(participant: WaveParticipant) -> User:
    return factories.person(role=Level.COORDINATOR, organisation=participant.wave.network)


def test_hours_are_written_on_a_phone_without_script_and_undone(
    visit: Callable[..., Page], participant: WaveParticipant, coordinator: User
) -> None:
    address = reverse("adoption:wave_hours", args=[participant.wave.public_id, participant.pk]) + "?ar=2026"
    page = visit(address, width=320, language="en", script=False, user=coordinator)
    page.locator("[name=profession_0]").fill("IKT-rådgiver")
    page.locator("[name=planned_0_1]").fill("-5")
    save(page)
    expect(page.get_by_text("Hours cannot be below nothing.")).to_be_visible()
    expect(page.locator("[name=profession_0]")).to_have_value("IKT-rådgiver")
    assert overflow(page) == []

    page.locator("[name=planned_0_1]").fill("40")
    page.locator("[name=spent_0_1]").fill("60")
    save(page)
    expect(page.get_by_text("Spent above plan: IKT-rådgiver, quarter 1 (60 / 40)")).to_be_visible()
    page.get_by_role("link", name="Back to the wave").click()
    go(page, page.url + "?ar=2026")
    expect(
        page.get_by_text("Q1 2026, all professions together: 60 hours booked, 50 there are")
    ).to_be_visible()
    assert overflow(page) == []

    go(page, address)
    page.get_by_role("button", name="Undo the newest change").click()
    expect(page.locator("[name=planned_0_1]")).to_have_value("")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
