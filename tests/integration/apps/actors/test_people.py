"""People and roles: who may give them, what they open, and what is left when somebody goes."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import organisations, people
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Role, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return factories.organisation("Eksempelvik")


@pytest.fixture
def admin(home: Organisation) -> User:
    return factories.person(role=Level.ADMINISTRATOR, organisation=home, email="admin@eksempel.example")


@pytest.fixture
def ada(home: Organisation) -> User:
    return factories.person(role=Level.COORDINATOR, organisation=home)


@pytest.fixture
def client(admin: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(admin)
    return client


def url(organisation: Organisation, rest: str = "personer/") -> str:
    return f"{organisation.get_absolute_url()}{rest}"


def test_an_administrator_invites_and_sees_the_one_time_password_once(
    client: Client, home: Organisation
) -> None:
    given = {"name": "Ny Eksempel", "email": "Ny@Eksempel.example", "level": "contributor", "valid_to": ""}
    answer = client.post(url(home), given)
    user = User.objects.get(email="ny@eksempel.example")
    page = answer.content.decode()
    password = page.split('id="one-time-password">')[1].split("<")[0]
    assert user.check_password(password)
    assert "no-store" in answer["Cache-Control"]
    assert user.roles.get().role == Level.CONTRIBUTOR
    assert password not in client.get(url(home)).content.decode()
    assert password not in str(list(history(home.public_id)))


def test_somebody_with_an_account_gets_the_role_and_keeps_the_password(
    client: Client, home: Organisation
) -> None:
    there = factories.person(email="der@eksempel.example")
    client.post(url(home), {"name": "Et annet navn", "email": there.email, "level": "reader"})
    there.refresh_from_db()
    assert there.name == "Ada Eksempel"
    assert there.check_password("en lang eksempelsetning")
    assert there.roles.get().organisation == home


def test_a_role_is_held_once_and_what_was_typed_is_kept(
    client: Client, home: Organisation, ada: User
) -> None:
    answer = client.post(url(home), {"name": "Ada", "email": ada.email, "level": "coordinator"})
    assert answer.status_code == 422
    assert "has this role in the organisation already" in answer.content.decode()
    assert f'value="{ada.email}"' in answer.content.decode()


def test_a_role_counts_within_its_days(home: Organisation) -> None:
    user = factories.person()
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    people.give_role(
        user=user,
        organisation=home,
        level=Level.READER,
        valid_from=today - 9 * day,
        valid_to=today - day,
        by=SYSTEM,
    )
    people.give_role(user=user, organisation=home, level=Level.COORDINATOR, valid_from=today + day, by=SYSTEM)
    assert not user.has_perm("actors.see_closed", home)
    people.give_role(
        user=user, organisation=home, level=Level.READER, valid_from=today, valid_to=today, by=SYSTEM
    )
    assert user.has_perm("actors.see_closed", home)
    assert not user.has_perm("actors.manage_members", home)
    with pytest.raises(NotPossible):
        people.give_role(
            user=user,
            organisation=home,
            level=Level.READER,
            valid_from=today,
            valid_to=today - day,
            by=SYSTEM,
        )


def test_a_withdrawn_role_ends_at_once_and_stays_in_the_history(
    client: Client, home: Organisation, ada: User
) -> None:
    role = ada.roles.get()
    client.post(url(home, f"roller/{role.pk}/trekk/"))
    assert not ada.has_perm("actors.see_closed", home)
    assert "withdrawn" in client.get(url(home) + "?former=1").content.decode()
    assert "withdrawn" not in client.get(url(home)).content.decode().split("History")[0]
    people.give_role(user=ada, organisation=home, level=Level.COORDINATOR, by=SYSTEM)
    assert ada.has_perm("actors.see_closed", home)


def test_the_only_administrator_cannot_leave_by_mistake(
    client: Client, home: Organisation, admin: User
) -> None:
    role = admin.roles.get()
    page = client.post(url(home, f"roller/{role.pk}/trekk/"), follow=True).content.decode()
    assert "You are the only administrator here" in page
    assert admin.has_perm("actors.manage_people", home)


def test_deactivating_a_person_ends_sessions_and_roles_and_keeps_the_acts(
    client: Client, home: Organisation, ada: User
) -> None:
    group = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
    organisations.add_member(group=group, member=home, by=actor_for(ada, home))
    hers = Client()
    hers.force_login(ada)
    assert hers.get("/min-konto/").status_code == 200
    client.post(url(home, f"personer/{ada.public_id}/deaktiver/"))
    assert hers.get("/min-konto/").status_code == 302
    ada.refresh_from_db()
    assert not ada.is_active
    assert not ada.has_perm("actors.see_closed", home)
    line = history(group.public_id, names=True)[0]
    assert (line.actor_name, line.role, line.actor_id) == ("Ada Eksempel", "coordinator", ada.public_id)
    assert "Ada Eksempel" in client.get(url(home)).content.decode()
    assert Client().login(username=ada.email, password="en lang eksempelsetning") is False


def test_an_account_that_is_opened_again_has_neither_old_sessions_nor_old_roles(
    client: Client, home: Organisation, ada: User
) -> None:
    hers = Client()
    hers.force_login(ada)
    people.deactivate(user=ada, by=SYSTEM)
    answer = client.post(url(home), {"name": "Ada", "email": ada.email, "level": "reader"})
    assert "Ask the operator of the installation to open it" in answer.content.decode()
    invited = people.invite(email=ada.email, name="Ada Eksempel", reopen=True, by=SYSTEM)
    assert invited.user.pk == ada.pk
    assert invited.password
    assert hers.get("/min-konto/").status_code == 302
    assert not invited.user.has_perm("actors.see_closed", home)


def test_who_works_elsewhere_too_is_not_closed_by_one_of_them(
    client: Client, home: Organisation, ada: User
) -> None:
    elsewhere = factories.organisation("Eksempelfjord")
    people.give_role(user=ada, organisation=elsewhere, level=Level.READER, by=SYSTEM)
    page = client.get(url(home, f"personer/{ada.public_id}/")).content.decode()
    assert "has roles in other organisations too" in page
    assert client.post(url(home, f"personer/{ada.public_id}/deaktiver/")).status_code == 403
    assert client.post(url(home, f"personer/{ada.public_id}/passord/")).status_code == 403
    ada.refresh_from_db()
    assert ada.is_active


def test_an_operator_cannot_be_taken_over_through_a_role(client: Client, home: Organisation) -> None:
    operator = people.invite(email="op@eksempel.example", name="Op", operator=True, by=SYSTEM).user
    people.give_role(user=operator, organisation=home, level=Level.READER, by=SYSTEM)
    for act in ("passord", "deaktiver"):
        assert client.post(url(home, f"personer/{operator.public_id}/{act}/")).status_code == 403
    people.deactivate(user=operator, by=SYSTEM)
    people.invite(email=operator.email, name="Op", reopen=True, by=SYSTEM)
    operator.refresh_from_db()
    assert operator.is_active
    assert not operator.is_superuser


def test_nobody_deactivates_oneself(client: Client, home: Organisation, admin: User) -> None:
    page = client.post(url(home, f"personer/{admin.public_id}/deaktiver/"), follow=True).content.decode()
    assert "You cannot deactivate your own account" in page


def test_a_forgotten_password_is_made_anew(client: Client, home: Organisation, ada: User) -> None:
    hers = Client()
    hers.force_login(ada)
    page = client.post(url(home, f"personer/{ada.public_id}/passord/")).content.decode()
    ada.refresh_from_db()
    assert ada.check_password(page.split('id="one-time-password">')[1].split("<")[0])
    assert hers.get("/min-konto/").status_code == 302


@pytest.mark.parametrize("rest", ["personer/", "personer/{person}/"])
def test_the_pages_are_for_administrators_of_that_organisation(
    client: Client, home: Organisation, ada: User, rest: str
) -> None:
    address = url(home, rest.format(person=ada.public_id))
    assert client.get(address).status_code == 200
    assert Client().get(address)["Location"].startswith("/logg-inn/")
    hers = Client()
    hers.force_login(ada)
    assert hers.get(address).status_code == 403
    other = factories.organisation("Eksempelfjord")
    assert client.get(url(other, rest.format(person=ada.public_id))).status_code == 403


@pytest.mark.parametrize(
    "rest", ["roller/{role}/trekk/", "personer/{person}/deaktiver/", "personer/{person}/passord/"]
)
def test_the_acts_are_for_administrators_and_take_a_post(
    client: Client, home: Organisation, ada: User, admin: User, rest: str
) -> None:
    address = url(home, rest.format(person=admin.public_id, role=admin.roles.get().pk))
    hers = Client()
    hers.force_login(ada)
    assert hers.post(address).status_code == 403
    assert client.get(address).status_code == 405
    assert Client().post(address)["Location"].startswith("/logg-inn/")


def test_a_role_of_another_organisation_is_not_withdrawn_through_ones_own(
    client: Client, home: Organisation
) -> None:
    other = factories.organisation("Eksempelfjord")
    theirs = factories.person(role=Level.READER, organisation=other)
    assert client.post(url(home, f"roller/{theirs.roles.get().pk}/trekk/")).status_code == 404
    assert client.get(url(home, f"personer/{theirs.public_id}/")).status_code == 404


def test_the_list_is_paged_in_a_fixed_number_of_queries(
    client: Client, home: Organisation, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    today = timezone.localdate()

    def fill(count: int) -> None:
        for _ in range(count):
            number = User.objects.count()
            user = User(email=f"p{number}@eksempel.example", name=f"Person {number:03}")
            user.save()
            Role.objects.create(user=user, organisation=home, role=Level.READER, valid_from=today)

    fill(3)
    with django_assert_num_queries(9):  # type: ignore[operator]
        client.get(url(home))
    fill(60)
    with django_assert_num_queries(9):  # type: ignore[operator]
        page = client.get(url(home)).content.decode()
    assert page.count('<th scope="row">') == 50


def test_the_command_line_makes_the_first_operator() -> None:
    output = StringIO()
    call_command("create_user", "op@eksempel.example", name="Op Eksempel", operator=True, stdout=output)
    user = User.objects.get(email="op@eksempel.example")
    assert user.is_superuser
    password = output.getvalue().split("one-time password ")[1].split()[0]
    assert user.check_password(password)


def test_the_command_line_explains_what_it_cannot_do(home: Organisation) -> None:
    for arguments, said in (
        ({"email": "ikke en adresse"}, "is not an e-mail address"),
        ({"role": "reader"}, "Give both"),
        ({"role": "reader", "organisation": "Ingensteds"}, "No organisation is called"),
    ):
        email = arguments.pop("email", "x@eksempel.example")
        with pytest.raises(CommandError, match=said):
            call_command("create_user", email, name="X", **arguments)
    assert not User.objects.filter(email="x@eksempel.example").exists()
