"""What needs a hand: found, mended with one choice, many at once, undone, and never by two at once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations import tasks
from samstyring.apps.consultations.actions import submissions
from samstyring.apps.consultations.models import (
    Consultation,
    Decision,
    Endorsement,
    PersonalMark,
    Submission,
)
from samstyring.apps.consultations.queries import hands
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis import ENGINE

pytestmark = pytest.mark.django_db

UNKNOWN = "Høringssvar fra Eksempelvikk kommune\n\nVi mener at staten bør betale for opplæringen.\n"
SILENT = "Eksempelnes kommune\n\nEksempelnes kommune har ingen merknader til forslaget.\n"
PRIVATE = "Jeg skriver som privatperson.\n\nDet er mangel på sykepleiere her.\n\nHilsen\nEksempla Oppdiktet\n"
JOINT = (
    "Felles høringssvar fra Eksempelvik kommune og Eksempelfjord kommune\n\n"
    "Vi slutter oss til KS sitt høringssvar. Staten bør betale.\n\n"
    "Kontakt: eksempla@eksempel.example, telefon 22 33 44 55\n"
)


@pytest.fixture
def register(db: None) -> dict[str, Organisation]:
    """Two invented municipalities that the register knows."""
    return {
        name: organisations.add(name=name, kind="municipality", by=SYSTEM)
        for name in ("Eksempelvik", "Eksempelfjord")
    }


@pytest.fixture
def take(consultation: Consultation) -> Callable[[str, str], Submission]:
    """Receives and reads a text."""

    def take_in(name: str, text: str) -> Submission:
        found = submissions.receive(
            consultation=consultation, file_name=name, chunks=[text.encode()], by=SYSTEM
        ).submission
        tasks.read_submission.call(found.pk)
        found.refresh_from_db()
        return found

    return take_in


def address(consultation: Consultation, kind: str = "") -> str:
    """The page, with one kind chosen."""
    return reverse("consultations:hands", args=[consultation.public_id]) + (f"?slag={kind}" if kind else "")


def press(client: Client, consultation: Consultation, kind: str, do: str, **more: Any) -> Any:
    """Press a button on the page."""
    return client.post(address(consultation, kind), {"do": do, **more}, follow=True)


def undo(client: Client, consultation: Consultation, kind: str) -> Any:
    """Undo the newest act."""
    act = Decision.objects.latest("pk").act
    return press(client, consultation, kind, f"undo|{act}")


def test_a_sender_is_mended_and_the_act_undone(
    consultation: Consultation,
    analyst: User,
    client: Client,
    register: dict[str, Organisation],
    take: Callable[[str, str], Submission],
) -> None:
    one = take("svar.txt", UNKNOWN)
    client.force_login(analyst)
    page = client.get(address(consultation, hands.SENDER)).content.decode()
    vik = register["Eksempelvik"]
    assert str(vik.public_id) in page
    shown = press(client, consultation, hands.SENDER, f"avsender|s{one.pk}|organisation|{vik.public_id}")
    sender = one.senders.get()
    assert (sender.organisation, sender.decided_by) == (vik, analyst)
    assert "undo|" in shown.content.decode()
    undo(client, consultation, hands.SENDER)
    one.refresh_from_db()
    assert one.senders_decided_by is None
    assert one.senders.get().organisation is None
    assert len(list(ledger.history(one.public_id))) == 4


def test_a_decided_sender_stands_when_the_reader_runs_again(
    consultation: Consultation,
    analyst: User,
    client: Client,
    register: dict[str, Organisation],
    take: Callable[[str, str], Submission],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = take("svar.txt", UNKNOWN)
    client.force_login(analyst)
    vik = register["Eksempelvik"]
    press(client, consultation, hands.SENDER, f"avsender|s{one.pk}|organisation|{vik.public_id}")
    monkeypatch.setitem(ENGINE, "version", "999")
    submissions.read_again(submission=one)
    tasks.read_submission.call(one.pk)
    assert one.readings.count() == 2
    assert one.senders.get().organisation == vik


def test_two_people_on_the_same_sender_do_not_overwrite_each_other(
    consultation: Consultation,
    analyst: User,
    client: Client,
    register: dict[str, Organisation],
    take: Callable[[str, str], Submission],
) -> None:
    one = take("svar.txt", UNKNOWN)
    client.force_login(analyst)
    vik, fjord = register["Eksempelvik"], register["Eksempelfjord"]
    seen = f"{one.pk}:0"
    press(client, consultation, hands.SENDER, f"avsender|s{one.pk}|organisation|{vik.public_id}", seen=seen)
    late = press(
        client, consultation, hands.SENDER, f"avsender|s{one.pk}|organisation|{fjord.public_id}", seen=seen
    )
    assert one.senders.get().organisation == vik
    assert Decision.objects.count() == 1
    assert "svar.txt" in late.content.decode()


def test_an_act_is_not_undone_over_a_later_decision(
    consultation: Consultation,
    analyst: User,
    client: Client,
    register: dict[str, Organisation],
    take: Callable[[str, str], Submission],
) -> None:
    one = take("svar.txt", UNKNOWN)
    client.force_login(analyst)
    press(client, consultation, hands.SENDER, f"avsender|s{one.pk}|private")
    first = Decision.objects.get().act
    vik = register["Eksempelvik"]
    press(client, consultation, hands.SENDER, f"avsender|s{one.pk}|organisation|{vik.public_id}")
    press(client, consultation, hands.SENDER, f"undo|{first}")
    assert one.senders.get().organisation == vik


def test_many_are_confirmed_and_undone_at_once(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    both = [take("a.txt", SILENT), take("b.txt", SILENT.replace("nes", "sund"))]
    assert all(one.no_remarks for one in both)
    client.force_login(analyst)
    press(
        client,
        consultation,
        hands.SILENT,
        "ingen-merknader|chosen|no",
        chosen=[f"s{one.pk}" for one in both],
    )
    assert set(Submission.objects.values_list("no_remarks", "no_remarks_decided_by")) == {(False, analyst.pk)}
    undo(client, consultation, hands.SILENT)
    assert set(Submission.objects.values_list("no_remarks", "no_remarks_decided_by")) == {(True, None)}
    press(client, consultation, hands.SILENT, "ingen-merknader|all|yes")
    assert hands.standing(consultation, may_review=True).hands[hands.SILENT] == 0  # type: ignore[index]


def test_joint_replies_endorsements_and_personal_data_are_found(
    consultation: Consultation,
    register: dict[str, Organisation],
    take: Callable[[str, str], Submission],
) -> None:
    ks = organisations.add(name="KS", kind="ks", by=SYSTEM)
    one = take("felles.txt", JOINT)
    assert [sender.organisation for sender in one.senders.all()] == [
        register["Eksempelvik"],
        register["Eksempelfjord"],
    ]
    found = Endorsement.objects.get()
    assert (found.organisation, found.is_rejected) == (ks, False)
    text = one.readings.get().source_text.text
    assert found.quote == text[found.start : found.end]
    kinds = dict(PersonalMark.objects.values_list("kind", "state"))
    assert kinds == {"email": "held", "phone": "held"}
    counted = hands.standing(consultation, may_review=True).hands or {}
    assert (counted[hands.JOINT], counted[hands.PERSONAL], counted[hands.SENDER]) == (1, 1, 0)


def test_personal_data_is_hidden_until_it_is_cleared_and_hidden_again_when_undone(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(visibility="public")
    one = take("felles.txt", JOINT)
    document = reverse("consultations:document", args=[one.public_id])
    statements = reverse("consultations:statements", args=[consultation.public_id])
    visitor = Client()

    def seen_by(who: Client) -> str:
        return "".join(who.get(page).content.decode() for page in (document, statements))

    assert "eksempla@eksempel.example" not in seen_by(visitor)
    client.force_login(analyst)
    assert "eksempla@eksempel.example" in seen_by(client)
    reader = Client()
    reader.force_login(
        factories.person(
            role=Level.READER, organisation=consultation.owner_organisation, email="les@eksempel.example"
        )
    )
    assert "eksempla@eksempel.example" not in seen_by(reader)
    assert reader.get(reverse("consultations:original", args=[one.public_id])).status_code == 403
    mark = PersonalMark.objects.get(kind="phone")
    press(client, consultation, hands.PERSONAL, f"personopplysninger|s{one.pk}|ticked", mark=[mark.pk])
    assert "eksempla@eksempel.example" in seen_by(visitor)
    assert "22 33 44 55" not in seen_by(visitor)
    undo(client, consultation, hands.PERSONAL)
    assert "eksempla@eksempel.example" not in seen_by(visitor)


def test_a_private_person_is_confirmed_and_not_named_to_others(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(visibility="public")
    one = take("Eksempla Oppdiktet.txt", PRIVATE)
    client.force_login(analyst)
    counted = hands.standing(consultation, may_review=True).hands or {}
    kind = hands.PRIVATE if counted[hands.PRIVATE] else hands.SENDER
    press(client, consultation, kind, f"{kind}|s{one.pk}|private")
    assert {sender.kind for sender in one.senders.all()} == {"private_person"}
    for name in ("document", "statement"):
        span = one.readings.get().statements.first()
        assert span is not None
        arguments = [one.public_id] + ([span.start, span.end] if name == "statement" else [])
        page = Client().get(reverse(f"consultations:{name}", args=arguments), follow=True)
        assert "Oppdiktet" not in page.content.decode()


def test_a_newer_version_is_found_and_can_be_refused(
    consultation: Consultation,
    analyst: User,
    client: Client,
    register: dict[str, Organisation],
    take: Callable[[str, str], Submission],
) -> None:
    body = "\n\nStaten bør betale for opplæringen. Det er mangel på sykepleiere. Vi støtter målene.\n"
    first = take("svar.txt", "Høringssvar fra Eksempelvik kommune" + body)
    second = take(
        "svar ny versjon.txt", "Revidert høringssvar fra Eksempelvik kommune" + body + "Mer takk.\n"
    )
    first.refresh_from_db()
    assert second.replaces == first
    assert list(consultation.submissions.counting()) == [second]  # type: ignore[attr-defined]
    client.force_login(analyst)
    press(client, consultation, hands.VERSION, f"versjon|s{second.pk}|no")
    assert consultation.submissions.filter(counts=True).count() == 2
    undo(client, consultation, hands.VERSION)
    press(client, consultation, hands.VERSION, f"versjon|s{second.pk}|yes")
    assert list(consultation.submissions.filter(counts=True)) == [second]


def test_an_unreadable_file_is_set_aside_with_a_reason(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    one = take("tom.txt", "")
    client.force_login(analyst)
    press(client, consultation, hands.UNREADABLE, f"ulest|s{one.pk}|aside|no-copy")
    one.refresh_from_db()
    assert one.set_aside
    assert not one.counts
    undo(client, consultation, hands.UNREADABLE)
    one.refresh_from_db()
    assert (one.set_aside, one.counts) == ("", True)


def test_an_organisation_is_added_from_the_page_of_the_sender(
    consultation: Consultation, owner: Organisation, client: Client, take: Callable[[str, str], Submission]
) -> None:
    one = take("svar.txt", UNKNOWN)
    client.force_login(
        factories.person(role=Level.COORDINATOR, organisation=owner, email="ko@eksempel.example")
    )
    back = address(consultation, hands.SENDER)
    page = reverse("consultations:senders", args=[one.public_id])
    wrong = client.post(
        page,
        {
            "do": "register",
            "name": "Eksempelforbundet",
            "kind": "trade_union",
            "organisation_number": "12",
            "neste": back,
        },
    )
    assert wrong.status_code == 422
    assert "Eksempelforbundet" in wrong.content.decode()
    done = client.post(
        page, {"do": "register", "name": "Eksempelforbundet", "kind": "trade_union", "neste": back}
    )
    assert done["Location"].startswith(back)
    sender = one.senders.get()
    assert sender.organisation is not None
    assert sender.organisation.name == "Eksempelforbundet"


def test_only_those_who_may_review_see_and_use_the_page(
    consultation: Consultation, owner: Organisation, client: Client, take: Callable[[str, str], Submission]
) -> None:
    one = take("svar.txt", UNKNOWN)
    pages = [address(consultation), reverse("consultations:senders", args=[one.public_id])]
    client.force_login(factories.person(role=Level.READER, organisation=owner, email="les@eksempel.example"))
    assert {client.get(page).status_code for page in pages} == {403}
    assert press(client, consultation, "", f"avsender|s{one.pk}|private").status_code == 403
    stranger = factories.person(
        role=Level.SECRETARY, organisation=factories.organisation("Eksempel"), email="x@eksempel.example"
    )
    client.force_login(stranger)
    assert {client.get(page).status_code for page in pages} == {404}


def test_a_button_that_is_not_there_any_more_changes_nothing(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    one = take("svar.txt", UNKNOWN)
    client.force_login(analyst)
    for do in (
        "",
        "x|y",
        f"avsender|s{one.pk}|dance",
        f"avsender|s{one.pk}|organisation|nobody",
        "undo|x",
        f"ulest|s{one.pk}|aside|nothing",
        "avsender|sx|private",
    ):
        assert press(client, consultation, "", do).status_code == 400, do
    assert not Decision.objects.exists()


def test_a_document_of_another_consultation_is_not_touched(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    one = take("svar.txt", UNKNOWN)
    other = Consultation.objects.create(title="Eksempel", owner_organisation=consultation.owner_organisation)
    client.force_login(analyst)
    press(client, other, hands.SENDER, f"avsender|s{one.pk}|private")
    assert not Decision.objects.exists()


def test_the_page_takes_as_many_queries_for_one_as_for_many(
    consultation: Consultation,
    analyst: User,
    client: Client,
    take: Callable[[str, str], Submission],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    call_command("load_register", stdout=io.StringIO())
    for number in range(4):
        take(f"{number}.txt", UNKNOWN.replace("Eksempelvikk", f"Eksempelvikk{'a' * number}"))
    client.force_login(analyst)
    with django_assert_max_num_queries(20):
        client.get(address(consultation, hands.SENDER))


def test_stance_is_decided_on_the_document_page_and_undone_there(
    consultation: Consultation, analyst: User, client: Client, take: Callable[[str, str], Submission]
) -> None:
    one = take("svar.txt", UNKNOWN)
    before = one.stance
    client.force_login(analyst)
    address = reverse("consultations:stance", args=[one.public_id])
    page = client.post(address, {"stance": "opposition", "seen": "0"}, follow=True)
    one.refresh_from_db()
    assert (one.stance, one.stance_decided_by) == ("opposition", analyst)
    assert str(Decision.objects.get().act) in page.content.decode()
    client.post(address, {"stance": "support", "seen": "0"})
    client.post(address, {"stance": "dancing"})
    one.refresh_from_db()
    assert one.stance == "opposition"
    undo_address = reverse("consultations:undo_decision", args=[one.public_id])
    client.post(undo_address, {"act": str(Decision.objects.get().act)})
    one.refresh_from_db()
    assert (one.stance, one.stance_decided_by) == (before, None)
