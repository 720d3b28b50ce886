"""Logging in: who gets in, who waits, and when a session ends."""

import datetime
import re

import pytest
from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samstyring.apps.actors import throttle
from samstyring.apps.actors.actions import people
from samstyring.apps.actors.models import LoginThrottle, User
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db

PASSWORD = "en lang eksempelsetning"
LOGIN, PASSWORD_PAGE, ACCOUNT = "/logg-inn/", "/min-konto/passord/", "/min-konto/"


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def ada() -> User:
    return factories.person()


def try_login(
    client: Client, password: str = PASSWORD, email: str = "ada@eksempel.example", **extra: str
) -> HttpResponse:
    return client.post(LOGIN, {"email": email, "password": password}, **extra)  # type: ignore[arg-type]


def logged_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_the_right_password_opens_a_session_with_a_new_key_that_ends(client: Client, ada: User) -> None:
    client.get("/i18n/setlang/")
    session = client.session
    session["before"] = "kept"
    session.save()
    before = session.session_key
    answer = try_login(client, email="ADA@Eksempel.example ")
    assert answer.status_code == 302
    assert logged_in(client)
    assert client.session.session_key != before
    assert client.session.get_expiry_age() <= 12 * 3600


def test_login_goes_on_to_the_page_that_asked_for_it_and_nowhere_else(client: Client, ada: User) -> None:
    asked = client.get(ACCOUNT)
    assert asked["Location"] == f"{LOGIN}?next={ACCOUNT}"
    there = client.post(LOGIN, {"email": ada.email, "password": PASSWORD, "next": ACCOUNT})
    assert there["Location"] == ACCOUNT
    client.post("/logg-ut/")
    away = client.post(LOGIN, {"email": ada.email, "password": PASSWORD, "next": "https://example.com/"})
    assert away["Location"] == reverse("overview:home")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, ada: User) -> None:
    known = try_login(client, "feil passord her")
    unknown = try_login(client, "feil passord her", email="ingen@eksempel.example")
    assert known.status_code == unknown.status_code == 422
    strip = re.compile(
        r'name="csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|value="\w+@eksempel.example"'
    )
    pages = [strip.sub("", answer.content.decode()) for answer in (known, unknown)]
    assert pages[0] == pages[1]
    assert "E-mail address or password is wrong" in pages[0]
    assert b"ada@eksempel.example" in known.content  # what was typed is not lost


