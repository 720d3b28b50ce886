"""Visibility: who × level, over lists, counts and direct addresses; what one may not see does not exist."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Membership, Organisation, Role, User
from samstyring.apps.actors.visibility import Person, visible_to
from samstyring.apps.consultations.models import Consultation, Submission

pytestmark = pytest.mark.django_db

PUBLIC, LOGGED_IN, NETWORK, ORGANISATION = Visibility
WHO = {
    "a visitor": {PUBLIC},
    "a person without roles": {PUBLIC, LOGGED_IN},
    "a reader in the owner": {PUBLIC, LOGGED_IN, NETWORK, ORGANISATION},
    "a reader in a member": {PUBLIC, LOGGED_IN, NETWORK},
    "a reader in a former member": {PUBLIC, LOGGED_IN},
    "a reader in somebody else": {PUBLIC, LOGGED_IN},
    "a former reader in the owner": {PUBLIC, LOGGED_IN},
    "a withdrawn reader in the owner": {PUBLIC, LOGGED_IN},
    "a deactivated reader in the owner": {PUBLIC},
    "an operator": {PUBLIC, LOGGED_IN, NETWORK, ORGANISATION},
}


@pytest.fixture
def network() -> Organisation:
    return factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)


@pytest.fixture
def things(network: Organisation) -> dict[Visibility, Consultation]:
    return {
        level: Consultation.objects.create(
            title=f"Eksempelhøring {level}", visibility=level, owner_organisation=network
        )
        for level in Visibility
    }


def make(who: str, network: Organisation) -> Person:
    """Somebody who stands to the owner as `who` says."""
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    if who == "a visitor":
        return AnonymousUser()
    user = factories.person()
    member = factories.organisation("Eksempelvik")
    where = network if "in the owner" in who else member
    if "member" in who:
        ended = yesterday if "former" in who else None
        Membership.objects.create(group=network, member=member, valid_to=ended)
    if "reader" in who:
        role = Role.objects.create(user=user, organisation=where, role=Level.READER, valid_from=yesterday)
        if who == "a former reader in the owner":
            Role.objects.filter(pk=role.pk).update(valid_to=yesterday)
        if who == "a withdrawn reader in the owner":
            Role.objects.filter(pk=role.pk).update(withdrawn_at=timezone.now())
    user.is_active = "deactivated" not in who
    user.is_superuser = who == "an operator"
    user.save()
    return user


CELLS = [(who, level, level in levels) for who, levels in WHO.items() for level in Visibility]


@pytest.mark.parametrize(("who", "level", "seen"), CELLS)
def test_each_level_for_each_person(
    who: str, level: Visibility, seen: bool, network: Organisation, things: dict[Visibility, Consultation]
) -> None:
    person = make(who, network)
    client = Client()
    if isinstance(person, User):
        client.force_login(person)
    thing = things[level]
    visible = Consultation.objects.visible_to(person)
    assert visible.filter(pk=thing.pk).exists() is seen
    assert visible.count() == len(WHO[who])
    Submission.objects.create(consultation=thing, file_name="svar.txt", sha256="0" * 64, size=1)
    assert visible_to(Submission.objects.all(), person, prefix="consultation__").exists() is seen
    assert (thing.title in client.get(reverse("consultations:list")).content.decode()) is seen
    answer = client.get(reverse("consultations:consultation", args=[thing.public_id]))
    assert answer.status_code == (200 if seen else 404)
    assert (thing.title in answer.content.decode()) is seen


def test_a_hidden_thing_answers_as_one_that_never_was(
    network: Organisation, things: dict[Visibility, Consultation]
) -> None:
    client = Client()
    hidden = client.get(reverse("consultations:consultation", args=[things[ORGANISATION].public_id]))
    never = client.get(reverse("consultations:consultation", args=["00000000-0000-4000-8000-000000000000"]))
    assert hidden.status_code == never.status_code == 404
    strip = str(things[ORGANISATION].public_id), "00000000-0000-4000-8000-000000000000"
    pages = [
        re.sub(r'value="\w{64}"|X-CSRFToken": "\w+"', "", answer.content.decode().replace(own, ""))
        for answer, own in zip((hidden, never), strip, strict=True)
    ]
    assert pages[0] == pages[1]


def test_the_condition_is_one_query(
    network: Organisation,
    things: dict[Visibility, Consultation],
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    person = make("a reader in a member", network)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(Consultation.objects.visible_to(person)) == 3


@pytest.mark.parametrize("level", [NETWORK, ORGANISATION])
def test_what_is_closed_has_an_owner(level: Visibility) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(title="Eksempelhøring", visibility=level, owner_organisation=None)


def test_a_visibility_that_does_not_exist_is_refused(network: Organisation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(title="Eksempelhøring", visibility="all", owner_organisation=network)


def test_every_visible_model_keeps_the_constraints() -> None:
    call_command("check")
