"""The daily e-mail: at most one, in the person's language, with nothing closed in it, and easily stopped."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from tests import factories, smtp_server
from tests.integration.apps.actors.test_notices import _a_kind, tell  # noqa: F401 - a fixture of that module

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import digests, notices
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Digest, MailSettings, Notice, Organisation, User
from samstyring.apps.consultations.actions import consultations
from samstyring.apps.consultations.models import Consultation
from samstyring.site.settings import mail_server

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _mail_works(settings: Settings) -> None:
    settings.MAIL_WORKS = True
    settings.ADDRESS = "https://samstyring.example"
    settings.DEFAULT_FROM_EMAIL = "samstyring@eksempel.example"


@pytest.fixture
def home() -> Organisation:
    return factories.organisation()


@pytest.fixture
def reader(home: Organisation) -> User:
    return factories.person(role=Level.READER, organisation=home)


@pytest.fixture
def consultation(home: Organisation, reader: User) -> Consultation:
    """One that everybody may see, of which the reader's organisation is told."""
    made = consultations.create(title="Eksempelhøring", owner_organisation=home, by=actor_for(reader, home))
    Consultation.objects.filter(pk=made.pk).update(visibility="public")
    made.refresh_from_db()
    tell(made, home)
    return made


@pytest.fixture
def server(settings: Settings) -> Iterator[smtp_server.MailServer]:
    with smtp_server.running() as running:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def soon() -> digests.Sent:
    """Send as if two minutes had gone, so that what was just told is settled."""
    return digests.send_due(now=timezone.now() + timedelta(minutes=2))


def test_one_mail_a_day_and_nothing_told_twice(reader: User, consultation: Consultation) -> None:
    assert soon() == digests.Sent(sent=1)
    assert soon() == digests.Sent()
    later = tell(consultation, reader)
    Notice.objects.filter(pk=later.pk).update(created=timezone.now() + timedelta(hours=1))
    assert soon() == digests.Sent()
    assert digests.send_due(now=timezone.now() + timedelta(days=1)) == digests.Sent(sent=1)
    first, second = mail.outbox
    assert first.to == [reader.email]
    assert first.body.count("https://samstyring.example/et-sted/") == 1
    assert second.body.count("https://samstyring.example/et-sted/") == 1


def test_what_is_read_is_not_mailed(reader: User, consultation: Consultation) -> None:
    notices.mark_read(user=reader)
    assert soon() == digests.Sent()
    assert not Digest.objects.exists()


def test_a_mail_is_in_the_persons_language(reader: User, consultation: Consultation) -> None:
    notices.choose_mail(user=reader, mail="daily", language="en", by=actor_for(reader))
    tell(consultation, reader)
    assert soon().sent == 1
    assert mail.outbox[0].subject == "Samstyring: 1 new notice"
    assert "New in your inbox" in mail.outbox[0].body


def test_of_what_is_closed_a_mail_says_only_what_kind_it_is(
    reader: User, home: Organisation, consultation: Consultation
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(visibility="organisation")
    assert soon().sent == 1
    assert "Eksempelhøring" not in mail.outbox[0].body
    assert "- Svar på innspill" in mail.outbox[0].body


def test_of_what_the_person_may_not_see_a_mail_says_nothing(reader: User, consultation: Consultation) -> None:
    other = factories.organisation("Annenvik kommune (eksempel)")
    Consultation.objects.filter(pk=consultation.pk).update(
        visibility="organisation", owner_organisation=other
    )
    assert soon() == digests.Sent()


def test_a_mail_is_stopped_without_logging_in(reader: User, consultation: Consultation) -> None:
    soon()
    message = mail.outbox[0].message()
    address = message["List-Unsubscribe"].strip("<>").removeprefix("https://samstyring.example")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(address)
    assert page.status_code == 200
    assert reader.email not in page.content.decode()
    assert MailSettings.objects.filter(person=reader).exists() is False  # looking stops nothing
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell(consultation, reader)
    assert digests.send_due(now=timezone.now() + timedelta(days=1)) == digests.Sent()
    assert strict.post(address[:-3] + "x/").status_code == 404


def test_who_has_not_logged_in_yet_or_is_gone_gets_none(reader: User, consultation: Consultation) -> None:
    User.objects.filter(pk=reader.pk).update(one_time_until=timezone.now())
    assert soon() == digests.Sent()
    User.objects.filter(pk=reader.pk).update(one_time_until=None, is_active=False)
    assert soon() == digests.Sent()


def test_mails_go_through_a_mail_server(
    server: smtp_server.MailServer, home: Organisation, reader: User, consultation: Consultation
) -> None:
    factories.person(role=Level.READER, organisation=home, email="refused@eksempel.example")
    assert soon() == digests.Sent(sent=1, failed=1)
    [(to, message)] = server.mails
    assert to == [reader.email]
    assert message["From"] == "samstyring@eksempel.example"
    assert "https://samstyring.example/innboks/" in message.get_content()
    # The one that was refused is tried again, the one that was taken is not.
    User.objects.filter(email="refused@eksempel.example").update(email="accepted@eksempel.example")
    assert soon() == digests.Sent(sent=1)
    assert [to for to, _message in server.mails] == [[reader.email], ["accepted@eksempel.example"]]


def test_a_mail_server_that_is_down_is_told_of(
    settings: Settings, reader: User, consultation: Consultation
) -> None:
    with smtp_server.running() as stopped:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", stopped.port
    with pytest.raises(CommandError, match="mail server"):
        call_command("send_digest")
    assert not Digest.objects.exists()


def test_without_a_mail_server_nothing_is_sent_and_the_pages_say_so(
    settings: Settings,
    client: Client,
    reader: User,
    consultation: Consultation,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.MAIL_WORKS = False
    call_command("send_digest")
    assert "SAMSTYRING_MAIL_URL" in capsys.readouterr().out
    assert mail.outbox == []
    client.force_login(reader)
    for name in ("actors:inbox", "actors:mail"):
        page = client.get(reverse(name), headers={"accept-language": "en"}).content.decode()
        assert "no e-mail" in page


def test_the_choice_is_made_on_a_page(client: Client, reader: User) -> None:
    client.force_login(reader)
    address = reverse("actors:mail")
    assert client.post(address, {"mail": "none", "language": "nn"}).status_code == 302
    chosen = MailSettings.objects.get(person=reader)
    assert (chosen.mail, chosen.language) == ("none", "nn")
    assert client.post(address, {"mail": "hourly", "language": "nn"}).status_code == 422


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://post.example.org", 25, False, False),
        ("smtp+tls://ada:p%40ss@post.example.org", 587, True, False),
        ("smtps://ada:p%40ss@post.example.org:4465", 4465, False, True),
    ],
)
def test_the_mail_servers_address_is_read(url: str, port: int, tls: bool, ssl: bool) -> None:
    found = mail_server(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("post.example.org", port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] in {"", "p@ss"}


@pytest.mark.parametrize("url", ["post.example.org", "http://post.example.org", "smtp://"])
def test_an_address_that_is_none_is_explained(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SAMSTYRING_MAIL_URL"):
        mail_server(url)