def test_an_unknown_address_costs_one_hashing_too(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.hashers import QuickArgon2

    made: list[str] = []
    encode = QuickArgon2.encode

    def counting(self: QuickArgon2, password: str, salt: str) -> str:
        made.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(QuickArgon2, "encode", counting)
    assert (
        authenticate(RequestFactory().get("/"), username="ingen@eksempel.example", password="x" * 20) is None
    )
    assert made == ["x" * 20]


def test_five_failures_lock_the_account_from_that_address_only(client: Client, ada: User) -> None:
    for _ in range(throttle.ACCOUNT_FAILURES):
        answer = try_login(client, "feil passord her")
    assert re.search(r"You can try again at \d\d:\d\d\.", answer.content.decode())
    assert "You can try again" in try_login(client).content.decode()
    assert not logged_in(client)
    elsewhere = Client()
    assert try_login(elsewhere, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert logged_in(elsewhere)


def test_an_unknown_account_is_locked_alike(client: Client) -> None:
    for _ in range(throttle.ACCOUNT_FAILURES):
        answer = try_login(client, "feil", email="ingen@eksempel.example")
    assert "You can try again" in answer.content.decode()


def test_the_lock_ends(client: Client, ada: User) -> None:
    for _ in range(throttle.ACCOUNT_FAILURES):
        try_login(client, "feil passord her")
    LoginThrottle.objects.update(locked_until=timezone.now() - datetime.timedelta(seconds=1))
    assert try_login(client).status_code == 302
    assert logged_in(client)


def test_failures_are_forgotten_after_a_login_and_after_a_while(client: Client, ada: User) -> None:
    for _ in range(throttle.ACCOUNT_FAILURES - 1):
        try_login(client, "feil passord her")
    assert try_login(client).status_code == 302
    client.post("/logg-ut/")
    for _ in range(throttle.ACCOUNT_FAILURES - 1):
        try_login(client, "feil passord her")
    LoginThrottle.objects.update(last_failure=timezone.now() - 2 * throttle.WINDOW)
    assert "You can try again" not in try_login(client, "feil passord her").content.decode()


def test_one_address_that_tries_many_accounts_is_stopped(client: Client, ada: User) -> None:
    for number in range(throttle.ADDRESS_FAILURES):
        throttle.failed(f"person{number}@eksempel.example", "127.0.0.1")
    assert "You can try again" in try_login(client).content.decode()


def test_the_table_of_failures_names_nobody(client: Client, ada: User) -> None:
    try_login(client, "feil passord her")
    for row in LoginThrottle.objects.values():
        assert "eksempel" not in str(row)
        assert "127.0.0.1" not in str(row)


def test_behind_the_proxy_the_last_address_counts(settings: pytest.FixtureRequest) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.2"})
    assert throttle.address_of(request) == "127.0.0.1"
    settings.HTTPS = True  # type: ignore[attr-defined]
    assert throttle.address_of(request) == "198.51.100.2"
    six = RequestFactory().get("/", headers={"X-Forwarded-For": "2001:db8:1:2:3:4:5:6"})
    assert throttle.address_of(six) == "2001:db8:1:2::/64"


def test_empty_fields_and_half_an_address_are_explained(client: Client) -> None:
    page = client.post(LOGIN, {"email": "ada@", "password": ""}).content.decode()
    assert "Write the whole e-mail address" in page
    assert "Write your password." in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_logging_out_takes_a_post(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/logg-ut/").status_code == 405
    assert logged_in(client)
    client.post("/logg-ut/")
    assert not logged_in(client)


def test_a_one_time_password_opens_only_the_page_to_choose_another(client: Client) -> None:
    invited = people.invite(email="ny@eksempel.example", name="Ny Eksempel", by=SYSTEM)
    answer = try_login(client, invited.password, email="ny@eksempel.example")
    assert answer["Location"] == PASSWORD_PAGE
    assert not logged_in(client)
    page = client.get(PASSWORD_PAGE).content.decode()
    assert 'autocomplete="new-password"' in page
    assert 'name="old"' not in page
    chosen = "et helt nytt passord"
    assert client.post(PASSWORD_PAGE, {"new": chosen, "again": chosen})["Location"] == ACCOUNT
    assert logged_in(client)
    again = Client()
    assert try_login(again, invited.password, email="ny@eksempel.example").status_code == 422
    assert try_login(again, chosen, email="ny@eksempel.example").status_code == 302


def test_a_one_time_password_expires(client: Client) -> None:
    invited = people.invite(email="ny@eksempel.example", name="Ny Eksempel", by=SYSTEM)
    User.objects.update(one_time_until=timezone.now() - datetime.timedelta(minutes=1))
    answer = try_login(client, invited.password, email="ny@eksempel.example")
    assert "The one-time password has expired" in answer.content.decode()


def test_the_password_page_is_for_those_who_may(client: Client) -> None:
    assert client.get(PASSWORD_PAGE)["Location"] == LOGIN


def test_changing_the_password_logs_out_other_places(client: Client, ada: User) -> None:
    client.force_login(ada)
    elsewhere = Client()
    elsewhere.force_login(ada)
    chosen = "et helt nytt passord"
    client.post(PASSWORD_PAGE, {"old": PASSWORD, "new": chosen, "again": chosen})
    assert logged_in(client)
    assert not logged_in(elsewhere)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"old": "feil"}, "This is not your password today"),
        ({"new": "kort", "again": "kort"}, "too short"),
        ({"again": "noe helt annet her"}, "The two are not the same"),
        ({"new": PASSWORD, "again": PASSWORD}, "This is the password that you have"),
        ({"new": "", "again": ""}, "Write a new password"),
    ],
)
def test_a_password_that_cannot_be_taken_is_explained(
    client: Client, ada: User, given: dict[str, str], said: str
) -> None:
    client.force_login(ada)
    right = {"old": PASSWORD, "new": "et helt nytt passord", "again": "et helt nytt passord"}
    answer = client.post(PASSWORD_PAGE, right | given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_stolen_session_cannot_guess_the_password_for_long(client: Client, ada: User) -> None:
    client.force_login(ada)
    given = {"old": "feil", "new": "et helt nytt passord", "again": "et helt nytt passord"}
    for _ in range(throttle.ACCOUNT_FAILURES):
        client.post(PASSWORD_PAGE, given)
    assert (
        "too many failed attempts" in client.post(PASSWORD_PAGE, given | {"old": PASSWORD}).content.decode()
    )
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_passwords_are_hashed_with_argon2(ada: User) -> None:
    assert ada.password.startswith("argon2$argon2id$")
