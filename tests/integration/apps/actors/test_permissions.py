"""The table of roles and actions, cell by cell, and the page that is made from it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from tests import factories

from samstyring.apps.actors.actions import people
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.permissions import TABLE, declare
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.priorities.models import Member, Round

pytestmark = pytest.mark.django_db

R, C, K, S, A = Level.READER, Level.CONTRIBUTOR, Level.COORDINATOR, Level.SECRETARY, Level.ADMINISTRATOR

# Written out by hand: the table in code must say the same.
EXPECTED = {
    "actors.see_closed": {R, C, K, S, A},
    "actors.manage_people": {A},
    "actors.deactivate_person": {A},
    "actors.manage_members": {K, S, A},
    "actors.add_organisation": {K, S, A},
}
# What holds for the whole country is written by those who work for all of it, wherever they hold their role.
NATIONAL = {"economy.set_parameter", "economy.write_national_cost"}
# The sector's roadmap is kept by those who speak for it.
FOR_THE_SECTOR = {"portfolio.lead_sector"}
CELLS = [(name, level) for name in sorted(TABLE) for level in Level]


def test_the_actions_of_this_room_are_as_agreed() -> None:
    assert {name: set(TABLE[name].levels) for name in TABLE if name.startswith("actors.")} == EXPECTED


@pytest.mark.parametrize(("name", "level"), CELLS)
def test_each_cell_is_what_the_program_does(name: str, level: Level) -> None:
    kind = OrganisationKind.KS if name in FOR_THE_SECTOR else OrganisationKind.MUNICIPALITY
    here = factories.organisation("Eksempelvik", kind=kind)
    elsewhere = factories.organisation("Eksempelfjord", kind=kind)
    user = factories.person(role=level, organisation=here)
    allowed = level in TABLE[name].levels
    if name == "actors.deactivate_person":
        colleague = factories.person(role=R, organisation=here, email="kollega@eksempel.example")
        stranger = factories.person(role=R, organisation=elsewhere, email="fremmed@eksempel.example")
        assert user.has_perm(name, colleague) is allowed
        assert not user.has_perm(name, stranger)
        return
    if name == "priorities.score":
        weighed = Round.objects.create(title="Eksempelrunde", over="needs", owner_organisation=elsewhere)
        assert not user.has_perm(name, weighed)
        Member.objects.create(round=weighed, user=user, organisation=here)
        assert user.has_perm(name, weighed)
        assert user.has_perm(name)
        return
    if name in NATIONAL:
        assert not user.has_perm(name, here)
        agency = factories.organisation("Eksempeletaten", kind=OrganisationKind.AGENCY)
        factories.give_role(user, agency, level)
        assert user.has_perm(name) is allowed
        return
    assert user.has_perm(name, here) is allowed
    assert user.has_perm(name) is allowed
    assert not user.has_perm(name, elsewhere)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_without_a_role_nothing_is_allowed_and_an_operator_may_do_all(name: str) -> None:
    here = factories.organisation("Eksempelvik")
    thing = factories.person() if name == "actors.deactivate_person" else here
    nobody = factories.person(email="ingen@eksempel.example")
    assert not nobody.has_perm(name, thing)
    assert not AnonymousUser().has_perm(name, thing)
    operator = people.invite(email="op@eksempel.example", name="Op", operator=True, by=SYSTEM).user
    assert operator.has_perm(name, thing)
    operator.is_active = False
    assert not operator.has_perm(name, thing)


def test_an_action_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare("actors.see_closed", "Again", levels=[R])


def test_the_page_on_roles_is_current() -> None:
    call_command("roles_table", check=True)
